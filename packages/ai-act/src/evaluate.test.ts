// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { strictestOf } from './classes.ts'
import { deduce } from './deduction.ts'
import { differenceOf } from './difference.ts'
import { classOn, type EvaluationOptions, evaluate } from './evaluate.ts'
import { factIds } from './facts/catalogue.ts'
import { Facts } from './facts/facts.ts'
import { laws } from './law/laws.ts'
import type { Label } from './law/types.ts'
import { answerThat, mildFacts, parsed, someFacts, someKnownFacts, yesNoFacts } from './test/arbitrary.ts'
import { aSystem } from './test/system.ts'
import { FALSE, TRUE, type Truth, UNKNOWN } from './three-valued.ts'

const today = '2026-11-22'
const days = [...new Set(laws.flatMap(({ timeline }) => timeline.map(({ date }) => date)))].sort()
const someDay = fc.constantFrom('2024-01-01', '2025-05-05', today, '2027-12-01', '2031-01-01', ...days)
const someLaw = fc.constantFrom(...laws)
const system = fc.oneof(someFacts, someKnownFacts)

const rank: Readonly<Record<Label, number>> = {
  out_of_scope: 0,
  minimal: 1,
  undetermined: 2,
  limited: 3,
  high: 4,
  prohibited: 5,
}

function notBelow(after: Label, before: Label): void {
  assert.ok(rank[after] >= rank[before], `${before} became ${after}`)
}

/** Every fact that is still unknown gets the answer that is worst, or best, unless other answers force it. */
function completed(facts: Facts, extreme: 'strictest' | 'mildest'): Facts {
  const { truths } = forced(facts)
  const answers = factIds.map((fact, order) => {
    const truth = truths[order]
    const open = facts.get(fact) ?? (truth === TRUE ? true : truth === FALSE ? false : undefined)
    return [fact, open ?? answerThat(extreme, fact)]
  })
  return Facts.parse(Object.fromEntries(answers))
}

function forced(facts: Facts): { readonly truths: readonly Truth[] } {
  const truths = factIds.map((fact): Truth => {
    const value = facts.get(fact)
    return value === undefined ? UNKNOWN : value === true ? TRUE : FALSE
  })
  deduce(truths)
  return { truths }
}

