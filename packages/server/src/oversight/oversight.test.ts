// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Conflict } from '../journal/index.ts'
import type { Person } from '../organisation/index.ts'
import { OversightError } from './index.ts'
import { digestOf, gateEdit, hold, released, reminder } from './testing/gate.ts'
import { approve, open, organisation, people } from './testing/opened.ts'
import { ruleOf } from './testing/organisation.ts'

const { sanne, bram, vera, anna } = people
const withCode = (code: string) => (error: unknown) => error instanceof OversightError && error.code === code
const conflict = (reason: string) => (error: unknown) => error instanceof Conflict && error.reason === reason

describe('oversight', () => {
  it('shows a reviewer what is about to happen, to whom, with which files, and why it was held', async () => {
    const { journal, oversight } = await open()
    const customer = await journal.pseudonymOf('customer:10023')
    await hold(journal, { case: 'c1', labels: ['untrusted', `customer:${customer}`] })
    const [summary] = await oversight.openCases()
    assert.equal(summary?.summary, 'jan@bakkerij.example · Herinnering 2026-0101 · 2026-0101.xml')
    const shown = await oversight.caseOf('c1', sanne)
    assert.ok(shown)
    assert.deepEqual(shown.arguments, reminder)
    assert.deepEqual(shown.rules[0], ruleOf('outside-mail-needs-finance'))
    assert.deepEqual([shown.number, shown.task, shown.digest], [1, 'weekly-report', digestOf()])
    assert.deepEqual(shown.labels, ['untrusted', 'customer:10023'])
    assert.equal(shown.system.accountable.name, 'Anna Verhage')
    assert.deepEqual(shown.body.members[1], { id: 'bram', name: 'Bram de Wit' })
    assert.deepEqual([shown.mayDecide, shown.mayVeto, shown.notified], [true, false, false])
    assert.equal((await oversight.caseOf('c1', anna))?.mayDecide, false)
    assert.equal(await oversight.caseOf('c2', sanne), undefined)
  })

  it('releases an approved call once, and never after it was used (P5)', async () => {
    const { journal, oversight } = await open()
    await hold(journal, { case: 'c1' })
    assert.equal((await oversight.findForCall('run-1', digestOf()))?.state, 'open')
    await oversight.decide('c1', sanne, { ...approve, reason: 'is in orde' })
    const found = await oversight.findForCall('run-1', digestOf())
    assert.ok(found?.state === 'approved')
    assert.deepEqual([found.case, found.cases, found.bodies], ['c1', ['c1'], ['finance']])
    const both = await Promise.allSettled([journal.append(released('c1')), journal.append(released('c1'))])
    assert.deepEqual(
      both.map(({ status }) => status),
      ['fulfilled', 'rejected'],
    )
    assert.equal((await oversight.findForCall('run-1', digestOf()))?.state, 'used')
    const [verdict] = (await oversight.caseOf('c1', bram))?.verdicts ?? []
    assert.deepEqual([verdict?.person.name, verdict?.reason], ['Sanne Kuipers', 'is in orde'])
    assert.equal(await oversight.findForCall('run-2', digestOf()), undefined)
  })

  it('takes a verdict from members of the body only, and only on the case they looked at', async () => {
    const { journal, oversight } = await open()
    await hold(journal, { case: 'c1' })
    await assert.rejects(oversight.decide('c1', anna, approve), withCode('not-a-member'))
    await assert.rejects(oversight.decide('c1', vera, approve), withCode('not-a-member'))
    await assert.rejects(oversight.decide('c1', sanne, { ...approve, verdict: 'veto' }), withCode('no-veto-right'))
    await assert.rejects(oversight.decide('c1', sanne, { ...approve, digest: 'other' }), withCode('digest-mismatch'))
    await assert.rejects(oversight.decide('c9', sanne, approve), withCode('case-unknown'))
    await oversight.decide('c1', sanne, { ...approve, verdict: 'reject' })
    await assert.rejects(oversight.decide('c1', bram, approve), conflict('case-not-open'))
    assert.equal((await oversight.findForCall('run-1', digestOf()))?.state, 'rejected')
  })

  it('asks two different people for a quorum of two, and lets a veto holder stop it', async () => {
    const { journal, oversight } = await open()
    const board = { body: 'board', quorum: 2, veto: true }
    await hold(journal, { case: 'c1', ...board })
    await oversight.decide('c1', sanne, approve)
    await assert.rejects(oversight.decide('c1', sanne, approve), conflict('verdict-given'))
    assert.equal((await oversight.caseOf('c1', sanne))?.mayDecide, false)
    assert.equal((await oversight.caseOf('c1', sanne))?.decidedAt, undefined, 'nothing is decided yet')
    assert.equal((await oversight.caseOf('c1', vera))?.mayVeto, true)
    await oversight.decide('c1', vera, { ...approve, verdict: 'veto', reason: 'niet doen' })
    await assert.rejects(oversight.decide('c1', bram, approve), conflict('case-not-open'))
    await hold(journal, { case: 'c2', run: 'run-2', ...board })
    await oversight.decide('c2', sanne, approve)
    await oversight.decide('c2', bram, approve)
    assert.equal((await oversight.findForCall('run-2', digestOf()))?.state, 'approved')
  })

  it('asks as many people as the files ask by now, also of a case that opened when fewer were enough', async () => {
    let loaded = organisation
    const { journal, oversight } = await open({ organisation: () => loaded })
    await hold(journal, { case: 'c1' })
    const bodies = new Map([...organisation.bodies].map(([id, body]) => [id, { ...body, quorum: 2 }]))
    loaded = { ...organisation, bodies }
    assert.equal((await oversight.caseOf('c1', sanne))?.body.quorum, 2)
    await oversight.decide('c1', sanne, approve)
    assert.equal((await oversight.findForCall('run-1', digestOf()))?.state, 'open')
    loaded = organisation
    assert.equal((await oversight.caseOf('c1', bram))?.body.quorum, 2, 'and what was asked once stays so')
    await oversight.decide('c1', bram, approve)
    assert.equal((await oversight.findForCall('run-1', digestOf()))?.state, 'approved')
  })

  it('counts no approval of somebody whom the files no longer ask, for an open case and at the use of an approved one', async () => {
    let loaded = organisation
    const { journal, oversight } = await open({ organisation: () => loaded })
    const of = (members: string[], quorum = 2) => {
      const bodies = new Map([...organisation.bodies].map(([id, body]) => [id, { ...body, members, quorum }]))
      return { ...organisation, bodies }
    }
    await hold(journal, { case: 'c1', body: 'board', quorum: 2 })
    await oversight.decide('c1', sanne, approve)
    loaded = of(['bram', 'vera'])
    assert.equal((await oversight.caseOf('c1', bram))?.body.approvals, 0)
    await oversight.decide('c1', bram, approve)
    assert.equal((await oversight.findForCall('run-1', digestOf()))?.state, 'open', 'one of today and one of before')
    await oversight.decide('c1', vera, approve)
    const found = await oversight.findForCall('run-1', digestOf())
    assert.ok(found?.state === 'approved')
    loaded = of(['bram', 'sanne'])
    assert.ok((await oversight.findForCall('run-1', digestOf()))?.state === 'approved', 'two of the three are members')
    loaded = of(['bram', 'anna'])
    assert.equal(await oversight.findForCall('run-1', digestOf()), undefined, 'approved by one who is still asked')
  })

  it('lets a call go on an approval only while it is by as many as the files ask', async () => {
    let loaded = organisation
    const { journal, oversight } = await open({ organisation: () => loaded })
    await hold(journal, { case: 'c1' })
    await oversight.decide('c1', sanne, approve)
    const bodies = new Map([...organisation.bodies].map(([id, body]) => [id, { ...body, quorum: 2 }]))
    loaded = { ...organisation, bodies }
    assert.equal(await oversight.findForCall('run-1', digestOf()), undefined)
    await hold(journal, { case: 'c2', quorum: 2 })
    assert.equal((await oversight.findForCall('run-1', digestOf()))?.state, 'open', 'and people are asked anew')
  })

  it('takes no verdict from whoever is named in a body and is no reviewer any more', async () => {
    let loaded = organisation
    const { journal, oversight } = await open({ organisation: () => loaded })
    await hold(journal, { case: 'c1', body: 'board', quorum: 2, veto: true })
    await oversight.decide('c1', sanne, approve)
    const operators = [...organisation.people.values()].map((person): Person => ({ ...person, roles: ['operator'] }))
    const people = new Map(operators.map((person) => [person.id, person]))
    loaded = { ...organisation, people }
    await assert.rejects(oversight.decide('c1', bram, approve), withCode('not-a-member'))
    await assert.rejects(oversight.decide('c1', vera, { ...approve, verdict: 'veto' }), withCode('no-veto-right'))
    assert.deepEqual(
      await oversight.caseOf('c1', bram).then((shown) => [shown?.body.approvals, shown?.mayDecide]),
      [0, false],
      'nor counts what they gave',
    )
  })

  it('gives no approval of a case from before what carries out the call, nor of the same call elsewhere (P5)', async () => {
    const { journal, oversight } = await open()
    const { entry } = await hold(journal, { case: 'c1', place: 'here' })
    await oversight.decide('c1', sanne, approve)
    const stateBound = async (place: string, since: number) =>
      (await oversight.findForCall('run-1', digestOf(), { place, since }))?.state
    assert.equal(await stateBound('here', entry.at), 'approved')
    assert.equal(await stateBound('there', entry.at), undefined)
    assert.equal(await stateBound('here', entry.at + 1), undefined)
  })

  it('counts of several bodies only those whose approval still lasts', async () => {
    let now = Date.now()
    const { journal, oversight } = await open({ now: () => now })
    const expiresAt = now + 60_000
    await hold(journal, { case: 'c1', expiresAt })
    await oversight.decide('c1', sanne, approve)
    await hold(journal, { case: 'c2', body: 'board' })
    for (const person of [sanne, bram]) await oversight.decide('c2', person, approve)
    const bodies = async () => {
      const found = await oversight.findForCall('run-1', digestOf())
      return found?.state === 'approved' ? found.bodies : []
    }
    now = expiresAt
    assert.deepEqual(await bodies(), ['board', 'finance'])
    now++
    assert.deepEqual(await bodies(), ['board'])
  })

  it('lets somebody to whom a load gave a veto stop a case that was open by then', async () => {
    let loaded = organisation
    const { journal, oversight } = await open({ organisation: () => loaded })
    await hold(journal, { case: 'c1' })
    const bodies = new Map([...organisation.bodies].map(([id, body]) => [id, { ...body, veto: ['vera'] }]))
    loaded = { ...organisation, bodies }
    assert.equal((await oversight.caseOf('c1', vera))?.mayVeto, true)
    await oversight.decide('c1', vera, { ...approve, verdict: 'veto', reason: 'niet doen' })
    assert.equal((await oversight.findForCall('run-1', digestOf()))?.state, 'vetoed')
  })

  it('lets nobody vote twice by being erased in between', async () => {
    const { journal, oversight } = await open()
    await hold(journal, { case: 'c1', body: 'board', quorum: 2 })
    await oversight.decide('c1', sanne, approve)
    await journal.erase('person:sanne', 'GDPR art. 17')
    await assert.rejects(oversight.decide('c1', sanne, approve), withCode('voter-erased'))
    assert.deepEqual((await oversight.caseOf('c1', bram))?.verdicts[0]?.person, { id: '', name: '' })
  })

  it('lets nobody approve what can not be shown any more', async () => {
    const { journal, oversight } = await open()
    await hold(journal, { case: 'c1' })
    await journal.erase('run:run-1', 'GDPR art. 17')
    assert.equal((await oversight.caseOf('c1', sanne))?.arguments, null)
    await assert.rejects(oversight.decide('c1', sanne, approve), withCode('call-erased'))
  })

  it('gives the agent a person’s answer instead of the call', async () => {
    const { journal, oversight } = await open()
    await hold(journal, { case: 'c1' })
    await oversight.decide('c1', sanne, { ...approve, verdict: 'respond', answer: 'Jan heeft gisteren betaald.' })
    assert.equal((await oversight.findForCall('run-1', digestOf()))?.state, 'answered')
    assert.equal(await oversight.answerOf('c1'), 'Jan heeft gisteren betaald.')
    assert.equal((await oversight.caseOf('c1', bram))?.answer, 'Jan heeft gisteren betaald.')
  })

  it('makes a new call of an edit; the agent that asks again meets the edited one (P5)', async () => {
    const { journal, oversight } = await open()
    await hold(journal, { case: 'c1' })
    const edited = { ...reminder, to: ['jan@slagerij.example'] }
    const wish = { digest: digestOf(), arguments: edited, reason: 'verkeerde Jan' }
    assert.equal(await oversight.edit('c1', sanne, wish, gateEdit(journal)), 'c1-edited')
    const before = await oversight.caseOf('c1', sanne)
    assert.deepEqual([before?.state, before?.successor, before?.verdicts[0]?.verdict], ['edited', 'c1-edited', 'edit'])
    const next = await oversight.caseOf('c1-edited', sanne)
    assert.deepEqual([next?.state, next?.replaces, next?.before], ['approved', 'c1', reminder])
    const found = await oversight.findForCall('run-1', digestOf())
    assert.deepEqual([found?.state, found?.case, found?.digest], ['approved', 'c1-edited', digestOf(edited)])
    await assert.rejects(journal.append(released('c1-edited')), conflict('case-other-call'))
    await journal.append(released('c1-edited', edited))
  })

  it('meets the newest of what people made of a call, however often they edited it (P5)', async () => {
    const { journal, oversight } = await open()
    await hold(journal, { case: 'c1', body: 'board', quorum: 2 })
    let [id, digest] = ['c1', digestOf()]
    for (const subject of ['Eerste', 'Tweede']) {
      const edited = { ...reminder, subject }
      id = await oversight.edit(
        id,
        subject === 'Eerste' ? sanne : bram,
        { digest, arguments: edited },
        gateEdit(journal),
      )
      digest = digestOf(edited)
    }
    const found = await oversight.findForCall('run-1', digestOf())
    assert.deepEqual([found?.case, found?.digest, found?.state], ['c1-edited-edited', digest, 'open'])
  })

  it('changes nothing when the gate denies what a person made of the call', async () => {
    const { journal, oversight } = await open()
    await hold(journal, { case: 'c1' })
    const evil = { ...reminder, bcc: ['all@evil.example'] }
    await assert.rejects(
      oversight.edit('c1', sanne, { digest: digestOf(), arguments: evil }, gateEdit(journal)),
      /denied/,
    )
    assert.equal((await oversight.caseOf('c1', sanne))?.state, 'open')
    await assert.rejects(
      oversight.edit('c1', anna, { digest: digestOf(), arguments: reminder }, gateEdit(journal)),
      withCode('not-a-member'),
    )
  })
})
