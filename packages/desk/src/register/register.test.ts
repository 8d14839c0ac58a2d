// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Publication } from '../api-publications.ts'
import type { Standing, SystemSummary } from '../api-systems.ts'
import { systemEn } from '../language/en-system.ts'
import { systemNl } from '../language/nl-system.ts'
import { effectsOf } from './effects.ts'
import { matches } from './filter.ts'
import { whoseTerm } from './log-term.ts'
import { actsOn, placeOf } from './publication.ts'
import { waitsOf, whoDoes } from './waits.ts'

const system: SystemSummary = {
  ...{ id: 'hiring', name: 'Hiring', purpose: 'A first filter of applicants.', owner: 'anna', accountable: 'omar' },
  ...{ label: 'high', strictest: 'high', isFiltered: false, law: '2026-11-22', stage: 'test', isAccepted: true },
  ...{ waitsForAssessor: false, isDisputed: false, passesGate: true, basis: 'b', openQuestions: 0 },
  notices: [],
}
const gate: Standing = {
  ...{ class: 'high', stage: 'released', prohibitions: [], comingProhibitions: [] },
  ...{ highInForce: true, transparency: [] },
}
const oversight = { body: 'finance', unattended: [] }
const kinds = (change: Partial<Standing>, more = {}) =>
  effectsOf({ gate: { ...gate, ...change }, passesGate: true, oversight, ...more }).map(({ kind }) => kind)

describe('what a system waits for', () => {
  it('is each thing that nobody did yet, and a release only when nothing else is', () => {
    assert.deepEqual(waitsOf(system), ['release'])
    assert.deepEqual(waitsOf({ ...system, stage: 'released' }), [])
    assert.deepEqual(waitsOf({ ...system, openQuestions: 2 }), ['answers'])
    const fresh = { ...system, label: 'undetermined', isAccepted: false, waitsForAssessor: true } as const
    assert.deepEqual(waitsOf(fresh), ['answers', 'acceptance', 'assessment'])
    assert.deepEqual(waitsOf({ ...system, label: 'prohibited', strictest: 'prohibited' }), [])
  })

  it('is done by the people that the system names, and an assessment by none of them', () => {
    assert.equal(whoDoes('acceptance', system), 'omar')
    assert.equal(whoDoes('answers', system), 'anna')
    assert.equal(whoDoes('assessment', system), undefined)
  })
})

describe('what a class does at the gate', () => {
  it('is nothing more once everything is shut', () => {
    assert.deepEqual(kinds({ class: 'prohibited' }), ['undetermined'])
    assert.deepEqual(kinds({ class: 'prohibited', prohibitions: ['5.1.f'], transparency: ['50.1'] }), ['prohibited'])
    assert.deepEqual(kinds({ comingProhibitions: ['5.1.ba'] }), ['coming'])
  })

  it('is people and a release for high risk, and says when that runs ahead of the law', () => {
    assert.deepEqual(kinds({}), ['people'])
    assert.deepEqual(kinds({ stage: 'test', highInForce: false }), ['test', 'people', 'ahead'])
    assert.deepEqual(kinds({}, { oversight: { unattended: ['books_list'] } }), ['closed', 'unattended'])
  })

  it('is not claimed of what does not pass the gate', () => {
    assert.deepEqual(kinds({ class: 'prohibited' }, { passesGate: false }), ['beside'])
    assert.deepEqual(kinds({ class: 'limited', transparency: ['50.2'] }), ['transparency'])
    assert.deepEqual(kinds({ class: 'minimal' }), ['nothing'])
  })
})

describe('a filter of the register', () => {
  it('finds by words, by either class, by stage and by what is waited for', () => {
    assert.ok(matches(system, {}))
    assert.ok(matches(system, { q: 'FILTER hir' }))
    assert.ok(!matches(system, { q: 'filter bread' }))
    const open = { ...system, label: 'undetermined' } as const
    assert.ok(matches(open, { class: 'high' }) && matches(open, { class: 'undetermined' }))
    assert.ok(matches(system, { waits: 'release' }) && !matches(system, { waits: 'acceptance' }))
    assert.ok(!matches(system, { stage: 'released' }))
  })
})