describe('an evaluation', () => {
  it('never gets milder by a fact that adds risk', () => {
    fc.assert(
      fc.property(system, fc.constantFrom(...yesNoFacts), someDay, fc.boolean(), (facts, fact, on, closed) => {
        const risk = !mildFacts.has(fact)
        const after = parsed({ ...facts.toJSON(), [fact]: risk })
        fc.pre(after !== undefined && facts.get(fact) !== risk)
        const [was, is] = [evaluate(facts, { on, closed }), evaluate(after, { on, closed })]
        notBelow(is.label, was.label)
        notBelow(is.strictest, was.strictest)
        notBelow(is.mildest, was.mildest)
      }),
      { numRuns: 500 },
    )
  })

  it('never gets milder by not knowing (P10)', () => {
    fc.assert(
      fc.property(system, fc.constantFrom(...factIds), someDay, (facts, fact, on) => {
        const unknown = Facts.parse({ ...facts.toJSON(), [fact]: 'unknown' })
        const [known, open] = [evaluate(facts, { on }), evaluate(unknown, { on })]
        notBelow(open.strictest, known.strictest)
        notBelow(known.mildest, open.mildest)
      }),
      { numRuns: 500 },
    )
  })

  it('says exactly how strict and how mild the class can still become', () => {
    fc.assert(
      fc.property(system, someDay, (facts, on) => {
        const { strictest, mildest, label } = evaluate(facts, { on })
        for (const extreme of ['strictest', 'mildest'] as const) {
          const answered = completed(facts, extreme)
          const { label: extremeLabel, settled } = evaluate(answered, { on })
          assert.equal(extremeLabel, extreme === 'strictest' ? strictest : mildest)
          assert.equal(settled, true)
        }
        notBelow(label, mildest)
        if (label !== 'undetermined') notBelow(strictest, label)
      }),
      { numRuns: 200 },
    )
  })

  it('names the heaviest fine on what applies, and none on what does not', () => {
    fc.assert(
      fc.property(system, someDay, someLaw, (facts, on, law) => {
        const { fine, obligations } = evaluate(facts, { on, law, closed: true })
        const applying = new Set(obligations.filter(({ status }) => status === 'applies').map(({ fine }) => fine))
        const maxima = law.penalties.filter(({ id }) => applying.has(id)).map(({ maximumEuro }) => maximumEuro)
        assert.equal(fine?.maximumEuro ?? 0, Math.max(0, ...maxima))
      }),
      { numRuns: 500 },
    )
  })

  it('calls a point of Annex III that the filter takes out no high risk', () => {
    const classesOf = (facts: string) =>
      evaluate(aSystem(facts), { on: today, closed: true })
        .hits.filter(({ kind }) => kind === 'annex_iii')
        .map((hit) => [hit.class, hit.filtered])
    assert.deepEqual(classesOf('recruitment_or_selection'), [['high', false]])
    assert.deepEqual(classesOf('recruitment_or_selection narrow_procedural_task'), [['minimal', true]])
  })

  it('takes an open exemption for no exemption', () => {
    const open = evaluate(aSystem('recruitment_or_selection ?narrow_procedural_task'), { on: today, closed: true })
    assert.equal(open.label, 'high')
    const asked = evaluate(aSystem('?free_open_source_release'), { on: today, closed: true })
    assert.deepEqual([asked.label, asked.strictest, asked.mildest], ['minimal', 'minimal', 'out_of_scope'])
  })

  it('draws what the words of the law leave no choice about, from unknown and never from a "no"', () => {
    const police =
      'law_enforcement_purpose ?law_enforcement_use ?exclusively_military_defence_natsec evidence_reliability'
    const { hits, label, strictest } = evaluate(aSystem(police), { on: today, closed: true })
    assert.deepEqual(
      [label, strictest],
      ['high', 'high'],
      'law enforcement is use by law enforcement, and not military',
    )
    assert.deepEqual(hits[0]?.facts, ['law_enforcement_purpose', 'evidence_reliability'])
    const remote = evaluate(aSystem('rbi_real_time'), { on: today })
    assert.deepEqual(
      remote.hits.map(({ id, facts }) => [id, facts]),
      [['1.a', ['rbi_real_time']]],
    )
    assert.deepEqual(evaluate(aSystem('rbi_real_time'), { on: today, closed: true }).hits, [])
  })

  it('has no class before it is known to be an AI system in the Union', () => {
    for (const open of [
      '?infers_how_to_generate_output',
      '?only_human_defined_rules',
      '?deployer_established_in_union',
    ]) {
      const { label, strictest, hits, obligations, procedures } = evaluate(
        aSystem(`recruitment_or_selection produces_deepfake role=deployer ${open}`),
        { on: today, closed: true },
      )
      assert.deepEqual([label, strictest, hits[0]?.id], ['undetermined', 'high', '4.a'], open)
      assert.ok(obligations.length > 10)
      assert.ok([...obligations, ...procedures].every(({ status }) => status === 'may_apply'))
    }
    assert.equal(evaluate(aSystem('?infers_how_to_generate_output'), { on: today, closed: true }).label, 'minimal')
  })

  it('is not determined while nothing holds and something strict may', () => {
    const { label, strictest, mildest, settled } = evaluate(Facts.parse({}), { on: today })
    assert.deepEqual([label, strictest, mildest, settled], ['undetermined', 'prohibited', 'out_of_scope', false])
  })

  it('keeps the two clocks apart: the date moves what is in force, the version moves what there is', () => {
    fc.assert(
      fc.property(system, someDay, someDay, someLaw, someLaw, (facts, one, other, before, after) => {
        const [first, later] = [evaluate(facts, { on: one, law: before }), evaluate(facts, { on: other, law: before })]
        const seenLater = first.hits.map((hit) => ({ ...hit, inForce: hit.from !== null && hit.from <= other }))
        assert.deepEqual(seenLater, later.hits)
        const dutiesLater = first.obligations.map((duty) => ({ ...duty, inForce: duty.from <= other }))
        assert.deepEqual(dutiesLater, later.obligations)

        const change = (on: string) =>
          differenceOf(evaluate(facts, { on, law: before }), evaluate(facts, { on, law: after }))
        assert.deepEqual(change(one)?.added ?? [], change(other)?.added ?? [])
        assert.deepEqual(change(one)?.removed ?? [], change(other)?.removed ?? [])
      }),
      { numRuns: 200 },
    )
  })

  it('changes on no day that the timeline does not name', () => {
    fc.assert(
      fc.property(system, someDay, someLaw, (facts, on, law) => {
        const starts = law.timeline.map(({ date }) => date)
        // The law of data protection started long before.
        const last = starts.filter((date) => date <= on).at(-1) ?? '2018-05-25'
        const [then, since] = [evaluate(facts, { on, law }), evaluate(facts, { on: last, law })]
        assert.deepEqual({ ...then, on: last }, since)
      }),
      { numRuns: 200 },
    )
  })

  it('is the same for the same facts, in whatever order they come', () => {
    fc.assert(
      fc.property(system, someDay, fc.boolean(), (facts, on, closed) => {
        const backwards = Facts.parse(Object.fromEntries(Object.entries(facts.toJSON()).reverse()))
        assert.deepEqual(evaluate(backwards, { on, closed }), evaluate(facts, { on, closed }))
      }),
      { numRuns: 200 },
    )
  })

  it('gives the same class alone, and asks nothing about one that is settled', () => {
    fc.assert(
      fc.property(system, someDay, someLaw, fc.boolean(), (facts, on, law, closed) => {
        const { label, strictest, mildest, settled, hits, open } = evaluate(facts, { on, law, closed })
        const alone = classOn(facts, { on, law, closed })
        const isFiltered = hits.some(({ filtered }) => filtered)
        assert.deepEqual(
          [alone.label, alone.strictest, alone.mildest, alone.settled, alone.isFiltered],
          [label, strictest, mildest, settled, isFiltered],
        )
        if (settled) assert.ok(open.every(({ about }) => about !== 'class'))
      }),
    )
  })

  it('lists sure obligations first, then by day', () => {
    fc.assert(
      fc.property(system, (facts) => {
        const keys = evaluate(facts, { on: today }).obligations.map(({ status, from }) => `${status} ${from}`)
        assert.deepEqual(keys, keys.toSorted())
      }),
      { numRuns: 100 },
    )
  })

  it('forbids a future ban from its day only, and names it before', () => {
    const nudifier = aSystem(
      'generates_intimate_or_sexual_depiction_of_identifiable_person intimate_output_is_intended_purpose',
    )
    const at = (on: string) => evaluate(nudifier, { on, closed: true })
    assert.deepEqual([at('2026-12-01').label, at('2026-12-02').label], ['minimal', 'prohibited'])
    const [hit] = at('2026-12-01').hits
    assert.deepEqual([hit?.id, hit?.from, hit?.inForce], ['5.1.ba', '2026-12-02', false])
  })

  it('refuses a date that is none, with a sentence', () => {
    for (const on of ['2026-02-30', '22-11-2026', 'tomorrow', '', '2026-11-22T00:00']) {
      assert.throws(() => evaluate(Facts.parse({}), { on }), { code: 'invalid_date', message: /is not a date/ })
    }
  })
})

