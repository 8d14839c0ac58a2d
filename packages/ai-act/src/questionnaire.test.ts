// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { evaluate } from './evaluate.ts'
import { derivedFacts, type FactId, factIds } from './facts/catalogue.ts'
import { Facts } from './facts/facts.ts'
import { nextQuestion, questionOf, questionsAhead } from './questionnaire.ts'
import { answerThat, parsed, someFacts, someKnownFacts } from './test/arbitrary.ts'
import { guidelineCases } from './test/guideline-cases.ts'
import { aSystem } from './test/system.ts'
import { vectors } from './test/vectors.ts'

const today = '2026-11-22'
const system = fc.oneof(someFacts, someKnownFacts)

/** What somebody who knows the system answers: what stands in the facts, and "no" to the rest. */
function answered(known: Facts, fact: FactId) {
  return known.get(fact) ?? (fact === 'annex_i_section' ? 'none' : fact === 'role' ? (['deployer'] as const) : false)
}

function interview(known: Facts, choose: (facts: Facts) => FactId | undefined): { facts: Facts; asked: number } {
  let facts = Facts.parse({})
  for (let asked = 0; ; asked++) {
    const fact = evaluate(facts, { on: today }).settled ? undefined : choose(facts)
    if (fact === undefined) return { facts, asked }
    facts = facts.with(fact, answered(known, fact))
  }
}

const byWeight = (facts: Facts) => nextQuestion(evaluate(facts, { on: today }), 'en')?.fact
const byLaw = (facts: Facts) => {
  const open = new Set(evaluate(facts, { on: today }).open.map(({ fact }) => fact))
  return factIds.find((fact) => open.has(fact))
}

const everyone: Readonly<Record<string, Facts>> = {
  minimal: aSystem(''),
  ...Object.fromEntries(vectors.map(({ id, facts }) => [id, Facts.parse(facts)])),
  ...Object.fromEntries(guidelineCases.map(({ id, facts }) => [id, aSystem(facts)])),
}

