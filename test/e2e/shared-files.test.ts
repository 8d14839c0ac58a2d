// SPDX-License-Identifier: EUPL-1.2
// What a person loads at one process holds at all that share its log: no call passes where other files would decide it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { z } from 'zod'
import { type Entry, readLog } from '../../packages/server/src/journal/index.ts'
import { hasPostgres, startPostgres, type TestPostgres } from '../../packages/server/src/journal/testing/postgres.ts'
import { change } from './changed-organisation.ts'
import { until } from './harness.ts'
import { ask } from './outside-agent.ts'
import { openSharedHouse, type SharedHouse, type SharedProcess } from './shared-house.ts'

const skip = hasPostgres ? false : 'npm has no PostgreSQL for this machine'
const rules = 'policies/weekly-report.cedar'
const [mayAsk, mayNot] = [
  'permit (\n  principal in System::"weekly-report",\n  action == Action::"callModel"',
  'forbid (\n  principal in System::"weekly-report",\n  action == Action::"callModel"',
]
const loadedHere = z.object({
  digest: z.string(),
  others: z.object({ following: z.int(), behind: z.int() }).optional(),
})

const forbid = ({ folder }: SharedProcess) => change(folder, rules, mayAsk, mayNot)
const permit = ({ folder }: SharedProcess) => change(folder, rules, mayNot, mayAsk)

