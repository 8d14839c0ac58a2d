// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { articleOf, articlesOf } from '../articles.ts'
import { isDate } from '../dates.ts'
import { differenceOf } from '../difference.ts'
import { evaluate } from '../evaluate.ts'
import { factIds, factSpecs } from '../facts/catalogue.ts'
import { aSystem } from '../test/system.ts'
import { currentLaw, lawOf, laws } from './laws.ts'
import type { Condition, Law } from './types.ts'

function* literals(condition: Condition): Generator<string> {
  if (typeof condition === 'string') yield condition
  else
    for (const part of [condition.all, condition.any, condition.none])
      for (const one of part ?? []) yield* literals(one)
}

function conditionsOf(law: Law): readonly Condition[] {
  const rules = [
    ...law.scope,
    ...law.exclusions,
    law.openSource,
    ...law.prohibited,
    ...law.products,
    ...law.annexIII,
    law.filter,
    ...law.transparency,
    law.models.model,
    law.models.systemic,
    ...law.roleSwitch,
    ...law.conformity,
  ]
  const duties = law.obligations.flatMap(({ when }) => (when === undefined ? [] : [when]))
  return [...rules.map(({ when }) => when), ...Object.values(law.derived), ...duties]
}

/** Every `{nl, en}` anywhere in the data, with the way to it. */
function* texts(value: unknown, path: string): Generator<readonly [string, string, string]> {
  if (typeof value !== 'object' || value === null) return
  if ('nl' in value && 'en' in value) yield [path, String(value.nl), String(value.en)]
  for (const [key, inner] of Object.entries(value)) yield* texts(inner, `${path}.${key}`)
}

for (const law of laws) {
  describe(`the law of ${law.version}`, () => {
    it('names every rule, obligation and procedure once', () => {
      const ids = articlesOf(law).map(({ id }) => id)
      assert.equal(new Set(ids).size, ids.length)
    })

    it('says everything in Dutch and in English', () => {
      let count = 0
      for (const [path, nl, en] of texts(law, 'law')) {
        count++
        assert.ok(nl.length > 3 && en.length > 3, path)
        assert.notEqual(nl, en, path)
      }
      assert.ok(count > 150)
    })

    it('has every day on which a rule starts in its timeline', () => {
      const days = new Set(law.timeline.map(({ date }) => date))
      const starts = [
        law.scopeFrom,
        law.publicLegacyFrom,
        law.models.legacyUntil,
        ...[...law.prohibited, ...law.transparency, law.models.model, law.models.systemic].map(({ from }) => from),
        ...law.transparency.flatMap(({ legacyUntil }) => legacyUntil ?? []),
        ...Object.values(law.routes).map(({ from }) => from),
        ...law.obligations.flatMap(({ id, from, formallyFrom }) =>
          id === 'O-GDPR22' ? [] : [from ?? [], formallyFrom ?? []].flat(),
        ),
      ]
      assert.deepEqual(
        [...new Set(starts)].filter((day) => !days.has(day)),
        [],
      )
      assert.ok(law.timeline.every(({ date }) => isDate(date)))
      assert.deepEqual(
        law.timeline,
        law.timeline.toSorted((one, other) => (one.date < other.date ? -1 : 1)),
      )
    })

    it('explains every reading that it leans on', () => {
      const known = new Set<string>(law.readings.map(({ id }) => id))
      const used = [
        ...articlesOf(law).flatMap(({ readings }) => readings),
        ...law.filterBlockers.map(({ reading }) => reading),
      ]
      assert.deepEqual(
        used.filter((id) => !known.has(id)),
        [],
      )
      assert.deepEqual(
        [...known].filter((id) => !used.some((one) => one === id)),
        [],
      )
    })
  })
}

describe('the catalogue of facts', () => {
  it('asks nothing that no rule waits for', () => {
    const used = new Set(conditionsOf(currentLaw).flatMap((condition) => [...literals(condition)]))
    const names = new Set([...used].map((literal) => literal.replace(/^!|[=>].*$/g, '')))
    // These two are read by art. 111 and not by a condition.
    const ofDates = ['placed_on_market_on', 'significant_design_change']
    assert.deepEqual(
      factIds.filter((fact) => !names.has(fact)),
      ofDates,
    )
  })

  it('says everything in Dutch and in English', () => {
    for (const [path, nl, en] of texts(factSpecs, 'facts')) {
      assert.ok(nl.length > 5 && en.length > 5 && nl !== en, path)
    }
  })
})

