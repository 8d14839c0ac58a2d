// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { difference, type Piece } from './diff.ts'

const joined = (pieces: readonly Piece[], left: Piece['kind']): string =>
  pieces
    .filter(({ kind }) => kind !== left)
    .map(({ text }) => text)
    .join('')

describe('the difference between two texts', () => {
  it('names the word that changed', () => {
    assert.deepEqual(difference('binnen zeven dagen betalen', 'binnen veertien dagen betalen'), [
      { kind: 'same', text: 'binnen ' },
      { kind: 'removed', text: 'zeven' },
      { kind: 'added', text: 'veertien' },
      { kind: 'same', text: ' dagen betalen' },
    ])
  })

  it('holds both texts whole: what is the same and removed is the old one, same and added the new one', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '\n', 'abc')).map((parts) => parts.join(''))
    fc.assert(
      fc.property(words, words, (before, after) => {
        const pieces = difference(before, after)
        assert.equal(joined(pieces, 'added'), before)
        assert.equal(joined(pieces, 'removed'), after)
      }),
    )
  })

  it('stays whole and bounded on texts too long to compare word by word', () => {
    const [before, after] = ['a '.repeat(5000), 'b '.repeat(5000)]
    assert.deepEqual(
      difference(before, after).map(({ kind }) => kind),
      ['removed', 'added', 'same'],
    )
  })
})
