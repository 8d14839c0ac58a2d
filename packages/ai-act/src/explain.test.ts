// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { cite } from './cite.ts'
import { spokenDate } from './dates.ts'
import { evaluate } from './evaluate.ts'
import { explain, textOf } from './explain.ts'
import { Facts } from './facts/facts.ts'
import { currentLaw } from './law/laws.ts'
import { someFacts } from './test/arbitrary.ts'
import { aSystem, bareSystem } from './test/system.ts'
import type { Language } from './text.ts'

const today = '2026-11-22'

function told(line: string, language: Language, closed = true, on = today): string {
  return textOf(explain(evaluate(aSystem(line), { on, closed }), language))
}

describe('an explanation', () => {
  it('says the outcome, why, what to do, what is provisional, and what it is not', () => {
    const dutch = told('recruitment_or_selection preparatory_task materially_influences_decision role=deployer', 'nl')
    for (const sentence of [
      'Op deze feiten: hoog risico.',
      'De plichten voor hoog risico gelden vanaf 2 december 2027. Tot die dag loopt dit voor op de wet.',
      'Wat niet is ingevuld, telt hier als “nee”.',
      'Werving en selectie.',
      'Dat volgt uit de antwoorden op: Helpt het systeem bij het werven of kiezen van mensen voor werk? (bijlage III 4(a))',
      'Vanaf 2 december 2027: Laat toezicht houden',
      'Weegt de uitkomst mee in een besluit, dan sluiten wij de uitzondering van artikel 6(3).',
      'Dit helpt u beslissen. Het is geen juridisch advies. Laat een jurist de artikelen nalezen.',
      'niet rechtstreeks uit EUR-Lex',
      'Versie van de regels: 2026-11-22. Bekeken op 22 november 2026.',
    ]) {
      assert.ok(dutch.includes(sentence), `${sentence}\n\n${dutch}`)
    }
  })

  it('says the same in English', () => {
    const english = told(
      'recruitment_or_selection preparatory_task role=deployer !only_human_defined_rules',
      'en',
      false,
    )
    for (const sentence of [
      'On these facts: high risk.',
      'The strictest still possible: prohibited (unacceptable risk). Assume that until the open questions are answered.',
      'That follows from the answers to: Does the system help to recruit or select people for work? (Annex III 4(a))',
      'These answers decide most:',
      'Now: Support the AI literacy of staff.',
      'This supports your decision. It is not legal advice.',
    ]) {
      assert.ok(english.includes(sentence), `${sentence}\n\n${english}`)
    }
  })

  it('speaks of running ahead of the law only while nothing of it binds', () => {
    const both =
      'recruitment_or_selection annex_i_section=A safety_function_intended third_party_conformity_assessment_foreseen'
    assert.match(told(both, 'nl', true, '2027-12-01'), /gelden vanaf 2 december 2027/)
    assert.doesNotMatch(told(both, 'nl', true, '2027-12-02'), /loopt dit voor op de wet/)
  })

  it('says whether the class is settled', () => {
    assert.match(told('recruitment_or_selection', 'nl'), /De klasse staat vast\./)
    assert.match(told('recruitment_or_selection ?preparatory_task', 'nl'), /Deze antwoorden bepalen het meest:/)
  })

  it('names a ban that has yet to start, with its day', () => {
    const line = 'generates_csam csam_output_is_intended_purpose'
    assert.match(told(line, 'nl'), /Vanaf 2 december 2026 is dit verboden: beelden van seksueel misbruik van kinderen/)
    assert.match(told(line, 'en', true, '2026-12-02'), /On these facts: prohibited/)
  })

  it('says why the law does not apply', () => {
    const outside = textOf(explain(evaluate(bareSystem('machine_based'), { on: today, closed: true }), 'nl'))
    assert.match(outside, /De AI-verordening geldt niet, want dit klopt niet: het is een AI-systeem\./)
    assert.match(told('sole_purpose_scientific_rnd', 'en'), /The AI Act does not apply: scientific research only\./)
  })

  it('says that an older system is not bound, and that a filtered one is provisional', () => {
    const older = told('recruitment_or_selection placed_on_market_on=2025-01-01', 'nl')
    assert.match(older, /Dit systeem was er al\./)
    const filtered = told('evaluates_learning_outcomes narrow_procedural_task role=provider', 'nl')
    assert.match(filtered, /Door de uitzondering van artikel 6\(3\) geldt hier geen hoog risico\./)
    assert.match(filtered, /Voorlopig, of ook anders te lezen\n/)
    assert.match(filtered, /De richtsnoeren bij artikel 6 zijn nog een ontwerp/)
  })

  it('says that nothing is hit, or not yet', () => {
    assert.match(told('', 'nl'), /Geen enkele regel voor risico is geraakt\./)
    assert.match(textOf(explain(evaluate(Facts.parse({}), { on: today }), 'en')), /No rule is hit yet/)
  })

  it('never says that anybody complies, and always that it is support with a version', () => {
    fc.assert(
      fc.property(someFacts, fc.boolean(), (facts, closed) => {
        for (const language of ['nl', 'en'] as const) {
          const text = textOf(explain(evaluate(facts, { on: today, closed }), language))
          assert.doesNotMatch(text, /complian|complies|comply|voldoet|voldoen|in orde|gegarandeerd/i)
          assert.match(text, /Dit helpt u beslissen|This supports your decision/)
          assert.ok(text.includes(currentLaw.version))
          assert.doesNotMatch(text, /undefined|null|NaN|\[object/)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('keeps its Dutch sentences short enough for level B1', () => {
    fc.assert(
      fc.property(someFacts, fc.boolean(), (facts, closed) => {
        const lines = explain(evaluate(facts, { on: today, closed }), 'nl').flatMap((section) => section.lines)
        for (const { text } of lines) {
          for (const sentence of text.split(/(?<=[.?:])\s/)) {
            assert.ok(sentence.split(/\s+/).length <= 25, sentence)
          }
        }
      }),
      { numRuns: 100 },
    )
  })

  it('shows both days where an article applies before what it builds on (reading R1)', () => {
    const dutch = told('recruitment_or_selection role=provider', 'nl')
    assert.match(dutch, /Vanaf 2 december 2027 \(op papier al op 2 augustus 2026\): Breng de CE-markering aan/)
  })

  it('gives a source with every reason and every duty', () => {
    const sections = explain(
      evaluate(aSystem('recruitment_or_selection role=provider'), { on: today, closed: true }),
      'en',
    )
    const duties = sections.find(({ heading }) => heading === 'What to do')?.lines ?? []
    assert.ok(duties.length > 20)
    assert.ok(duties.every(({ source }) => source !== undefined))
  })
})

describe('words around numbers', () => {
  it('are Dutch in Dutch', () => {
    assert.equal(cite('Art. 47 + Annex V', 'nl'), 'art. 47 + bijlage V')
    assert.equal(cite('Recital 24', 'nl'), 'overweging 24')
    assert.equal(cite('GDPR art. 22, 35', 'nl'), 'AVG art. 22, 35')
    assert.equal(cite('Art. 87 + Dir. 2019/1937', 'nl'), 'art. 87 + richtlijn 2019/1937')
    assert.equal(cite('Art. 6(3); draft guidelines 75, 90', 'nl'), 'art. 6(3); ontwerprichtsnoeren 75, 90')
    assert.equal(cite('Art. 47 + Annex V', 'en'), 'Art. 47 + Annex V')
  })

  it('say a date as people do', () => {
    assert.equal(spokenDate('2026-12-02', 'nl'), '2 december 2026')
    assert.equal(spokenDate('2027-08-02', 'en'), '2 August 2027')
  })
})
