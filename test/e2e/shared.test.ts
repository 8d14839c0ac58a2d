// SPDX-License-Identifier: EUPL-1.2
// Several processes on one PostgreSQL: one log, one set of keys, stops and cases, whichever process one speaks to.
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { z } from 'zod'
import { readKeptMails } from '../../examples/weekly-report/stand-ins/index.ts'
import { hasPostgres, startPostgres, type TestPostgres } from '../../packages/server/src/journal/testing/postgres.ts'
import { load } from '../../packages/server/src/load.ts'
import { recoverKey } from '../../packages/server/src/recover-key.ts'
import { until } from './harness.ts'
import { ask, connectAgent, outsideMail } from './outside-agent.ts'
import { openSharedHouse, type SharedHouse, type SharedProcess } from './shared-house.ts'

const skip = hasPostgres ? false : 'npm has no PostgreSQL for this machine'
/** A stop is promised within 100 ms; this much more is for a slow machine that runs other things. */
const boundMs = 2000

describe('processes that share a log', { skip }, () => {
  let postgres: TestPostgres
  let house: SharedHouse
  let one: SharedProcess
  let other: SharedProcess

  before(async () => {
    const started = await startPostgres()
    assert.ok(started)
    postgres = started
    house = await openSharedHouse(postgres, 2)
    const [first, second] = house.processes
    assert.ok(first && second)
    one = first
    other = second
  })
  after(async () => {
    await house?.[Symbol.asyncDispose]()
    await postgres?.stop()
  })

  it('number the calls of an agent without gaps, whichever it speaks to (P3)', async () => {
    const key = house.key('reporter')
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => ask(at % 2 === 0 ? one.gateUrl : other.gateUrl, key)),
    )
    const numbers = answers.map(({ headers }) => Number(headers.get('x-sluis-number'))).sort((a, b) => a - b)
    const [least = 0] = numbers
    assert.deepEqual(
      numbers,
      numbers.map((_, at) => least + at),
    )
  })

  it('know the run keys that the other gave out', async () => {
    const headers = { authorization: `Bearer ${house.key('reporter')}` }
    const made = await fetch(`${one.gateUrl}/v1/runs`, { method: 'POST', headers })
    const { key } = z.object({ key: z.string() }).parse(await made.json())
    assert.equal((await ask(other.gateUrl, key)).status, 200)
  })

  it('end a key that is revoked at one: its calls, its run keys and its sessions at the other', async () => {
    const issued = z.object({ id: z.string(), key: z.string() })
    const made = await one.people('anna', 'POST', '/api/v1/agents/reporter/keys', {})
    const { id, key } = issued.parse(await made.json())
    const headers = { authorization: `Bearer ${key}` }
    const started = await fetch(`${one.gateUrl}/v1/runs`, { method: 'POST', headers })
    const run = z.object({ key: z.string() }).parse(await started.json())
    const stream = await ask(other.gateUrl, run.key, { text: 'count slowly to 10000', stream: true })
    assert.equal(stream.status, 200)
    const session = await fetch(`${other.deskUrl}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key: house.key('ruth') }),
    })
    const signedIn = { 'sluis-session': z.object({ session: z.string() }).parse(await session.json()).session }
    const listed = await other.people('anna', 'GET', '/api/v1/keys')
    const { keys } = z
      .object({ keys: z.array(z.object({ id: z.string(), holder: z.object({ id: z.string() }) })) })
      .parse(await listed.json())
    const ruths = keys.find(({ holder }) => holder.id === 'ruth')?.id ?? ''

    for (const revoked of [id, ruths]) {
      assert.equal((await one.people('anna', 'POST', `/api/v1/keys/${revoked}/revoke`, {})).status, 200)
    }
    assert.match(await stream.text(), /"code":"unauthenticated"/)
    for (const gone of [key, run.key]) {
      for (const { gateUrl } of [one, other]) assert.equal((await ask(gateUrl, gone)).status, 401)
    }
    await until('the session is over at the other', async () => {
      return (await fetch(`${other.deskUrl}/api/v1/me`, { headers: signedIn })).status === 401
    })
    assert.equal((await ask(other.gateUrl, house.key('reporter'))).status, 200)
    // Two are asked for at once, at two processes: one is the second key, and the other would be a third.
    const raced = await Promise.all(
      [one, other].map((at) => at.people('anna', 'POST', '/api/v1/agents/reporter/keys', {})),
    )
    assert.deepEqual(raced.map(({ status }) => status).toSorted(), [201, 409])
  })

  it('end the keys of a person for whom one is recovered on a machine beside them', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'sluis-recovery-'))
    cpSync(join(house.place.folder, 'log.key'), join(dataFolder, 'log.key'))
    const { organisation } = load(join(house.folder, 'organisation'))
    const { database = '' } = house.place
    const signIn = async (at: SharedProcess, key: string): Promise<number> => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch(`${at.deskUrl}/api/v1/session`, { method: 'POST', headers, body: JSON.stringify({ key }) }))
        .status
    }
    const old = house.key('omar')
    for (const at of [one, other]) assert.equal(await signIn(at, old), 200)
    const { key, revoked } = await recoverKey({ organisation, person: 'omar', dataFolder, database })
    rmSync(dataFolder, { recursive: true })
    assert.equal(revoked, 1)
    for (const at of [one, other]) {
      await until('the old key opens nothing', async () => (await signIn(at, old)) === 401)
      assert.equal(await signIn(at, key), 200)
      assert.equal(await signIn(at, house.key('anna')), 200, 'nobody else’s key is touched')
    }
  })

  it('forget at one what went through the other, and not while a call is under way there (P7)', async () => {
    const headers = { authorization: `Bearer ${house.key('reporter')}` }
    const made = await fetch(`${other.gateUrl}/v1/runs`, { method: 'POST', headers })
    const { run, key } = z.object({ run: z.string(), key: z.string() }).parse(await made.json())
    const subject = `run:${run}`
    const held = async (at: SharedProcess, isOpen = false) => {
      const answer = await at.people('anna', 'POST', '/api/v1/subjects/held', { subject, isOpen })
      return heldPage.parse(await answer.json())
    }
    const erase = (at: SharedProcess, mark = '') =>
      at.people('anna', 'POST', '/api/v1/subjects/erase', { subject, basis: 'erasure', reason: 'asked', mark })
    const stream = await ask(other.gateUrl, key, { text: 'count slowly to 10000', stream: true })
    const during = await held(one)
    assert.deepEqual(during.stays, ['call-under-way'])
    assert.equal((await erase(one, during.erasable?.mark)).status, 422)
    await stream.body?.cancel()
    await until('the call is over', async () => (await held(one)).stays.length === 0)
    const shown = await held(other, true)
    assert.match(JSON.stringify(shown.entries), /count slowly/)
    assert.equal((await erase(one, during.erasable?.mark)).status, 422, 'more is held than was shown')
    const raced = await Promise.all([one, other].map((at) => erase(at, shown.erasable?.mark)))
    assert.deepEqual(raced.map(({ status }) => status).toSorted(), [200, 422])
    for (const at of [one, other])
      assert.deepEqual([(await held(at, true)).entries, (await held(at)).erasable], [[], undefined])
    // What comes after is sealed under another key, whichever process it goes through.
    assert.equal((await ask(other.gateUrl, key, { text: 'again' })).status, 200)
    assert.match(JSON.stringify((await held(one, true)).entries), /again/)
  })

  it('use an approval once, however many ask at both at once (P5)', { timeout: 60_000 }, async () => {
    const key = house.key('reporter')
    const agents = await Promise.all([one, other].map(({ gateUrl }) => connectAgent(gateUrl, key)))
    const askAtBoth = () =>
      Promise.all([...agents, ...agents, ...agents].map((agent) => agent.call('mail_send', outsideMail('At both'))))
    const asked = await askAtBoth()
    assert.deepEqual([...new Set(asked.map(({ gate }) => gate.code))], ['held'])
    const cases = [...new Set(asked.map(({ gate }) => gate.case ?? ''))]
    assert.equal(cases.length, 1)
    for (const id of cases) await approve(other, id)
    const answers = await askAtBoth()
    assert.equal(answers.filter(({ isError }) => !isError).length, 1)
    const sent = (await readKeptMails(house.mailFolder)).filter(({ subject }) => subject === 'At both')
    assert.equal(sent.length, 1)
    for (const agent of agents) await agent[Symbol.asyncDispose]()
  })

  it('are all shut by a stop that is pressed at one, and opened by the other (P4)', { timeout: 60_000 }, async () => {
    const key = house.key('reporter')
    assert.equal((await ask(other.gateUrl, key)).status, 200)
    const pressed = performance.now()
    const ordered = await one.people('anna', 'POST', '/api/v1/stops', { scope: 'all', reason: 'to see it stop' })
    assert.equal(ordered.status, 201)
    const { id } = z.object({ id: z.string() }).parse(await ordered.json())
    const shut = await ask(other.gateUrl, key)
    const ms = Math.round(performance.now() - pressed)
    console.log(`# the other process refused ${ms} ms after the stop was pressed at the first (promise: 100 ms)`)
    assert.match(await shut.text(), /"code":"stopped"/)
    assert.ok(ms < boundMs)
    const lifted = await other.people('anna', 'POST', `/api/v1/stops/${id}/lift`, { reason: 'seen' })
    assert.equal(lifted.status, 200)
    await until('the first is open again', async () => (await ask(one.gateUrl, key)).status === 200)
  })

  it('take up the run of one that dies, and nothing is sent twice (P2)', { timeout: 240_000 }, async () => {
    const started = await one.people('anna', 'POST', '/api/v1/tasks/weekly-report/runs', {})
    assert.equal(started.status, 201)
    const stateOf = async (): Promise<string | undefined> => {
      const { runs } = runList.parse(await (await other.people('sanne', 'GET', '/api/v1/runs')).json())
      return runs[0]?.state
    }
    await until('a case waits', async () => (await casesOf(other)).length > 0, 60_000)
    await one.kill()
    await until(
      'the other has done the rest',
      async () => {
        for (const id of await casesOf(other)) await approve(other, id)
        return (await stateOf()) === 'done'
      },
      150_000,
    )
    await one.start()
    const mails = (await readKeptMails(house.mailFolder)).filter(({ messageId }) => messageId.startsWith('<call-'))
    const letters = mails.map(({ recipients, subject }) => `${recipients.join()} ${subject}`)
    assert.deepEqual([...new Set(letters)].sort(), [...letters].sort())
    assert.ok(letters.length >= 6)
  })
})

const heldPage = z.object({
  erasable: z.object({ mark: z.string() }).optional(),
  stays: z.array(z.string()),
  entries: z.array(z.unknown()),
})
const runList = z.object({ runs: z.array(z.object({ state: z.string() })) })
const caseList = z.object({ cases: z.array(z.object({ id: z.string() })) })
const caseView = z.object({ digest: z.string(), mayDecide: z.boolean() })

async function casesOf(process: SharedProcess): Promise<readonly string[]> {
  const response = await process.people('sanne', 'GET', '/api/v1/cases?state=open')
  return caseList.parse(await response.json()).cases.map(({ id }) => id)
}

async function approve(process: SharedProcess, id: string): Promise<void> {
  const { digest } = caseView.parse(await (await process.people('sanne', 'GET', `/api/v1/cases/${id}`)).json())
  await process.people('sanne', 'POST', `/api/v1/cases/${id}/verdicts`, { verdict: 'approve', digest })
}
