// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { digestOf, reminder } from '../oversight/testing/gate.ts'
import { type Answer, openPeoplesDoor, type PeoplesDoor } from './testing/peoples-door.ts'

const digest = digestOf()
const board = { body: 'board', quorum: 2, veto: true }

const decide = (who: string, id: string, wish: object): Promise<Answer> =>
  door.as(who, 'POST', `/api/v1/cases/${id}/verdicts`, { digest, ...wish })

const refused = ({ status, json }: Answer) => [status, json.code]

const long = {
  to: ['jan@bakkerij.example'],
  subject: 'Lang',
  rows: Array.from({ length: 20_000 }, () => ({ a: 1 })),
}

let door: PeoplesDoor
before(async () => {
  door = await openPeoplesDoor()
})
after(() => door?.[Symbol.asyncDispose]())

describe('cases over HTTP', () => {
  it('lists what waits, and shows a case whole', async () => {
    await door.hold({ case: 'c1' })
    const { json: list } = await door.as('ruth', 'GET', '/api/v1/cases')
    assert.deepEqual(
      list.cases.map(({ id, summary, agent }: Record<string, unknown>) => [id, summary, agent]),
      [
        [
          'c1',
          'jan@bakkerij.example · Herinnering 2026-0101 · 2026-0101.xml',
          { id: 'reporter', name: 'Weekly report agent' },
        ],
      ],
    )
    const { json: shown, headers } = await door.as('sanne', 'GET', '/api/v1/cases/c1')
    assert.deepEqual(shown.arguments, reminder)
    assert.deepEqual(shown.attachments, [{ name: '2026-0101.xml', bytes: 4711, sha256: 'a'.repeat(64) }])
    assert.deepEqual([shown.state, shown.mayDecide, shown.digest, shown.number], ['open', true, digest, 1])
    assert.deepEqual([headers.get('api-version'), headers.get('cache-control')], ['1.0.0', 'no-store'])
    assert.equal((await door.as('ruth', 'GET', '/api/v1/cases/c1')).json.mayDecide, false)
    assert.equal((await door.as('ruth', 'GET', '/api/v1/cases/c99')).status, 404)
  })

  it('opens nothing long for a list, so that what an agent asks at great length hides no other case', async () => {
    await door.hold({ case: 'long', arguments: long })
    const { json: list } = await door.as('sanne', 'GET', '/api/v1/cases')
    const found = list.cases.find(({ id }: { id: string }) => id === 'long')
    assert.deepEqual([found.tool, found.summary], ['mail_send', ''])
  })

  it('gives long content apart and as it was sealed, so that who looks again and again holds up nobody (P4)', async () => {
    const run = 'run-of-megabytes'
    await door.hold({ case: 'megabytes', run, arguments: { ...long, text: 'x'.repeat(1_000_000) } })
    const shown = await door.as('sanne', 'GET', '/api/v1/cases/megabytes')
    const { arguments: given, attachments, facts, contentBytes, mayDecide, digest: seen } = shown.json
    // First, and by itself: to say how megabytes differ from nothing takes minutes.
    assert.ok(shown.text.length < 2000, 'a poll carries nothing of it')
    assert.deepEqual([given, attachments, facts, contentBytes > 1_000_000, mayDecide], [null, [], {}, true, true])
    const content = await door.as('sanne', 'GET', '/api/v1/cases/megabytes/content')
    assert.equal(content.headers.get('cache-control'), 'no-store')
    assert.equal(digestOf(content.json.arguments), seen)
    assert.deepEqual(Object.keys(content.json), ['arguments', 'attachments', 'context', 'tool'])
    const approved = await decide('sanne', 'megabytes', { verdict: 'approve', digest: seen })
    assert.deepEqual([approved.json.state, approved.text.length < 2000], ['approved', true])
  })

  it('opens no call whole for a list, a run or a case, however often they are read (P4)', async ({ mock }) => {
    await door.hold({ case: 'looked-at', run: 'run-7', arguments: { ...long, subject: 'Nog langer' } })
    const opened = mock.method(door.journal, 'disclose')
    const told = mock.method(door.journal, 'discloseText')
    const paths = ['cases', 'cases?state=all', 'cases/looked-at', 'calls?limit=200', 'runs', 'runs/run-7']
    for (const path of [...paths, ...paths]) {
      const { status, text } = await door.as('sanne', 'GET', `/api/v1/${path}`)
      assert.equal(status, 200)
      assert.ok(!text.includes('Nog langer'), path)
    }
    const names = opened.mock.calls.map(({ arguments: [, name] }) => name)
    assert.deepEqual(
      names.filter((name) => name === 'call' || name === 'request'),
      [],
    )
    assert.equal(told.mock.callCount(), 0)
    await door.as('sanne', 'GET', '/api/v1/cases/looked-at/content')
    assert.equal(told.mock.callCount(), 1)
  })

  it('gives no content to who is nobody here, nor once it was erased', async () => {
    assert.equal((await door.as(undefined, 'GET', '/api/v1/cases/megabytes/content')).status, 401)
    assert.equal((await door.as('sanne', 'GET', '/api/v1/cases/c99/content')).status, 404)
    await door.hold({ case: 'gone', run: 'run-gone', arguments: { ...long, subject: 'Weg' } })
    await door.journal.erase('run:run-gone', 'GDPR art. 17')
    assert.equal((await door.as('sanne', 'GET', '/api/v1/cases/gone/content')).status, 404)
    const { json: shown } = await door.as('sanne', 'GET', '/api/v1/cases/gone')
    assert.deepEqual([shown.arguments, shown.contentBytes], [null, undefined])
    const approved = await decide('sanne', 'gone', { verdict: 'approve', digest: shown.digest })
    assert.deepEqual(refused(approved), [409, 'call-erased'])
  })

  it('takes the verdict of a member, and of nobody else', async () => {
    await door.hold({ case: 'c2' })
    assert.deepEqual(refused(await decide('ruth', 'c2', { verdict: 'approve' })), [403, 'forbidden'])
    assert.deepEqual(refused(await decide('anna', 'c2', { verdict: 'approve' })), [403, 'forbidden'])
    assert.deepEqual(refused(await decide('vera', 'c2', { verdict: 'approve' })), [403, 'not-a-member'])
    assert.deepEqual(refused(await decide('sanne', 'c99', { verdict: 'approve' })), [404, 'not-found'])
    const { status, json: after } = await decide('sanne', 'c2', { verdict: 'approve', reason: 'klopt' })
    assert.deepEqual([status, after.state, after.verdicts[0].reason], [200, 'approved', 'klopt'])
  })

  it('refuses a verdict on another digest, a second one, and one after the close', async () => {
    await door.hold({ case: 'c3', ...board })
    const other = await decide('sanne', 'c3', { verdict: 'approve', digest: 'another' })
    assert.deepEqual(refused(other), [409, 'digest-mismatch'])
    assert.equal((await decide('sanne', 'c3', { verdict: 'approve' })).json.state, 'open')
    assert.deepEqual(refused(await decide('sanne', 'c3', { verdict: 'approve' })), [409, 'verdict-given'])
    assert.equal((await decide('bram', 'c3', { verdict: 'approve' })).json.state, 'approved')
    assert.deepEqual(refused(await decide('bram', 'c3', { verdict: 'reject' })), [409, 'case-not-open'])
  })

  it('counts one of two verdicts of the same person that come together', async () => {
    await door.hold({ case: 'c4', ...board })
    const both = await Promise.all([1, 2].map(() => decide('sanne', 'c4', { verdict: 'approve' })))
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409])
    assert.equal((await door.as('bram', 'GET', '/api/v1/cases/c4')).json.body.approvals, 1)
  })

  it('lets a veto end what one of two approved', async () => {
    await door.hold({ case: 'c5', ...board })
    await decide('sanne', 'c5', { verdict: 'approve' })
    assert.deepEqual(refused(await decide('bram', 'c5', { verdict: 'veto' })), [403, 'no-veto-right'])
    assert.equal((await door.as('vera', 'GET', '/api/v1/cases/c5')).json.mayVeto, true)
    assert.equal((await decide('vera', 'c5', { verdict: 'veto', reason: 'nee' })).json.state, 'vetoed')
    assert.deepEqual(refused(await decide('bram', 'c5', { verdict: 'approve' })), [409, 'case-not-open'])
  })

  it('refuses a verdict after its time (P6)', async () => {
    await door.hold({ case: 'c6', expiresAt: Date.now() + 50 })
    await sleep(80)
    const late = await decide('sanne', 'c6', { verdict: 'approve' })
    assert.deepEqual(refused(late), [409, 'case-expired'])
    const [open, all] = await Promise.all(
      ['open', 'all'].map(async (state) => {
        const { cases } = (await door.as('sanne', 'GET', `/api/v1/cases?state=${state}`)).json
        return cases.find(({ id }: { id: string }) => id === 'c6')
      }),
    )
    assert.deepEqual([open, all.state], [undefined, 'expired'])
  })

  it('answers an edit with the case that replaces it, approved by its editor (P5)', async () => {
    await door.hold({ case: 'c7' })
    const edited = { ...reminder, to: ['jan@slagerij.example'] }
    const { status, json: next } = await decide('sanne', 'c7', { verdict: 'edit', arguments: edited })
    assert.deepEqual([status, next.id, next.state, next.replaces], [200, 'c7-edited', 'approved', 'c7'])
    assert.deepEqual([next.arguments, next.before], [edited, reminder])
    assert.equal((await door.as('sanne', 'GET', '/api/v1/cases/c7')).json.successor, 'c7-edited')
  })

  it('names the rules that forbid an edit, and changes nothing', async () => {
    await door.hold({ case: 'c8' })
    const evil = { ...reminder, bcc: ['all@evil.example'] }
    const { status, json: problem } = await decide('sanne', 'c8', { verdict: 'edit', arguments: evil })
    assert.deepEqual([status, problem.code, problem.rules[0].id], [422, 'denied', 'invoice-only-to-its-debtor'])
    assert.equal((await door.as('sanne', 'GET', '/api/v1/cases/c8')).json.state, 'open')
    const same = await decide('sanne', 'c8', { verdict: 'edit', arguments: reminder })
    assert.deepEqual(refused(same), [409, 'case-open-already'])
  })

  it('hands the agent a person’s answer, which must be there', async () => {
    await door.hold({ case: 'c9' })
    assert.deepEqual(refused(await decide('sanne', 'c9', { verdict: 'respond' })), [400, 'invalid-request'])
    const { json: after } = await decide('sanne', 'c9', { verdict: 'respond', answer: 'Jan heeft betaald.' })
    assert.deepEqual([after.state, after.answer], ['answered', 'Jan heeft betaald.'])
  })
})