describe('older systems (art. 111)', () => {
  const high = 'recruitment_or_selection role=provider placed_on_market_on='
  const dayOf = (line: string, id = 'O-09', law?: EvaluationOptions['law']) =>
    evaluate(aSystem(line), { on: today, closed: true, ...(law === undefined ? {} : { law }) }).obligations.find(
      (duty) => duty.id === id,
    )?.from

  it('are bound only after a significant change of design', () => {
    assert.equal(dayOf(`${high}2027-12-01`), undefined)
    assert.equal(dayOf(`${high}2027-12-01 significant_design_change`), '2027-12-02')
    assert.equal(dayOf(`${high}2027-12-02`), '2027-12-02')
    assert.equal(dayOf(`${high}2027-12-01 ?significant_design_change`), '2027-12-02', 'unknown exempts nothing')
  })

  it('are bound from 2 August 2030 where public authorities use them', () => {
    assert.equal(dayOf(`${high}2020-01-01 deployer_public_authority`), '2030-08-02')
    assert.equal(dayOf(`${high}2020-01-01 ?by_or_for_public_authority`), '2030-08-02')
  })

  it('were, before 2026/1744, those of before 2 August 2026, for products too', () => {
    const product =
      'annex_i_section=A safety_function_intended third_party_conformity_assessment_foreseen role=provider ' +
      'placed_on_market_on='
    assert.equal(dayOf(`${product}2026-08-02`, 'O-09', laws[0]), '2027-08-02')
    assert.equal(dayOf(`${product}2026-08-01`, 'O-09', laws[0]), undefined)
    assert.equal(dayOf(`${product}2028-08-01`, 'O-09'), undefined)
  })

  it('keep their class', () => {
    const { label, hits } = evaluate(aSystem(`${high}2020-01-01`), { on: '2031-01-01', closed: true })
    assert.deepEqual([label, hits[0]?.from, hits[0]?.inForce], ['high', null, false])
  })

  it('mark content until 2 December 2026, and models comply by 2 August 2027', () => {
    const generator = 'generates_synthetic_audio_image_video_text role=provider placed_on_market_on='
    assert.equal(dayOf(`${generator}2026-08-01`, 'O-50.2'), '2026-12-02')
    assert.equal(dayOf(`${generator}2026-08-02`, 'O-50.2'), '2026-08-02')
    assert.equal(dayOf(`${generator}2026-08-01`, 'O-50.2', laws[0]), '2026-08-02', 'no grace before 2026/1744')
    const model = 'significant_generality_many_tasks role=provider placed_on_market_on='
    assert.equal(dayOf(`${model}2025-08-01`, 'G-53c'), '2027-08-02')
    assert.equal(dayOf(`${model}2025-08-02`, 'G-53c'), '2025-08-02')
  })
})

describe('the strictest of classes', () => {
  it('is what an agent with several tasks has', () => {
    assert.equal(strictestOf('minimal', 'high', 'limited'), 'high')
    assert.equal(strictestOf('out_of_scope'), 'out_of_scope')
    assert.equal(strictestOf('limited', 'prohibited', 'high'), 'prohibited')
  })
})
