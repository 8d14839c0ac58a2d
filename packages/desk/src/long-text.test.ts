// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { beginningOf, charactersAtFirst, piecesOf } from './long-text.ts'

describe('a text that is too long to be drawn at once', () => {
  const lines = Array.from({ length: 30_000 }, (_, at) => `line ${at}`).join('\n')

  it('begins with whole lines, and a long line with whole characters', () => {
    const beginning = beginningOf(lines)
    assert.ok(lines.startsWith(beginning) && beginning.endsWith('\n'))
    assert.ok(beginning.length <= charactersAtFirst + 1 && beginning.length > charactersAtFirst / 2)
    const wide = beginningOf(`x${'😀'.repeat(charactersAtFirst)}`)
    assert.ok(wide.isWellFormed() && wide.length > charactersAtFirst - 2)
  })

  it('is all there in its pieces, none of which ends inside a line', () => {
    for (const text of [lines, `${lines}\n`, 'x'.repeat(200_000), '', '\n'.repeat(120_000)]) {
      const pieces = piecesOf(text)
      assert.equal(pieces.join(''), text)
      assert.ok(pieces.slice(0, -1).every((piece) => piece.endsWith('\n')))
    }
    assert.ok(piecesOf(lines).length > 3)
  })
})