describe('the law of 22 November 2026', () => {
  it('has its timeline', () => {
    assert.deepEqual(
      currentLaw.timeline.map(({ date, basis }) => `${date} ${basis}`),
      [
        '2024-08-01 Art. 113',
        '2025-02-02 Art. 113(a)',
        '2025-08-02 Art. 113(b)',
        '2026-07-27 Art. 113(d)',
        '2026-08-02 Art. 113',
        '2026-12-02 Art. 113(a), 111(4)',
        '2027-02-02 Code of Practice (voluntary)',
        '2027-08-02 Art. 111(3), 57(1), 2(13)',
        '2027-09-02 Art. 72(3)',
        '2027-12-02 Art. 113(c)(i)',
        '2028-01-28 Art. 43(3)',
        '2028-08-02 Art. 113(c)(ii)',
        '2030-08-02 Art. 111(2)',
        '2030-12-31 Art. 111(1)',
      ],
    )
  })

  it('has the fines of art. 99 and 101', () => {
    assert.deepEqual(
      currentLaw.penalties.map((tier) => [
        tier.id,
        tier.article,
        tier.maximumEuro,
        tier.percentOfTurnover,
        tier.lowerForSme,
        tier.lowerForSmallMidCap,
      ]),
      [
        ['T1', 'Art. 99(3)', 35_000_000, 7, true, false],
        ['T2', 'Art. 99(4)', 15_000_000, 3, true, true],
        ['T3', 'Art. 99(5)', 7_500_000, 1, true, true],
        ['GPAI', 'Art. 101', 15_000_000, 3, false, false],
      ],
    )
  })

  it('has the heaviest fine beside the obligations that carry it', () => {
    const fineOf = (line: string) => evaluate(aSystem(line), { on: '2026-11-22', closed: true }).fine?.id ?? null
    assert.equal(fineOf('builds_face_database_by_untargeted_scraping role=provider'), 'T1')
    assert.equal(fineOf('builds_face_database_by_untargeted_scraping recruitment_or_selection role=provider'), 'T1')
    assert.equal(fineOf('recruitment_or_selection role=deployer'), 'T2')
    assert.equal(fineOf('significant_generality_many_tasks role=provider'), 'GPAI')
    assert.equal(fineOf('role=deployer'), null)
  })

  it('has the clocks of an incident (art. 73)', () => {
    assert.deepEqual(
      currentLaw.incidents.map(({ kind, hours }) => [kind, hours]),
      [
        ['default', 15 * 24],
        ['widespread_infringement_or_critical_infrastructure', 2 * 24],
        ['death', 10 * 24],
      ],
    )
    assert.deepEqual(
      currentLaw.incidentRules.map(({ article }) => article),
      [
        'Art. 3(49)(a)',
        'Art. 3(49)(b)',
        'Art. 3(49)(c)',
        'Art. 3(49)(d)',
        'Art. 73(5)',
        'Art. 73(6)',
        'Art. 73(8)',
        'Art. 26(5)',
      ],
    )
  })

  it('has the acts of Annex I, the supervisors, and what stays out of the public register', () => {
    const points = (section: string) =>
      currentLaw.annexI.filter((entry) => entry.section === section).map((entry) => entry.point)
    assert.deepEqual(points('A'), [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    assert.deepEqual(points('B'), [13, 14, 15, 16, 17, 18, 19, 20, 21])
    assert.deepEqual(
      currentLaw.supervision.map(({ article }) => article),
      ['Art. 75(1)', 'Uitvoeringswet AI-verordening (draft, NL)'],
    )
    assert.equal(currentLaw.notPublic.article, 'Art. 49(4)')
  })

  it('has the fields of its documents', () => {
    const counts = Object.entries(currentLaw.documents).map(([id, fields]) => [id, fields.length, new Set(fields).size])
    assert.deepEqual(counts, [
      ['annex_viii_a', 13, 13],
      ['annex_viii_b', 7, 7],
      ['annex_viii_c', 5, 5],
      ['fria', 6, 6],
      ['annex_iv', 9, 9],
      ['annex_v', 8, 8],
      ['art_13_3', 12, 12],
      ['art_12_3', 4, 4],
      ['art_6_4', 4, 4],
    ])
  })

  it('keeps logs for six months at least, and documents for ten years', () => {
    const { obligations } = evaluate(aSystem('recruitment_or_selection role=provider,deployer'), {
      on: '2027-12-02',
      closed: true,
    })
    const kept = obligations.flatMap(({ id, keepMonths }) => (keepMonths === null ? [] : [`${id} ${keepMonths}`]))
    assert.deepEqual(kept.toSorted(), ['O-18 120', 'O-19 6', 'O-26-6 6', 'O-47 120'])
  })

  it('shows both days where an article applies before what it builds on (reading R1)', () => {
    const { obligations } = evaluate(aSystem('recruitment_or_selection role=provider'), {
      on: '2026-11-22',
      closed: true,
    })
    for (const id of ['O-47', 'O-48', 'O-49-1']) {
      const found = obligations.find((one) => one.id === id)
      assert.deepEqual([found?.from, found?.formallyFrom, found?.readings], ['2027-12-02', '2026-08-02', ['R1']], id)
    }
  })

  it('takes the day of the route, and the first of two', () => {
    const dayOf = (line: string) =>
      evaluate(aSystem(`${line} role=provider`), { on: '2026-11-22', closed: true }).obligations.find(
        ({ id }) => id === 'O-09',
      )?.from
    const product = 'annex_i_section=A safety_function_intended third_party_conformity_assessment_foreseen'
    assert.equal(dayOf(product), '2028-08-02')
    assert.equal(dayOf(`${product} recruitment_or_selection`), '2027-12-02')
  })
})

describe('what regulation 2026/1744 changed', () => {
  const changeFor = (line: string, on = '2026-12-02') => {
    const [before, after] = [laws[0], laws[1]].map((law) =>
      evaluate(aSystem(line), { on, closed: true, ...(law === undefined ? {} : { law }) }),
    )
    assert.ok(before !== undefined && after !== undefined)
    return differenceOf(before, after)
  }

  it('moved high risk of Annex III from 2 August 2026 to 2 December 2027', () => {
    const change = changeFor('recruitment_or_selection role=deployer')
    assert.deepEqual([change?.label, change?.added, change?.removed], [null, [], []])
    assert.ok(change?.changed.includes('4.a') && change.changed.includes('O-26-1'))
  })

  it('banned intimate images without consent', () => {
    const line = 'generates_csam csam_output_is_intended_purpose role=provider'
    const change = changeFor(line)
    assert.deepEqual(change?.label, { before: 'minimal', after: 'prohibited' })
    assert.deepEqual(change?.added, ['5.1.bb', 'O-05'])
  })

  it('took products out whose only third party looks at the spectrum (art. 6(1c))', () => {
    const line =
      'annex_i_section=A safety_function_intended third_party_conformity_assessment_foreseen ' +
      'third_party_only_for_spectrum_or_emc role=provider'
    assert.deepEqual(changeFor(line)?.label, { before: 'high', after: 'minimal' })
  })

  it('opened real-world testing to products of Annex I', () => {
    const product =
      'safety_function_intended third_party_conformity_assessment_foreseen real_world_testing role=provider'
    assert.deepEqual(changeFor(`annex_i_section=A ${product}`)?.added, ['O-60'])
    assert.deepEqual(changeFor(`annex_i_section=B ${product}`)?.added, ['O-60'])
  })

  it('changed nothing for a system with no risk', () => {
    assert.equal(changeFor('role=importer'), null)
  })

  it('let small mid-caps pay the lower amount, and shortened Annex VIII B', () => {
    const [old] = laws
    assert.ok(old?.penalties.every(({ lowerForSmallMidCap }) => !lowerForSmallMidCap))
    assert.deepEqual(old?.documents.annex_viii_b.slice(-2), ['summary_of_grounds', 'member_states'])
    assert.deepEqual(
      old?.annexI.filter(({ point }) => point === 1).map(({ section, what }) => [section, what.en]),
      [['A', 'machinery (2023/1230)']],
    )
  })
})

describe('looking up', () => {
  it('finds every hit, obligation and procedure of an evaluation', () => {
    const { hits, obligations, procedures } = evaluate(aSystem('recruitment_or_selection produces_deepfake'), {
      on: '2026-11-22',
    })
    const found = [...hits, ...obligations, ...procedures]
    assert.ok(found.length > 40)
    for (const { id, article } of found) assert.equal(articleOf(id).article, article)
  })

  it('refuses an article that is not there, with a sentence', () => {
    for (const id of ['5.1.z', '', 'toString', '4']) {
      assert.throws(() => articleOf(id), {
        name: 'AiActError',
        code: 'unknown_article',
        message: /is no rule in version/,
      })
    }
    assert.throws(() => articleOf('5.1.ba', laws[0]), { code: 'unknown_article' }, 'not yet in the law of 2024')
  })

  it('refuses a version of the law that is not there, with a sentence', () => {
    assert.equal(lawOf('2026-11-22'), currentLaw)
    assert.throws(() => lawOf('2025-01-01'), { code: 'unknown_law_version', message: /2024-08-01, 2026-11-22/ })
  })
})
