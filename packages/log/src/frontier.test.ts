// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { frontierLength } from './frontier.ts'
import { emptyRoot, Frontier, hashLeaf, hashNode } from './index.ts'
import { toHex, utf8 } from './test/keys.ts'
import { refusedAs } from './test/refusal.ts'

/** The tree hash as RFC 6962 section 2.1 defines it: slow, and with nothing in common with the code under test. */
function definedRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves
  if (first === undefined) return emptyRoot
  if (leaves.length === 1) return first
  const k = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1)
  return hashNode(definedRoot(leaves.slice(0, k)), definedRoot(leaves.slice(k)))
}

const leavesOf = (count: number): Uint8Array[] => Array.from({ length: count }, (_, i) => hashLeaf(utf8(`leaf ${i}`)))

function grow(leaves: readonly Uint8Array[]): Frontier {
  const frontier = Frontier.empty()
  for (const leaf of leaves) frontier.append(leaf)
  return frontier
}

describe('Frontier', () => {
  it('has the root that RFC 6962 defines, at every size', () => {
    const leaves = leavesOf(300)
    const frontier = Frontier.empty()
    assert.equal(toHex(frontier.root()), toHex(emptyRoot))
    for (const [i, leaf] of leaves.entries()) {
      frontier.append(leaf)
      assert.equal(frontier.size, i + 1)
      assert.equal(toHex(frontier.root()), toHex(definedRoot(leaves.slice(0, i + 1))), `size ${i + 1}`)
    }
  })

  it('gives each perfect subtree once, when its last leaf comes, with its root', () => {
    const leaves = leavesOf(64)
    const frontier = Frontier.empty()
    const seen = new Set<string>()
    for (const [i, leaf] of leaves.entries()) {
      for (const { level, index, hash } of frontier.append(leaf)) {
        assert.equal((index + 1) * 2 ** level, i + 1, 'it ends with this leaf')
        assert.equal(toHex(hash), toHex(definedRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))))
        seen.add(`${level}/${index}`)
      }
    }
    assert.equal(seen.size, 64 + 32 + 16 + 8 + 4 + 2 + 1)
  })

  it('continues from what was stored as if it had never stopped', () => {
    const leaves = leavesOf(120)
    fc.assert(
      fc.property(fc.nat(120), (cut) => {
        const before = grow(leaves.slice(0, cut))
        const after = Frontier.from(before.size, before.hashes)
        for (const leaf of leaves.slice(cut)) after.append(leaf)
        assert.equal(toHex(after.root()), toHex(grow(leaves).root()))
      }),
    )
  })

  it('leaves the original alone when a clone is appended to, so that a failed transaction can be undone', () => {
    const frontier = grow(leavesOf(7))
    const before = toHex(frontier.root())
    const clone = frontier.clone()
    for (const leaf of leavesOf(9)) clone.append(leaf)
    assert.equal(frontier.size, 7)
    assert.equal(toHex(frontier.root()), before)
    assert.equal(clone.size, 16)
    const { hashes } = frontier
    frontier.append(hashLeaf(utf8('more')))
    assert.equal(hashes.length, 3, 'what was taken to be stored stays as it was')
  })

  it('keeps its own copies: a caller who reuses a buffer changes nothing', () => {
    const buffer = Buffer.from(hashLeaf(utf8('x')))
    const frontier = Frontier.empty()
    const [formed] = frontier.append(buffer)
    const restored = Frontier.from(1, [buffer])
    const root = frontier.root()
    buffer.fill(0)
    assert.equal(toHex(frontier.root()), toHex(hashLeaf(utf8('x'))))
    assert.equal(toHex(restored.root()), toHex(hashLeaf(utf8('x'))))
    root.fill(0)
    assert.equal(toHex(frontier.root()), toHex(hashLeaf(utf8('x'))))
    assert.equal(toHex(formed?.hash ?? buffer), toHex(hashLeaf(utf8('x'))))
  })

  it('refuses hashes that can not belong to the size', () => {
    const { hashes } = grow(leavesOf(5))
    assert.throws(() => Frontier.from(4, hashes), refusedAs('hash'))
    assert.throws(() => Frontier.from(7, hashes), refusedAs('hash'))
    assert.throws(() => Frontier.from(1, [new Uint8Array(31)]), refusedAs('hash'))
    assert.throws(() => Frontier.from(-1, []), refusedAs('number'))
    assert.throws(() => Frontier.from(2 ** 53, hashes), refusedAs('number'))
    assert.throws(() => Frontier.empty().append(new Uint8Array(33)), refusedAs('hash'))
  })

  it('stops at 2^53-1 entries, and still knows its frontier there', () => {
    const size = Number.MAX_SAFE_INTEGER
    assert.equal(frontierLength(size), 53)
    const full = Frontier.from(size, Array(53).fill(emptyRoot))
    const before = toHex(full.root())
    assert.throws(() => full.append(emptyRoot), refusedAs('number'))
    assert.equal(full.size, size)
    assert.equal(toHex(full.root()), before)
  })
})
