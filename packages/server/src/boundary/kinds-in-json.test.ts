// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { BoundaryError } from './errors.ts'
import { atOnce } from './in-turns.ts'
import { replaceInJson } from './json.ts'
import { BUILT_IN_KINDS } from './kinds.ts'
import { kindsInJson, kindsInTurns } from './kinds-in-json.ts'
import { Lately } from './lately.ts'
import { BUILT_IN_RULES, rulesOf } from './own-rules.ts'
import { markerOf } from './replace.ts'

const replaced = (value: unknown) => atOnce(replaceInJson(value, BUILT_IN_KINDS, markerOf, BUILT_IN_RULES))
const kindsOf = (value: unknown) => replaced(value).removed.map(({ kind }) => kind)

const word = fc.constantFrom(
  ...['123456782', 'bsn', 'jan@example.com', '1234 AB', 'huisnummer', 'postcode', '12', 'password', 'zonneschijn', ''],
  ...['kvk', '12345678', '\0', ': ', '4 ', 'key ', 'NL91 ABNA 0417 1643 00', 'geboren', '1-2-1980', 'x'],
)
const text = fc.array(word, { maxLength: 4 }).map((words) => words.join(''))
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, text, fc.integer(), fc.boolean(), tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 3 }),
  object: fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
}))

describe('the kinds in a JSON value', () => {
  it('are those that are replaced in it, whatever was looked through before', () => {
    fc.assert(
      fc.property(value, (given) => {
        assert.deepEqual(kindsInJson(given, BUILT_IN_RULES), kindsOf(given))
      }),
      { numRuns: 3000 },
    )
  })

  it('are the same behind as much text as is looked through at once', async () => {
    const much = 'zo '.repeat(6000)
    await fc.assert(
      fc.asyncProperty(value, async (given) => {
        // Rules of its own: nothing was looked through by them before.
        const finding = kindsInTurns([much, given, much], { ...BUILT_IN_RULES })
        assert.ok(finding instanceof Promise)
        assert.deepEqual(await finding, kindsOf(given))
      }),
      { numRuns: 300 },
    )
    for (const text of [`${much.repeat(3)}jan@example.com ${much}`, `${much.slice(0, 16_380)} jan@example.com`]) {
      assert.deepEqual(await kindsInTurns({ text, [text]: 1 }, { ...BUILT_IN_RULES }), ['email'])
      assert.deepEqual(await kindsInTurns({ [text]: 1 }, { ...BUILT_IN_RULES }), ['email'])
    }
  })

  it('are looked for a piece at a time, so that a long text holds up nobody', async () => {
    let turns = 0
    const count = (): void => {
      turns++
      counting = setImmediate(count)
    }
    let counting = setImmediate(count)
    await kindsInTurns({ text: '06 '.repeat(200_000) }, BUILT_IN_RULES)
    clearImmediate(counting)
    assert.ok(turns > 30, `${turns} turns`)
  })

  it('are not those of a leaf that was made to look like another', () => {
    const hidden = { bsn: '123456782' }
    const context = 'bsn: '
    for (const forged of [`${context.length} ${context}123456782`, `${context}123456782`]) {
      kindsInJson({ [forged]: 1, [`key ${forged}`]: forged }, BUILT_IN_RULES)
      kindsInJson([forged], BUILT_IN_RULES)
    }
    assert.deepEqual(kindsInJson(hidden, BUILT_IN_RULES), ['bsn'])
  })

  it('are looked for anew by other rules', () => {
    const said = { note: 'project Zilverberg' }
    assert.deepEqual(kindsInJson(said, BUILT_IN_RULES), [])
    const own = { name: 'project', patterns: [], dictionary: { name: 'projects.txt', text: 'Zilverberg' } }
    assert.deepEqual(kindsInJson(said, rulesOf([own])), ['own:project'])
  })

  it('are refused where a value can not be read whole, in the words of the walk that knows where', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 'x' : [nested(depth - 1)])
    const given = [
      { value: { a: [nested(70)] }, code: 'too-deep' },
      { value: Array.from({ length: 500_001 }, () => 0), code: 'too-large' },
      { value: ['x'.repeat(17_000_000)], code: 'too-large' },
      { value: { ['x'.repeat(17_000_000)]: 1 }, code: 'too-large' },
      { value: { max_tokens: JSON.parse('1e999') }, code: 'not-json' },
      { value: { at: [new Date(0)] }, code: 'not-json' },
      { value: { at: 1n }, code: 'not-json' },
    ]
    for (const { value, code } of given) {
      const said = (look: () => unknown): string => {
        try {
          look()
        } catch (error) {
          assert.ok(error instanceof BoundaryError && error.code === code)
          return error.message
        }
        return 'nothing'
      }
      assert.equal(
        said(() => kindsInJson(value, BUILT_IN_RULES)),
        said(() => replaced(value)),
      )
    }
  })

  it('tell a number from the text of it', () => {
    for (const given of [{ password: 1234567 }, { password: '1234567' }, { password: 1234567 }]) {
      assert.deepEqual(kindsInJson(given, BUILT_IN_RULES), kindsOf(given))
    }
  })
})

describe('what is remembered', () => {
  it('is known while it is asked for, and forgotten when others came', () => {
    const lately = new Lately<{ readonly of: string }>()
    const first = lately.keep('note', 'a', { of: 'first' })
    const fill = (name: string) => {
      for (let at = 0; at < 40; at++) lately.keep(name, `${at} ${'x'.repeat(60_000)}`, { of: name })
    }
    fill('one')
    assert.equal(lately.get('note', 'a'), first)
    fill('two')
    assert.equal(lately.get('note', 'a'), first)
    for (const name of ['three', 'four', 'five']) fill(name)
    assert.equal(lately.get('note', 'a'), undefined)
  })

  it('is no text of more than 64 kB, and nothing of another place', () => {
    const lately = new Lately<{ readonly at: number }>()
    const long = 'x'.repeat(70_000)
    lately.keep('note', long, { at: 1 })
    assert.equal(lately.get('note', long), undefined)
    lately.keep('note', '12', { at: 2 })
    assert.equal(lately.get('note', 12), undefined)
    assert.equal(lately.get('bsn', '12'), undefined)
  })

  it('takes no more room for places than for texts', () => {
    const lately = new Lately<{ readonly at: number }>()
    for (let at = 0; at < 20_000; at++) lately.keep(`place ${at}`, at, { at })
    assert.equal(lately.get('place 0', 0), undefined)
  })
})
