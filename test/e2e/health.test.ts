// SPDX-License-Identifier: EUPL-1.2
// What a balancer asks each process, at its two doors and without a key: `/healthz`. Two processes, one PostgreSQL, and a
// signer that each of them reaches in its own way.
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { z } from 'zod'
import { hasPostgres } from '../../packages/server/src/journal/testing/postgres.ts'
import { change } from './changed-organisation.ts'
import { until } from './harness.ts'
import { ask } from './outside-agent.ts'
import { openSignedHouse, type SignedHouse } from './signed-house.ts'

const skip = hasPostgres ? false : 'npm has no PostgreSQL for this machine'

describe('the health of a process, as a balancer asks it', { skip }, () => {
  let signed: SignedHouse
  let postgres: SignedHouse['postgres']
  let house: SignedHouse['house']
  let one: SignedHouse['one']
  let other: SignedHouse['other']

  before(async () => {
    signed = await openSignedHouse()
    ;({ postgres, house, one, other } = signed)
  })
  after(() => signed?.[Symbol.asyncDispose]())

  /** Of the agents' door and of the people's, as whoever knows nothing but an address asks. */
  const health = ({ gateUrl, deskUrl }: SignedHouse['one']) => Promise.all([gateUrl, deskUrl].map(statusOf))
  const becomes = (at: SignedHouse['one'], wanted: readonly number[]) =>
    until(`it is ${wanted}`, async () => String(await health(at)) === String(wanted))
  const codeAt = async ({ gateUrl }: SignedHouse['one']): Promise<string> => {
    const answer = await ask(gateUrl, house.key('reporter'))
    const text = await answer.text()
    return answer.ok ? 'passed' : (/"code":"([^"]+)"/.exec(text)?.[1] ?? text)
  }

  it('is told without a key, under any name, and says nothing else', async () => {
    for (const url of [one.gateUrl, one.deskUrl]) {
      const answer = await fetch(`${url}/healthz`)
      assert.deepEqual([answer.status, await answer.text()], [200, 'ok\n'])
      assert.equal(answer.headers.get('cache-control'), 'no-store')
      assert.equal((await fetch(`${url}/healthz`, { method: 'HEAD' })).status, 200)
      assert.notEqual((await fetch(`${url}/healthz`, { method: 'POST' })).status, 200)
    }
  })

  it('is well while people have stopped everything: the gate answers, and says no', async () => {
    const stopped = await one.people('anna', 'POST', '/api/v1/stops', { scope: 'all', reason: 'not sure' })
    const { id } = stop.parse(await stopped.json())
    assert.deepEqual([await codeAt(one), await codeAt(other)], ['stopped', 'stopped'])
    assert.deepEqual(
      [await health(one), await health(other)],
      [
        [200, 200],
        [200, 200],
      ],
    )
    await one.people('anna', 'POST', `/api/v1/stops/${id}/lift`, { reason: 'sure' })
    await until('it passes', async () => (await codeAt(one)) === 'passed')
  })

  it('of the agents’ door ends where its signer is away, and comes back without anybody calling', async () => {
    signed.wire.cut()
    assert.equal(await codeAt(one), 'log-unavailable')
    await becomes(one, [503, 200])
    assert.match(one.errors(), /signer-lost/)
    assert.deepEqual([await codeAt(other), await health(other)], ['passed', [200, 200]])
    signed.wire.mend()
    await becomes(one, [200, 200])
    assert.equal(await codeAt(one), 'passed')
  })

  it('of the agents’ door ends where other files lie than a person loaded', async () => {
    change(one.folder, 'organisation.yaml', 'name: ', 'name: New ')
    assert.equal((await one.people('anna', 'POST', '/api/v1/organisation/load')).status, 200)
    await becomes(other, [503, 200])
    assert.equal(await codeAt(other), 'files-behind')
    change(other.folder, 'organisation.yaml', 'name: ', 'name: New ')
    await becomes(other, [200, 200])
  })

  it('of the agents’ door ends while the store is lost; people can stop there meanwhile', async () => {
    const back = await postgres.end()
    await Promise.all([one, other].map((at) => becomes(at, [503, 200])))
    const stopped = await other.people('anna', 'POST', '/api/v1/stops', { scope: 'all', reason: 'now' })
    assert.equal(stopped.status, 503, 'it acts, and is recorded when the store is back')
    await back()
    await Promise.all([one, other].map((at) => becomes(at, [200, 200])))
    assert.equal(await codeAt(one), 'stopped')
  })

  it('of both doors ends while the process closes', async () => {
    const listed = await one.people('anna', 'GET', '/api/v1/stops')
    const { stops } = z.object({ stops: z.array(stop) }).parse(await listed.json())
    for (const { id } of stops) await one.people('anna', 'POST', `/api/v1/stops/${id}/lift`, { reason: 'sure' })
    await until('it passes', async () => (await codeAt(one)) === 'passed')
    const stream = await ask(one.gateUrl, house.key('reporter'), { text: 'count slowly to 10000', stream: true })
    const closing = one.stop()
    await becomes(one, [503, 503])
    assert.equal(stream.status, 200)
    await stream.body?.cancel()
    await closing
  })
})

const stop = z.object({ id: z.string() })

/** Without the name of the machine that Node's fetch would give. */
function statusOf(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/healthz`, { headers: { host: '10.1.2.3' }, agent: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
    asked.on('error', reject)
    asked.end()
  })
}
