// SPDX-License-Identifier: EUPL-1.2
// A head that another process committed and nobody signed yet: only what this process knows says whether it is of this log.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { Frontier, formatCheckpoint, formatNote, hashLeaf, parseNote } from '@sluis/log'
import { type RunningSigner, serveSigner } from '../signer/serve.ts'
import { placesForTests } from '../testing/places.ts'
import { Turn } from '../threads/turn.ts'
import { writeDraft } from '../threads/written.ts'
import { type OpenLog, openLog } from './open-log.ts'

const origin = 'test.example/log'
const { newFolder } = placesForTests()
const projections = new URL('../testing/projection.ts', import.meta.url).href
const note = writeDraft({ kind: 'note', data: {} })
const treeOf = (leaves: readonly Uint8Array[]): Frontier => {
  const tree = Frontier.empty()
  for (const leaf of leaves) tree.append(hashLeaf(leaf))
  return tree
}

describe('a head that nobody signed yet', () => {
  const signers: RunningSigner[] = []
  after(async () => {
    for (const signer of signers) await signer.close()
  })

  /** A log of two entries, and the leaves of those and of a third that another process might add. */
  async function openTwo(): Promise<readonly [OpenLog, readonly Uint8Array[]]> {
    const keys = newFolder()
    const socket = join(keys, 'signer')
    signers.push(await serveSigner({ keyFile: join(keys, 'signing.key'), socket, origin }))
    const settings = { folder: newFolder(), origin, process: 'p', projections, turn: Turn.shared, signer: socket }
    const log = await openLog(settings, () => undefined)
    await log.sequencer.append([note, note], () => [])
    const leaves: Uint8Array[] = []
    for await (const { leaf } of log.store.leaves(0, 2)) leaves.push(leaf)
    return [log, [...leaves, ...leaves.slice(0, 1)]]
  }
  const add = ({ store }: OpenLog, leaf: Uint8Array) =>
    store.add({ entries: [{ index: 2, leaf, hash: hashLeaf(leaf) }], nodes: [], seals: [] })
  const setHead = ({ store }: OpenLog, size: number, hashes: readonly Uint8Array[]) =>
    store.engine.run('UPDATE head SET size = $1, frontier = $2', size, Buffer.concat(hashes))
  /** One that is signed for something else. */
  const setCheckpoint = async ({ store }: OpenLog, of: { readonly origin: string; readonly size: number }) => {
    const { signatures } = parseNote((await store.head())?.checkpoint ?? '')
    const text = formatCheckpoint({ ...of, root: new Uint8Array(32) })
    await store.engine.run('UPDATE head SET checkpoint = $1', formatNote({ text, signatures }))
  }

  it('is followed, and signed, where it goes on from what is known', async () => {
    const [log, [first = none, second = none, third = none]] = await openTwo()
    await log.store.engine.begin()
    await add(log, third)
    await log.store.engine.commit()
    await setHead(log, 3, treeOf([first, second, third]).hashes)
    await log.sequencer.append([note], () => [])
    assert.equal((await log.store.head())?.size, 4)
    await log.close()
  })

  it('gets no signature that was made for another size (P11)', async () => {
    const [{ store, close }] = await openTwo()
    const before = await store.head()
    await assert.rejects(store.setCheckpoint(1, 'of one'), { code: 'unwritable', message: /no longer at 1/ })
    assert.deepEqual(await store.head(), before)
    await close()
  })

  const wrong: Readonly<Record<string, (log: OpenLog, leaves: readonly Uint8Array[]) => Promise<unknown>>> = {
    'is of another history': async (log, [, second = none, third = none]) => {
      await add(log, third)
      await setHead(log, 3, treeOf([second, second, third]).hashes)
    },
    // The same root by other hashes: what stands for two leaves is the hash of one.
    'covers an entry that is not there': (log, leaves) => setHead(log, 3, leaves.slice(0, 2).map(hashLeaf)),
    'stands under a checkpoint of another log': async (log, leaves) => {
      await add(log, leaves[2] ?? none)
      await setHead(log, 3, treeOf(leaves).hashes)
      await setCheckpoint(log, { origin: 'other.example/log', size: 2 })
    },
    'stands under a checkpoint of another tree of its size': (log) => setCheckpoint(log, { origin, size: 2 }),
  }
  for (const [what, change] of Object.entries(wrong)) {
    it(`is neither followed nor signed where it ${what} (P11)`, async () => {
      const [log, leaves] = await openTwo()
      await log.store.engine.begin()
      await change(log, leaves)
      await log.store.engine.commit()
      const before = (await log.store.head())?.checkpoint
      for (const _ of [1, 2])
        await assert.rejects(
          log.sequencer.append([note], () => []),
          { code: 'damaged' },
        )
      assert.equal((await log.store.head())?.checkpoint, before)
      await log.close()
    })
  }
})

const none = new Uint8Array()
