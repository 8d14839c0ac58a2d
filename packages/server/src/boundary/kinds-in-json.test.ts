// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { BoundaryError } from './errors.ts'
import { inspectJson } from './json.ts'
import { kindsInJson } from './kinds-in-json.ts'
import { Lately } from './lately.ts'
import { BUILT_IN_RULES, rulesOf } from './own-rules.ts'

const kindsOf = (value: unknown) => [...new Set(inspectJson(value).map(({ kind }) => kind))].sort()

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
  it('are those of its findings, whatever was looked through before', () => {
    fc.assert(
      fc.property(value, (given) => {
        assert.deepEqual(kindsInJson(given, BUILT_IN_RULES), kindsOf(given))
      }),
      { numRuns: 3000 },
    )
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

  it('are refused where a value can not be read whole', () => {
    let deep: unknown = 'x'
    for (let depth = 0; depth < 70; depth++) deep = [deep]
    assert.throws(
      () => kindsInJson(deep, BUILT_IN_RULES),
      (error) => error instanceof BoundaryError && error.code === 'too-deep',
    )
  })
})

describe('what is remembered', () => {
  it('is made once while it is asked for, and forgotten when others came', () => {
    const lately = new Lately<{ readonly of: string }>()
    const first = lately.of('a', () => ({ of: 'first' }))
    const fill = (name: string) => {
      for (let at = 0; at < 40; at++) lately.of(`${name} ${at} ${'x'.repeat(60_000)}`, () => ({ of: name }))
    }
    fill('one')
    assert.equal(
      lately.of('a', () => ({ of: 'again' })),
      first,
    )
    fill('two')
    fill('three')
    fill('four')
    assert.equal(lately.of('a', () => ({ of: 'again' })).of, 'again')
  })

  it('is no text of more than 64 kB', () => {
    const lately = new Lately<{ readonly at: number }>()
    const long = 'x'.repeat(70_000)
    assert.equal(lately.of(long, () => ({ at: 1 })).at, 1)
    assert.equal(lately.of(long, () => ({ at: 2 })).at, 2)
  })
})
