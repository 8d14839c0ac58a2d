// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { evaluate, Facts } from '@sluis/ai-act'
import { loadOrganisation } from '../organisation/index.ts'
import { type Described, declaredBy, isDescribed } from './facts.ts'
import { logTermOf, tooShort } from './log-term.ts'

const example = loadOrganisation(new URL('../../../../examples/weekly-report/organisation', import.meta.url).pathname)
const system = example.systems.get('weekly-report')
assert.ok(isDescribed(system))
const reporting: Described = system
const dayMs = 86_400_000

/** A first filter of applicants: Annex III 4(a). */
const high = { recruitment_or_selection: true, narrow_procedural_task: false, performs_profiling: true }

function termOf(facts: object, days: { readonly own?: number; readonly all: number }, on = '2026-11-22') {
  const { keepLogs, ...register } = reporting.register
  const own = days.own === undefined ? {} : { keepLogs: days.own * dayMs }
  const described = { ...reporting, register: { ...register, ...own } }
  const evaluation = evaluate(Facts.parse({ ...declaredBy(reporting), ...facts }), { on })
  const { floor, ...term } = logTermOf(evaluation, described, { keepLogs: days.all * dayMs })
  return {
    ...term,
    floor: floor?.days,
    isAhead: floor?.isAheadOfLaw,
    article: floor?.articles.en,
    isRefused: tooShort(evaluation, described) !== undefined,
  }
}

describe('how long what agents asked and got is kept', () => {
  it('is what the system says, or else the organisation, where no law asks for more', () => {
    const free = { floor: undefined, isAhead: undefined, article: undefined, isRefused: false }
    assert.deepEqual(termOf({}, { all: 30 }), { days: 30, ...free })
    assert.deepEqual(termOf({}, { own: 60, all: 30 }), { days: 60, atLeast: 60, ...free })
  })

  it('is six months of 31 days at least for a deployer and for a provider of high risk, before the law’s day as well', () => {
    const roles = [
      ['deployer', /26\(6\)/],
      ['provider', /19/],
    ] as const
    for (const [role, clause] of roles) {
      const { article, ...term } = termOf({ ...high, role: [role] }, { all: 30 })
      assert.deepEqual(term, { days: 186, atLeast: 186, floor: 186, isAhead: true, isRefused: false }, role)
      assert.match(String(article), clause)
      assert.equal(termOf({ ...high, role: [role] }, { all: 30 }, '2028-01-01').isAhead, false, role)
    }
  })

  it('is no shorter for a floor: whoever keeps more keeps it', () => {
    assert.deepEqual(
      [
        termOf(high, { all: 365 }).days,
        termOf(high, { own: 400, all: 30 }).days,
        termOf(high, { own: 400, all: 30 }).atLeast,
      ],
      [365, 400, 400],
    )
  })

  it('counts while the facts leave open that it is high-risk (P10)', () => {
    assert.equal(termOf({ ...high, recruitment_or_selection: 'unknown' }, { all: 30 }).days, 186)
  })

  it('can’t be said shorter than the floor by a day, and can be said just as long', () => {
    const said = [30, 185, 186, 187].map((own) => termOf(high, { own, all: 30 }).isRefused)
    assert.deepEqual(said, [true, true, false, false])
  })
})
