// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Frontier, hashLeaf, inclusionProof, proveAppended, verifyInclusion } from './index.ts'
import { MemoryLog, numberedEntries } from './test/memory-log.ts'
import { refusedAs } from './test/refusal.ts'

const log = MemoryLog.of(numberedEntries(600))
const hashes = log.entries.map(hashLeaf)

function frontierOf(size: number): Frontier {
  const frontier = Frontier.empty()
  for (const hash of hashes.slice(0, size)) frontier.append(hash)
  return frontier
}

describe('proofs of the entries of one commit', () => {
  it('are those that the tiles would give, whatever the tree was and whatever it became', async () => {
    for (const size of [0, 1, 2, 3, 7, 8, 20, 63, 64, 200, 255, 256, 257, 300, 511]) {
      for (const count of [1, 2, 3, 5, 64, 65, 89]) {
        const proofs = proveAppended(frontierOf(size), hashes.slice(size, size + count))
        assert.equal(proofs.length, count)
        const head = { size: size + count, root: log.root(size + count) }
        for (const [i, proof] of proofs.entries()) {
          assert.deepEqual(
            proof,
            await inclusionProof(size + i, size + count, log.readTile),
            `${size} + ${count}: ${i}`,
          )
          verifyInclusion(hashes[size + i] ?? head.root, size + i, head, proof)
        }
      }
    }
  })

  it('leave the tree as it was, and are none when nothing was appended', () => {
    const before = frontierOf(20)
    assert.deepEqual(proveAppended(before, []), [])
    proveAppended(before, hashes.slice(20, 30))
    assert.deepEqual(before.root(), log.root(20))
  })

  it('are refused for what is no hash', () => {
    assert.throws(() => proveAppended(frontierOf(3), [new Uint8Array(31)]), refusedAs('hash'))
  })
})
