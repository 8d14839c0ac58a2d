// SPDX-License-Identifier: EUPL-1.2
// A process that can't reach the signer is killed between the commit of its intents and their signature; another one, which
// reaches it, settles what it left.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { parseCheckpoint, parseNote, parseVerifierKey, verifyNote } from '@sluis/log'
import { type RunningSigner, readLog, serveSigner } from '../../packages/server/src/journal/index.ts'
import { hasPostgres, startPostgres, type TestPostgres } from '../../packages/server/src/journal/testing/postgres.ts'
import { startSignerWire } from '../../packages/server/src/journal/testing/signer-wire.ts'
import { until } from './harness.ts'
import { ask } from './outside-agent.ts'
import { openSharedHouse, type SharedHouse, type SharedProcess } from './shared-house.ts'

const skip = hasPostgres ? false : 'npm has no PostgreSQL for this machine'

describe('processes that share a log and a signer', { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-shared-signer-'))
  const wires: Awaited<ReturnType<typeof startSignerWire>>[] = []
  let postgres: TestPostgres
  let signer: RunningSigner
  let house: SharedHouse
  let one: SharedProcess
  let other: SharedProcess

  before(async () => {
    const started = await startPostgres()
    assert.ok(started)
    postgres = started
    const socket = join(folder, 'signer')
    signer = await serveSigner({ keyFile: join(folder, 'key'), socket, origin: 'verhage.sluis.invalid/log' })
    for (const at of [0, 1]) wires.push(await startSignerWire(socket, join(folder, `wire-${at}`)))
    house = await openSharedHouse(postgres, 2, { signers: wires.map((wire) => wire.socket) })
    const [first, second] = house.processes
    assert.ok(first && second)
    ;[one, other] = [first, second]
  })
  after(async () => {
    await house?.[Symbol.asyncDispose]()
    for (const wire of wires) await wire[Symbol.asyncDispose]()
    await signer?.close()
    await postgres?.stop()
    rmSync(folder, { recursive: true })
  })

  const entries = () => readLog(house.place, async (log) => log.entries(0, (await log.checkpoint()).size))
  const checkpoint = async () => (await fetch(`${other.deskUrl}/log/checkpoint`)).text()

  it('give every intent one outcome where one is killed before its signature (P1, P2)', async () => {
    const key = house.key('reporter')
    assert.deepEqual([(await ask(one.gateUrl, key)).status, (await ask(other.gateUrl, key)).status], [200, 200])
    const before = parseCheckpoint(parseNote(await checkpoint()).text).size
    wires[0]?.cut()
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
    wires[0]?.mend()
    await one.start()
    assert.equal((await ask(one.gateUrl, house.key('reporter'))).status, 200)
  })
})
