// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Row } from '../../journal/index.ts'
import { unlabelled } from '../fold/labels.ts'
import type { Part } from '../runs/kept-run.ts'
import type { Runs } from '../runs/runs.ts'
import { Known } from './known.ts'
import type { Piece } from './piece.ts'

/** Of runs, how a piece is digested is all that is asked. */
const runs = { digestIn: () => (text: string) => text } as unknown as Runs

function knownIn(parts: readonly (readonly [digest: string, labels: readonly string[], entry: number])[], row: Row) {
  const known = (asked: string): readonly Part[] =>
    parts
      .filter(([digest]) => digest === asked)
      .map(([digest, labels, entry]) => ({ digest, labels: JSON.stringify(labels), entry }))
  return new Known(runs, 'run-1', { row, known })
}
const piece = (text: string, ...inner: readonly Piece[]): Piece => ({ text, isResult: false, inner: () => inner })
const whole = (...texts: readonly string[]) => piece(`whole of ${texts.length}`, ...texts.map((text) => piece(text)))

describe('what a run has seen', () => {
  it('carries all that it carried each time it was seen', () => {
    const seen = knownIn(
      [
        ['a', ['untrusted'], 1],
        ['a', ['customer:7'], 2],
        ['a', ['personal'], 3],
      ],
      unlabelled,
    )
    assert.deepEqual(seen.unknownOf([piece('a')]), [])
    assert.deepEqual(seen.labels(), ['untrusted', 'customer:7', 'personal'])
  })

  it('does not carry what a person removed since, and does again what came after', () => {
    const row = { ...unlabelled, removed: '{"untrusted":5}' }
    const before = knownIn([['a', ['untrusted', 'personal'], 4]], row)
    assert.deepEqual([before.unknownOf([piece('a')]), before.labels()], [[], ['personal']])
    const after = knownIn([['a', ['untrusted'], 6]], row)
    assert.deepEqual([after.unknownOf([piece('a')]), after.labels()], [[], ['untrusted']])
  })

  it('is known by all that it is made of, and carries the labels of each', () => {
    const seen = knownIn(
      [
        ['a', ['untrusted'], 1],
        ['b', ['customer:7'], 2],
      ],
      unlabelled,
    )
    assert.deepEqual(seen.unknownOf([whole('a', 'b')]), [])
    assert.deepEqual(seen.labels(), ['untrusted', 'customer:7'])
  })

  it('is not known by some of what it is made of, nor by nothing', () => {
    const seen = knownIn(
      [
        ['a', [], 1],
        ['b', [], 2],
      ],
      unlabelled,
    )
    for (const one of [whole('a', 'b', 'never'), whole('never', 'a', 'b'), piece('never'), piece('never', whole())]) {
      assert.deepEqual(
        seen.unknownOf([one]).map((unknown) => unknown.piece),
        [one],
      )
    }
  })

  it('is taken apart no further than a text has parts', () => {
    const seen = knownIn([['a', [], 1]], unlabelled)
    assert.deepEqual(seen.unknownOf([whole(...Array(64).fill('a'))]), [])
    assert.equal(seen.unknownOf([whole(...Array(65).fill('a'))]).length, 1)
  })
})
