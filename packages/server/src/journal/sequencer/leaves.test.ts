// SPDX-License-Identifier: EUPL-1.2
// What a stranger can read out of leaves and their published hashes: nothing that was not meant to be public (P7).
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decodeBundle } from '@sluis/log'
import { type EntryDraft, Journal } from '../index.ts'
import { placesForTests } from '../testing/places.ts'

const { newFolder } = placesForTests()
const projections = new URL('../testing/projection.ts', import.meta.url)

interface Leaf {
  readonly salt: string
  readonly _sd?: readonly string[]
}

/** The leaves that these drafts became, in their order. */
async function leavesOf(...drafts: readonly EntryDraft[]): Promise<readonly Leaf[]> {
  const journal = await Journal.open({ folder: newFolder(), origin: 'test.example/log', projections })
  for (const draft of drafts) await journal.append(draft)
  const bundle = await journal.log.tile({ level: 'entries', index: 0, width: drafts.length })
  await journal.close()
  assert.ok(bundle)
  return decodeBundle(bundle, drafts.length).map((bytes) => JSON.parse(Buffer.from(bytes).toString()))
}

const withFields = (count: number, value = 'the same'): EntryDraft => ({
  ...{ kind: 'noted', data: {} },
  private: Array.from({ length: count }, (_, at) => ({ name: `field-${at}`, value, subject: 'person:anna' })),
})

describe('a leaf', () => {
  it('can not be guessed from its hash, however little it says: each has a salt of its own', async () => {
    const draft = { kind: 'noted', data: {} }
    const salts = (await leavesOf(draft, draft, draft)).map(({ salt }) => salt)
    for (const salt of salts) assert.match(salt, /^[A-Za-z0-9_-]{22}$/, '16 bytes')
    assert.equal(new Set(salts).size, salts.length)
  })

  it('tells of no private field what it says, nor whether two say the same', async () => {
    const leaves = await leavesOf(withFields(4), withFields(4))
    const digests = leaves.flatMap(({ _sd = [] }) => _sd)
    for (const digest of digests) assert.match(digest, /^[A-Za-z0-9_-]{43}$/)
    assert.equal(new Set(digests).size, 8)
  })

  it('tells not how many private fields it has, nor their order', async () => {
    const leaves = await leavesOf(...[0, 1, 2, 3, 4, 5].map((count) => withFields(count)))
    const lists = leaves.map(({ _sd = [] }) => _sd)
    assert.deepEqual(
      lists.map(({ length }) => length),
      [0, 4, 4, 4, 4, 8],
    )
    for (const list of lists) assert.deepEqual(list, list.toSorted())
  })
})