describe('files that a person loads at one of the processes that share a log', { skip }, () => {
  let postgres: TestPostgres
  let house: SharedHouse
  let one: SharedProcess
  let other: SharedProcess
  let third: SharedProcess

  before(async () => {
    const started = await startPostgres()
    assert.ok(started)
    postgres = started
    house = await openSharedHouse(postgres, 3)
    const [first, second, last] = house.processes
    assert.ok(first && second && last)
    ;[one, other, third] = [first, second, last]
  })
  after(async () => {
    await house?.[Symbol.asyncDispose]()
    await postgres?.stop()
  })

  const load = async (at: SharedProcess) => {
    const answer = await at.people('anna', 'POST', '/api/v1/organisation/load')
    return { status: answer.status, body: await answer.json() }
  }
  const codeAt = async (at: SharedProcess): Promise<string> => {
    const answer = await ask(at.gateUrl, house.key('reporter'))
    const text = await answer.text()
    return answer.ok ? 'passed' : (/"code":"([^"]+)"/.exec(text)?.[1] ?? text)
  }

  it('hold at once where the same files lie, and where others lie no call passes until they do', async () => {
    assert.deepEqual(await Promise.all([one, other, third].map(codeAt)), ['passed', 'passed', 'passed'])
    forbid(one)
    forbid(other)
    assert.deepEqual(await Promise.all([one, other].map(codeAt)), ['passed', 'passed'], 'a file is no act of a person')
    const { status, body } = await load(one)
    assert.equal(status, 200)
    const { others } = loadedHere.parse(body)
    assert.deepEqual(await Promise.all([one, other, third].map(codeAt)), ['denied', 'denied', 'files-behind'])
    assert.deepEqual(others, { following: 1, behind: 1 })
    assert.match(third.errors(), /files-behind/)
    forbid(third)
    await until('the third has them as well', async () => (await codeAt(third)) === 'denied')
    assert.match(third.errors(), /files-current/)
  })

  it('let nobody load the older ones again where these still lie, or do anything but stop by them', async () => {
    permit(one)
    assert.equal((await load(one)).status, 200)
    // The second has what it had: whoever gives the command there by mistake would lift nothing, and take nothing back.
    const { status, body } = await load(other)
    assert.deepEqual([status, problem.parse(body).code], [503, 'files-behind'])
    const me = z.object({ filesBehind: z.literal(true).optional() })
    const behind = async (at: typeof one) =>
      me.parse(await (await at.people('anna', 'GET', '/api/v1/me')).json()).filesBehind
    assert.deepEqual([await behind(one), await behind(other)], [undefined, true])
    const started = await other.people('anna', 'POST', '/api/v1/tasks/weekly-report/runs', {})
    assert.equal(problem.parse(await started.json()).code, 'files-behind')
    assert.equal((await other.people('anna', 'GET', '/api/v1/cases')).status, 200)
    const stopped = await other.people('anna', 'POST', '/api/v1/stops', { scope: 'all', reason: 'not sure' })
    assert.equal(stopped.status, 201)
    const { id } = z.object({ id: z.string() }).parse(await stopped.json())
    assert.equal((await other.people('anna', 'POST', `/api/v1/stops/${id}/lift`, { reason: 'sure' })).status, 503)
    assert.equal((await one.people('anna', 'POST', `/api/v1/stops/${id}/lift`, { reason: 'sure' })).status, 200)
    for (const at of [other, third]) await until('it has heard of that', async () => (await codeAt(at)) !== 'stopped')
    assert.deepEqual(await Promise.all([one, other, third].map(codeAt)), ['passed', 'files-behind', 'files-behind'])
    for (const at of [other, third]) permit(at)
    for (const at of [other, third]) await until('it has them as well', async () => (await codeAt(at)) === 'passed')
  })

  it('are not replaced by who can only write a folder, nor by a process that starts with others beside them (P9)', async () => {
    const before = await loads()
    forbid(third)
    await assert.rejects(restart(third), /OtherFiles/)
    assert.deepEqual(await loads(), before, 'a start that is refused says nothing in the log')
    assert.equal(await codeAt(one), 'passed')
    // As when files are brought to one machine after the other: once a person has loaded them, it starts.
    forbid(one)
    forbid(other)
    await load(one)
    await third.start()
    assert.deepEqual(await Promise.all([one, other, third].map(codeAt)), ['denied', 'denied', 'denied'])
  })

  it('end in the log what older ones decided: after their entry nothing of that is sent', async () => {
    let isAsking = true
    const asking = [one, other, third].map(async (at) => {
      while (isAsking) await Promise.all(Array.from({ length: 8 }, () => codeAt(at)))
    })
    for (const alter of [permit, forbid, permit, forbid, permit]) {
      for (const at of [one, other, third]) alter(at)
      assert.deepEqual(loadedHere.parse((await load(one)).body).others, { following: 2, behind: 0 })
    }
    isAsking = false
    await Promise.all(asking)
    const entries = await logOf(house)
    const outcomes = new Map(entries.map(({ data }) => [data.call, data.outcome]))
    let inForce: unknown
    let [sent, late] = [0, 0]
    for (const { kind, data } of entries) {
      if (kind === 'organisation.loaded' && data.follows === undefined) inForce = data.policies
      if (kind !== 'call.allowed') continue
      if (data.policy === inForce) sent++
      else assert.equal(outcomes.get(data.call), 'stopped', `late one ${late++}`)
    }
    console.log(`# ${sent} calls were sent by the files in force; ${late} were decided by older ones, and stopped`)
    assert.ok(sent > 50)
  })

  it('give way to those of the first start when all were stopped, which the others have to have then', async () => {
    assert.equal((await one.people('omar', 'GET', '/api/v1/me')).status, 200)
    await Promise.all([one, other, third].map((at) => at.stop()))
    const file = 'organisation.yaml'
    const omar = /^ {2}- \{ id: omar,.*\n/m.exec(readFileSync(join(one.folder, 'organisation', file), 'utf8'))?.[0]
    assert.ok(omar)
    for (const { folder } of [one, other]) change(folder, file, omar, '')
    forbid(one)
    forbid(other)
    await one.start()
    await other.start()
    await assert.rejects(third.start(), /OtherFiles/)
    assert.deepEqual(await Promise.all([one, other].map(codeAt)), ['denied', 'denied'])
    // Who left meanwhile has no key any more, also when the files name them again.
    for (const { folder } of [one, other]) change(folder, file, 'people:\n', `people:\n${omar}`)
    assert.equal((await load(one)).status, 200)
    assert.equal((await one.people('omar', 'GET', '/api/v1/me')).status, 401)
  })

  async function restart(at: SharedProcess): Promise<void> {
    await at.stop()
    await at.start()
  }

  async function loads(): Promise<number> {
    return (await logOf(house)).filter(({ kind }) => kind === 'organisation.loaded').length
  }
})

const problem = z.object({ code: z.string() })

function logOf({ place }: SharedHouse): Promise<readonly Entry[]> {
  return readLog(place, async (log) => log.entries(0, (await log.checkpoint()).size))
}