describe('the term of logs', () => {
  const dayMs = 86_400_000
  const floor = { days: 186, articles: { nl: 'Art. 26(6)', en: 'Art. 26(6)' }, isAheadOfLaw: true }

  it('is that of the system’s file, or else the organisation’s, and the law’s where that is longer', () => {
    for (const { logTerm: words } of [systemNl, systemEn]) {
      const told = (days: number, ownDays?: number, asked = {}) =>
        whoseTerm({ days, ...asked }, ownDays === undefined ? undefined : ownDays * dayMs, words)
      assert.equal(told(30), words.noOwn)
      assert.equal(told(400, undefined, { floor }), words.noOwn)
      assert.equal(told(186, undefined, { floor }), words.onlyLaw)
      assert.equal(told(20, 20), words.own)
      assert.equal(told(186, 186, { floor }), words.own)
      assert.equal(told(186, 30, { floor }), words.ownShorter(30))
    }
  })

  it('is told with what becomes of the content after it, and of what waits', () => {
    assert.equal(systemEn.logTerm.kept(1), 'What agents asked and got is kept for 1 day and then erased.')
    assert.match(systemNl.logTerm.kept(30), /blijft 30 dagen en wordt dan gewist/)
    assert.match(systemNl.logTerm.erasing, /wat nog loopt.* wacht\. De vermeldingen in het log blijven/)
  })
})

describe('the entry in the Algoritmeregister', () => {
  const draft = { problems: [], isSubmitted: true }
  const submitted: Publication = { act: 'submit', outcome: 'done', isPublic: false, lars: '1', at: 1 }
  const published: Publication = { ...submitted, act: 'publish', isPublic: true }

  it('is submitted, then published, then taken back', () => {
    assert.deepEqual(actsOn(null, { ...draft, isSubmitted: false }), ['submit'])
    assert.deepEqual(actsOn(submitted, draft), ['submit', 'publish'])
    assert.deepEqual(actsOn(published, draft), ['submit', 'retract'])
    assert.deepEqual([placeOf(null), placeOf(submitted), placeOf(published)], ['nowhere', 'submitted', 'public'])
  })

  it('is published again only as its new version was submitted', () => {
    assert.deepEqual(actsOn(published, { ...draft, isSubmitted: false }), ['submit', 'retract'])
    assert.deepEqual(actsOn({ ...submitted, isPublic: true }, draft), ['submit', 'publish', 'retract'])
    assert.deepEqual(actsOn(submitted, { ...draft, isSubmitted: false }), ['submit'])
  })

  it('can be taken back while nobody knows whether its publication arrived, and is called public by nobody', () => {
    const lost: Publication = { ...submitted, act: 'publish', outcome: 'unknown' }
    assert.deepEqual([actsOn(lost, draft), placeOf(lost)], [['submit', 'publish', 'retract'], 'unknown'])
    assert.deepEqual(actsOn({ ...lost, outcome: 'refused' }, draft), ['submit', 'publish'])
    const lostSubmission: Publication = { act: 'submit', outcome: 'unknown', isPublic: false, at: 1 }
    assert.deepEqual([actsOn(lostSubmission, draft), placeOf(lostSubmission)], [['submit'], 'unknown'])
    assert.equal(placeOf({ ...lostSubmission, outcome: 'refused' }), 'nowhere')
    assert.equal(placeOf({ ...lostSubmission, lars: '1', isPublic: true }), 'public')
    assert.equal(placeOf({ ...published, act: 'retract', outcome: 'open' }), 'unknown')
  })

  it('that would be refused is not sent, and can still be taken back', () => {
    const unfit = {
      problems: [{ field: 'goal', title: 'Doel', problem: 'is too long', isMissing: false }],
      isSubmitted: false,
    }
    assert.deepEqual(actsOn(null, unfit), [])
    assert.deepEqual(actsOn(published, unfit), ['retract'])
  })
})
