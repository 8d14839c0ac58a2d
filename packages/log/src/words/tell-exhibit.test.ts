// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ShownEntry, VerifiedExhibit } from '../exhibit.ts'
import { testKey } from '../test/keys.ts'
import { MemoryLog } from '../test/memory-log.ts'
import { trustKey } from '../trust-policy.ts'
import { verifyCheckpoint } from '../verify-checkpoint.ts'
import { english } from './english.ts'
import { printable } from './tell.ts'
import { tellExhibit } from './tell-exhibit.ts'
import { wordsIn } from './words.ts'

const log = testKey('example.com/log', 1)
const checkpoint = await verifyCheckpoint(await MemoryLog.of(['one']).checkpoint(log.signer), trustKey(log.key))

const told = (entry: Partial<ShownEntry>, isWhole = true, names: VerifiedExhibit['names'] = new Map()): string[] => {
  const whole = {
    index: 7,
    bytes: new Uint8Array(),
    kind: 'call.allowed',
    atMs: 0,
    data: {},
    fields: [],
    unopened: 0,
    ...entry,
  }
  return [...tellExhibit(english, { checkpoint, entries: [whole], names }, isWhole)]
}
const field = (value: unknown, ...parts: readonly unknown[]) => ({
  name: 'request',
  value,
  parts: parts.map((part) => ({ value: part })),
})
/** The command's own lines: what stands there without a mark. */
const own = (lines: readonly string[]) => lines.filter((line) => !/^ +[│┊] /.test(line))

describe('what an exhibit shows', () => {
  it('stands behind a mark, whatever it looks like itself', () => {
    const faked =
      'VALID\nEntry 9, 2026-01-01T00:00:00.000Z, case.verdict\r\n  reason:\n    part 2: not handed over\n│ x'
    const honest = own(told({ data: { a: 'b' }, fields: [field({ a: 'b' }, 'c')] }))
    const lies = own(told({ data: { a: faked, [faked]: 'b' }, fields: [field({ [faked]: faked }, { x: [faked] })] }))
    assert.deepEqual(lies, honest)
    assert.ok(honest.includes(`What was recorded stands behind │. All else is said by this program.`))
  })

  it('never goes on by itself at the beginning of a line, on a terminal of eighty columns', () => {
    const text = `${' '.repeat(72)}VALID\u202e${'漢'.repeat(60)} ${'x'.repeat(500)}`
    const lines = told({ data: { text }, fields: [field(text, { deep: [[[[text]]]] })] }, true, new Map([['p', text]]))
    for (const line of lines) {
      const columns = [...line].reduce((sum, letter) => sum + (letter === '漢' ? 2 : 1), 0)
      assert.ok(columns < 80, `${columns}: ${line}`)
    }
    const rows = lines.flatMap((line) => /^ {4}[│┊] (.*)$/.exec(line)?.[1] ?? [])
    assert.ok(rows.join('').includes(printable(text)), 'nothing is lost')
    assert.ok(own(lines).every((line) => !/VALID|漢|xx/.test(line)))
  })

  it('is shown once where it recurs, so that a file shows no more than it holds', () => {
    const piece = { value: 'hello' }
    const fields = [
      { name: 'request', value: 'x', parts: [piece, {}, piece] },
      { name: 'messages', value: 'y', parts: [piece] },
    ]
    const lines = told({ fields })
    assert.equal(lines.filter((line) => /hello/.test(line)).length, 1)
    assert.deepEqual(
      lines.filter((line) => /part/.test(line)).map((line) => line.trim()),
      ['part 1:', 'part 2: not handed over', 'part 3: as part 1 of request', 'part 1: as part 1 of request'],
    )
  })

  it('is cut short unless all is asked for, however few lines it has, and is as long as it is', () => {
    const [lines, letters] = ['a\n'.repeat(300_000), 'a'.repeat(300_000)]
    for (const value of [lines, letters]) {
      const short = told({ fields: [field(value)] }, false)
      assert.ok(short.length < 30, `${short.length}`)
      assert.ok(short.some((line) => /^ {4}… \d+ more lines$/.test(line)))
      assert.ok(told({ fields: [field('', value)] }).length > 4000)
    }
  })

  it('is told in both languages', () => {
    assert.match(wordsIn('nl').marked('│'), /staat achter │/)
    assert.equal(wordsIn('nl').pieceAgain('request', 1), 'als deel 1 van request')
  })

  it('hides nothing in letters that nobody sees', () => {
    assert.equal(printable('a\u{e0041}b\u3164c\u00add\ufe01e\u2764\ufe0f'), 'a\ufffdb\ufffdc\ufffdd\ufffde\u2764\ufe0f')
  })
})
