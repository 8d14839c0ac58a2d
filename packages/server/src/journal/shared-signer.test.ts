// SPDX-License-Identifier: EUPL-1.2
// A log that processes share, signed by a signer that each of them reaches in its own way.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { parseNote, parseReceipt, parseVerifierKey, trustKey, verifyNote, verifyReceipt } from '@sluis/log'
import { type Appended, Journal, type RunningSigner, receiptFor, serveSigner } from './index.ts'
import { placesForTests } from './testing/places.ts'
import { startSignerWire } from './testing/signer-wire.ts'

const origin = 'test.example/log'
const projections = new URL('./testing/projection.ts', import.meta.url)
const count = { kind: 'counter.added', data: { name: 'a', by: 1 } }
const places = placesForTests()
const { skip, newPlace } = places.engines.PostgreSQL

type Wire = Awaited<ReturnType<typeof startSignerWire>>

describe('processes that share a log and a signer', { skip }, () => {
  let signer: RunningSigner
  let database: string
  let keys: string
  const opened: AsyncDisposable[] = []
  const startSigner = async (name = 'signing.key') => {
    signer = await serveSigner({ keyFile: join(keys, name), socket: join(keys, 'signer'), origin })
  }
  const enter = async (): Promise<readonly [Journal, Wire]> => {
    const folder = places.newFolder()
    const wire = await startSignerWire(join(keys, 'signer'), join(folder, 'wire'))
    opened.push(wire)
    const journal = await Journal.open({ folder, database, origin, projections, signer: wire.socket })
    opened.push({ [Symbol.asyncDispose]: () => journal.close() })
    return [journal, wire]
  }
  before(async () => {
    keys = places.newFolder()
    ;({ database } = await newPlace())
    await startSigner()
  })
  after(async () => {
    for (const one of opened.toReversed()) await one[Symbol.asyncDispose]()
    await signer?.close()
  })
  const sizeOf = async ({ log }: Journal) => (await log.checkpoint()).size
  const stored = async (journal: Journal) => Number((await journal.query('SELECT size FROM head'))[0]?.size)
  const isSigned = async (journal: Journal) => {
    const { note, size } = await journal.log.checkpoint()
    const signatures = await verifyNote(parseNote(note), [parseVerifierKey(journal.verifierKey)])
    return signatures.length === 1 && size === (await stored(journal))
  }

  it('one that has lost it writes nothing more, and the others go on (P1)', async () => {
    const [[one, wire], [other]] = [await enter(), await enter()]
    await one.append(count)
    wire.cut()
    await assert.rejects(one.append(count), { code: 'unwritable', message: /signer/ })
    await other.append(count)
    const before = await stored(one)
    for (let time = 0; time < 3; time++)
      await assert.rejects(one.append(count), { code: 'unwritable', message: /signer/ })
    assert.equal(await stored(one), before, 'what it can have nobody sign it does not write')
    await other.append(count)
    wire.mend()
    await one.append(count)
    assert.ok(await isSigned(one))
  })

  it('a receipt verifies, also of an entry that another process added to before it was signed (P11)', async () => {
    const [[one], [other]] = [await enter(), await enter()]
    const policy = trustKey(parseVerifierKey(one.verifierKey))
    const appending: Promise<Appended>[] = []
    for (let time = 0; time < 20; time++) {
      appending.push(...[one, other].map((journal) => journal.append({ ...count, receipt: true })))
      await delay(1)
    }
    for (const { entry, receipt } of await Promise.all(appending)) {
      const parsed = parseReceipt(receipt ?? (await receiptFor(one.log, entry.index)))
      assert.equal(parsed.index, entry.index)
      await verifyReceipt(parsed, parsed.extra ?? new Uint8Array(), policy)
    }
  })

  it('what is committed is signed as soon as the signer is back, though nobody writes', async () => {
    const [[one], [other]] = [await enter(), await enter()]
    await signer.close()
    await assert.rejects(one.append(count), { code: 'unwritable' })
    const waiting = await stored(one)
    assert.ok((await sizeOf(one)) < waiting)
    await one.close()
    await startSigner()
    await until('the one that lives has it signed', async () => {
      await other.contact()
      return (await sizeOf(other)) === waiting
    })
    assert.ok(await isSigned(other))
  })

  it('a signer that is slow is told as such, and holds up the others no longer than a moment', async () => {
    const [[one, wire], [other]] = [await enter(), await enter()]
    wire.slow(4000)
    const before = wire.asked
    const refused = one.append(count).then(
      () => 'taken',
      ({ message }) => String(message),
    )
    await until('it is asked', async () => wire.asked > before)
    const began = performance.now()
    await other.append(count)
    assert.ok(performance.now() - began < 3000, `${performance.now() - began} ms`)
    assert.match(await refused, /the signer at .* does not answer/)
    wire.mend()
    await one.append(count)
    await other.append(count)
    assert.ok(await isSigned(other))
  })

  it('one that joins while the signer is away is refused, and changes nothing', async () => {
    const [one] = await enter()
    await signer.close()
    await assert.rejects(one.append(count), { code: 'unwritable' })
    const before = await stored(one)
    await assert.rejects(enter(), { code: 'unwritable', message: /the signer at .* does not answer/ })
    assert.equal(await stored(one), before)
    await startSigner()
    const [late] = await enter()
    await late.append(count)
    assert.ok(await isSigned(one))
  })

  it('a signer that has another key is told as that; neither signs what waits, nor lets anybody join', async () => {
    const [[one], [other]] = [await enter(), await enter()]
    await signer.close()
    await assert.rejects(one.append(count), { code: 'unwritable' })
    const [before, { note }] = [await stored(one), await one.log.checkpoint()]
    await startSigner('another.key')
    await assert.rejects(one.append(count), { code: 'unwritable', message: /another key/ })
    await assert.rejects(other.append(count), { code: 'unwritable', message: /another key/ })
    await assert.rejects(enter(), { code: 'key-unusable', message: /another key/ })
    assert.deepEqual([await stored(one), (await one.log.checkpoint()).note], [before, note])
    await signer.close()
    await startSigner()
    await one.append(count)
    await other.append(count)
    assert.ok(await isSigned(one))
  })
})

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 15_000; !(await holds()); await delay(50)) {
    if (Date.now() > end) throw new Error(`not in time: ${what}`)
  }
}
