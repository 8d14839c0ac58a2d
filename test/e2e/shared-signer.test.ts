// SPDX-License-Identifier: EUPL-1.2
// A process that can't reach the signer is killed between the commit of its intents and their signature; another one, which
// reaches it, settles what it left.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { parseCheckpoint, parseNote, parseVerifierKey, verifyNote } from '@sluis/log'
import { readLog } from '../../packages/server/src/journal/index.ts'
import { hasPostgres } from '../../packages/server/src/journal/testing/postgres.ts'
import { until } from './harness.ts'
import { ask } from './outside-agent.ts'
import { openSignedHouse, type SignedHouse } from './signed-house.ts'

const skip = hasPostgres ? false : 'npm has no PostgreSQL for this machine'

describe('processes that share a log and a signer', { skip }, () => {
  let signed: SignedHouse
  let signer: SignedHouse['signer']
  let house: SignedHouse['house']
  let one: SignedHouse['one']
  let other: SignedHouse['other']

  before(async () => {
    signed = await openSignedHouse()
    ;({ signer, house, one, other } = signed)
  })
  after(() => signed?.[Symbol.asyncDispose]())

  const entries = () => readLog(house.place, async (log) => log.entries(0, (await log.checkpoint()).size))
  const checkpoint = async () => (await fetch(`${other.deskUrl}/log/checkpoint`)).text()

  it('give every intent one outcome where one is killed before its signature (P1, P2)', async () => {
    const key = house.key('reporter')
    assert.deepEqual([(await ask(one.gateUrl, key)).status, (await ask(other.gateUrl, key)).status], [200, 200])
    const before = parseCheckpoint(parseNote(await checkpoint()).text).size
    signed.wire.cut()
    const refused = await Promise.all(Array.from({ length: 5 }, () => ask(one.gateUrl, key)))
    assert.ok(refused.every(({ status }) => status === 503))
    await one.kill()
    await until('what it left is settled and signed', async () => {
      const found = (await entries()).slice(before)
      const begun = found.filter(({ kind }) => kind === 'call.allowed').map(({ data }) => data.call)
      const ended = new Set(found.filter(({ kind }) => kind === 'call.ended').map(({ data }) => data.call))
      return begun.length > 0 && begun.every((call) => ended.has(call))
    })
    const all = await entries()
    const ended = all.filter(({ kind }) => kind === 'call.ended').map(({ data }) => data.call)
    assert.equal(new Set(ended).size, ended.length, 'each once')
    const own = all.filter(({ series }) => series === 'agent:reporter').map(({ number }) => Number(number))
    assert.deepEqual(
      own,
      own.map((_, at) => at + 1),
      'numbered without gaps',
    )
    assert.equal((await verifyNote(parseNote(await checkpoint()), [parseVerifierKey(signer.verifierKey)])).length, 1)
  })

  it('take back the one that was killed once it reaches the signer, and not before', async () => {
    await assert.rejects(one.start(), /signer/)
    assert.equal((await ask(other.gateUrl, house.key('reporter'))).status, 200)
    signed.wire.mend()
    await one.start()
    assert.equal((await ask(one.gateUrl, house.key('reporter'))).status, 200)
  })
})