describe('the questionnaire', () => {
  it('settles every worked system on the class that all its facts give', () => {
    for (const [id, known] of Object.entries(everyone)) {
      const { facts } = interview(known, byWeight)
      const { label } = evaluate(facts, { on: today })
      const all = known.get('role') === undefined ? known.with('role', ['deployer']) : known
      assert.equal(label, evaluate(all, { on: today, closed: true }).label, id)
    }
  })

  it('asks fewer questions than going through the law from front to back', () => {
    const systems = vectors.map(({ facts }) => Facts.parse(facts))
    const total = (choose: (facts: Facts) => FactId | undefined) =>
      systems.reduce((sum, known) => sum + interview(known, choose).asked, 0)
    const [ours, lawOrder] = [total(byWeight), total(byLaw)]
    assert.ok(ours < 0.8 * lawOrder, `${ours} questions, against ${lawOrder}`)
  })

  it('asks the least that can be asked of a system that does nothing the law names', () => {
    const { asked } = interview(aSystem(''), byWeight)
    // Each answer is the only one, or one that is shared, that rules its rules out. Art. 3(1) 5 and 2(1) 1, exclusions 5,
    // art. 5 6 (one for two of its points; point (h) goes with Annex III 6), art. 6(1) 1, Annex III 17 (one for each of
    // points 6 and 7; 1(c) goes with art. 5(1)(f)), art. 50 5 (emotions go with art. 5(1)(f) too), art. 2(12) 1.
    assert.equal(asked, 5 + 1 + 5 + 6 + 1 + 17 + 5 + 1)
  })

  it('tells beforehand which questions those are, in order, each by what it settles', () => {
    const ahead = questionsAhead(Facts.parse({}), { on: today })
    const asked: FactId[] = []
    interview(aSystem(''), (facts) => {
      const fact = byWeight(facts)
      if (fact !== undefined) asked.push(fact)
      return fact
    })
    assert.deepEqual(
      ahead.map(({ fact }) => fact),
      asked,
    )
    const settling = (part: string) => ahead.filter(({ settles }) => settles === part).map(({ fact }) => fact)
    assert.equal(settling('applies').length, 5 + 1 + 5 + 1)
    assert.ok(settling('forbidden').includes('builds_face_database_by_untargeted_scraping'))
    assert.ok(settling('high').includes('recruitment_or_selection'))
    assert.ok(settling('told').includes('produces_deepfake'))
    assert.deepEqual(settling('duties'), [])
  })

  it('plans only what may change the class now, and nothing once it is settled', () => {
    fc.assert(
      fc.property(system, (facts) => {
        const { open, settled } = evaluate(facts, { on: today })
        const may = new Set(
          open.filter(({ about, answeredUnknown }) => about === 'class' && !answeredUnknown).map(({ fact }) => fact),
        )
        const ahead = questionsAhead(facts, { on: today }).map(({ fact }) => fact)
        assert.deepEqual(
          ahead.filter((fact) => !may.has(fact)),
          [],
        )
        assert.equal(ahead.length === 0, may.size === 0)
        assert.ok(!settled || ahead.length === 0)
      }),
      { numRuns: 100 },
    )
  })

  it('stops at once where one answer takes the system out of the law', () => {
    const { asked } = interview(Facts.parse({ deployer_established_in_union: true }), byWeight)
    assert.equal(asked, 1, 'not machine-based')
  })

  it('settles after the questions about the class, and not before', () => {
    fc.assert(
      fc.property(system, (facts) => {
        const { open, settled } = evaluate(facts, { on: today })
        assert.equal(
          open.every(({ about }) => about === 'duties'),
          settled,
        )
      }),
      { numRuns: 200 },
    )
  })

  it('calls a fact a matter of duties only if no answer to it changes the class', () => {
    fc.assert(
      fc.property(system, fc.constantFrom('strictest', 'mildest'), fc.nat(), (facts, extreme, pick) => {
        const before = evaluate(facts, { on: today })
        const duties = before.open.filter(({ about }) => about === 'duties')
        const chosen = duties[pick % Math.max(duties.length, 1)]
        fc.pre(chosen !== undefined)
        const after = parsed({ ...facts.toJSON(), [chosen.fact]: answerThat(extreme, chosen.fact) })
        fc.pre(after !== undefined)
        const { label, strictest, mildest } = evaluate(after, { on: today })
        assert.deepEqual([label, strictest, mildest], [before.label, before.strictest, before.mildest], chosen.fact)
      }),
      { numRuns: 300 },
    )
  })

  it('asks only what is unknown, each once, and says which rules wait for it', () => {
    fc.assert(
      fc.property(system, (facts) => {
        const { open } = evaluate(facts, { on: today })
        assert.equal(new Set(open.map(({ fact }) => fact)).size, open.length)
        for (const { fact, decides } of open) {
          assert.equal(facts.get(fact), undefined)
          assert.ok(decides.length > 0 && !derivedFacts.has(fact), fact)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('does not ask again what somebody could not answer', () => {
    const facts = Facts.parse({ machine_based: 'unknown' })
    const evaluation = evaluate(facts, { on: today })
    assert.equal(evaluation.open[0]?.fact, 'machine_based')
    assert.equal(evaluation.open[0]?.answeredUnknown, true)
    assert.equal(nextQuestion(evaluation, 'nl')?.fact, 'operates_with_some_autonomy')
  })

  it('has nothing to ask when everything is known', () => {
    const facts = parsed(Object.fromEntries(factIds.map((fact) => [fact, answerThat('mildest', fact)])))
    assert.ok(facts)
    assert.equal(nextQuestion(evaluate(facts, { on: today }), 'nl'), undefined)
  })

  it('knows that a ban that has yet to start matters to what is open source', () => {
    const line = 'free_open_source_release ?generates_csam csam_output_foreseeable_and_reproducible'
    const { open, mildest, strictest } = evaluate(aSystem(line), { on: today, closed: true })
    assert.deepEqual([mildest, strictest], ['out_of_scope', 'minimal'])
    assert.deepEqual([open[0]?.fact, open[0]?.about], ['generates_csam', 'class'])
  })

  it('asks about a ban that has yet to start before other duties', () => {
    const { open } = evaluate(
      aSystem(
        'role=deployer ?generates_csam csam_output_foreseeable_and_reproducible ?workplace_use recruitment_or_selection',
      ),
      {
        on: today,
        closed: true,
      },
    )
    assert.equal(open[0]?.fact, 'generates_csam')
    assert.equal(open[0]?.about, 'duties')
  })

  it('asks about profiling first where only the filter is open, for that settles it most often', () => {
    const filter = '?narrow_procedural_task ?preparatory_task ?performs_profiling ?materially_influences_decision'
    const { open } = evaluate(aSystem(`recruitment_or_selection ${filter}`), { on: today, closed: true })
    assert.deepEqual(
      open.slice(0, 4).map(({ fact, about }) => `${fact} ${about}`),
      [
        'performs_profiling class',
        'materially_influences_decision class',
        'narrow_procedural_task class',
        'preparatory_task class',
      ],
    )
  })

  it('calls a fact a matter of duties once a stricter rule has decided the class', () => {
    const aboutOf = (line: string) => {
      const { open } = evaluate(aSystem(line), { on: today })
      return (fact: FactId) => open.find((one) => one.fact === fact)?.about
    }
    const high = aboutOf('recruitment_or_selection performs_profiling')
    assert.deepEqual(
      (['annex_i_section', 'creditworthiness_natural_persons', 'produces_deepfake', 'generates_csam'] as const).map(
        high,
      ),
      ['duties', 'duties', 'duties', 'duties'],
    )
    assert.deepEqual(
      [high('predicts_crime_risk_of_person'), high('exclusively_military_defence_natsec')],
      ['class', 'class'],
    )
    const limited = aboutOf('produces_deepfake !authorised_by_law_crime_detection')
    assert.deepEqual(
      (['recruitment_or_selection', 'publishes_text_on_public_interest', 'free_open_source_release'] as const).map(
        limited,
      ),
      ['class', 'duties', 'duties'],
    )
    const product = aboutOf(
      'annex_i_section=A safety_function_intended third_party_conformity_assessment_foreseen ' +
        '!third_party_only_for_spectrum_or_emc recruitment_or_selection',
    )
    assert.deepEqual((['performs_profiling', 'preparatory_task'] as const).map(product), ['duties', 'duties'])
    const prohibited = aboutOf('builds_face_database_by_untargeted_scraping')
    assert.deepEqual(
      (['recruitment_or_selection', 'rbi_real_time', 'exclusively_military_defence_natsec'] as const).map(prohibited),
      ['duties', 'duties', 'class'],
    )
  })

  it('knows that a fact matters when another follows from it', () => {
    const { open } = evaluate(
      aSystem('produces_deepfake context_workplace ?emotion_inference_from_biometrics ?emotion_recognition_system'),
      { on: today, closed: true },
    )
    const about = Object.fromEntries(open.map((one) => [one.fact, one.about]))
    assert.deepEqual(
      [about.emotion_inference_from_biometrics, about.emotion_recognition_system, about.role],
      ['class', 'class', 'duties'],
    )
  })

  it('asks how old a system is only where that spares it something (art. 111)', () => {
    const asked = (line: string) => {
      const { open } = evaluate(aSystem(line), { on: today, closed: true })
      return Object.fromEntries(open.map(({ fact, decides }) => [fact, decides]))
    }
    assert.deepEqual(asked('role=provider recruitment_or_selection'), { placed_on_market_on: ['111(2)'] })
    assert.deepEqual(asked('role=provider generates_synthetic_audio_image_video_text'), {
      placed_on_market_on: ['111(4)'],
    })
    assert.deepEqual(asked('role=provider interacts_directly_with_persons'), {})
    const research = 'role=provider sole_purpose_scientific_rnd'
    assert.deepEqual(asked(`${research} recruitment_or_selection generates_synthetic_audio_image_video_text`), {})
    const older = 'role=provider recruitment_or_selection placed_on_market_on=2026-01-01'
    assert.deepEqual(asked(`${older} ?significant_design_change ?deployer_public_authority`), {
      significant_design_change: ['111(2)'],
      deployer_public_authority: ['111(2)'],
    })
  })

  it('brings the clause, an example and the possible answers, in both languages', () => {
    for (const fact of factIds) {
      const [dutch, english] = [questionOf(fact, 'nl'), questionOf(fact, 'en')]
      for (const { question, example, source } of [dutch, english]) {
        assert.match(question, /^\p{Lu}.+[?.]$/u, fact)
        assert.ok(example.length > 10 && source.length > 4, fact)
      }
      assert.notEqual(dutch.question, english.question)
      assert.notEqual(dutch.topic.title, english.topic.title)
      assert.notEqual(dutch.topic.id, 'other', fact)
      assert.match(dutch.topic.about, /^\p{Lu}[^.]+\.$/u, fact)
      assert.notEqual(dutch.topic.about, english.topic.about)
    }
    assert.deepEqual(questionOf('annex_i_section', 'en').answers, ['A', 'B', 'none'])
    assert.equal(questionOf('emotion_inference_from_biometrics', 'nl').source, 'art. 5(1)(f), 3(39); bijlage III 1(c)')
  })

  it('never asks for a class', () => {
    for (const fact of factIds.filter((one) => !derivedFacts.has(one))) {
      // Art. 25(1) itself speaks of somebody else's high-risk system; nobody is asked to judge their own.
      if (/high_risk/.test(fact)) continue
      assert.doesNotMatch(questionOf(fact, 'en').question, /high.risk|prohibited practice|Annex III/i, fact)
      assert.doesNotMatch(questionOf(fact, 'nl').question, /hoog risico|bijlage III/i, fact)
    }
  })
})
