// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { BoundaryError, type BoundaryErrorCode } from './errors.ts'
import { atOnce, inTurns } from './in-turns.ts'
import { replaceInJson, restoreJson } from './json.ts'
import { MAX_JSON_TEXT, MAX_JSON_VALUES } from './json-walk.ts'
import { BUILT_IN_KINDS, type FindingKind } from './kinds.ts'
import { BUILT_IN_RULES } from './own-rules.ts'
import { Pseudonyms } from './pseudonyms.ts'
import { markerOf, maskOf } from './replace.ts'

const redact = (value: unknown, kinds: readonly FindingKind[]) => replaceInJson(value, kinds, markerOf, BUILT_IN_RULES)

/** The value without all that is found in it. */
const left = (value: unknown) => atOnce(redact(value, BUILT_IN_KINDS)).value

function refuses(value: unknown, code: BoundaryErrorCode): void {
  assert.throws(
    () => left(value),
    (error) => error instanceof BoundaryError && error.code === code,
  )
}

describe('inspecting JSON', () => {
  it('finds in strings, numbers and keys', () => {
    assert.deepEqual(left({ a: ['x', { 'b/c~d': 'mail jan@example.com' }], bsn: 123456782, 'jan@example.com': true }), {
      a: ['x', { 'b/c~d': 'mail [email removed]' }],
      bsn: '[bsn removed]',
      '[email removed]': true,
    })
  })

  it('reads a key as the word before its value, also through a list', () => {
    assert.deepEqual(left({ citizenServiceNumber: 12345672 }), { citizenServiceNumber: '[bsn removed]' })
    assert.deepEqual(left({ kvkNumbers: ['12345678'] }), { kvkNumbers: ['[kvk removed]'] })
    assert.deepEqual(left({ birthDate: '1980-02-01', hired: '2020-02-01' }), {
      birthDate: '[date-of-birth removed]',
      hired: '2020-02-01',
    })
    assert.deepEqual(left({ count: 12345672 }), { count: 12345672 })
  })

  it('takes the value under a key like password for a secret, whatever it looks like', () => {
    assert.deepEqual(left({ password: 'zonneschijn', api_key: 'x y z', token_count: '12' }), {
      password: '[secret removed]',
      api_key: '[secret removed]',
      token_count: '12',
    })
    assert.deepEqual(left({ password: '********', secret: null }), { password: '********', secret: null })
  })

  it('sees an address in two members of one object', () => {
    assert.deepEqual(left({ postcode: '1234 AB', huisnummer: 12, plaats: 'Ede' }), {
      postcode: '[address removed]',
      huisnummer: '[address removed]',
      plaats: 'Ede',
    })
    assert.deepEqual(left({ postcode: '1234 AB', plaats: 'Ede' }), { postcode: '1234 AB', plaats: 'Ede' })
  })

  it('refuses what it cannot read whole', () => {
    let deep: unknown = 'x'
    for (let depth = 0; depth < 70; depth++) deep = [deep]
    refuses(deep, 'too-deep')
    const circle: Record<string, unknown> = {}
    circle.self = circle
    refuses(circle, 'too-deep')
    refuses(
      Array.from({ length: MAX_JSON_VALUES }, () => 0),
      'too-large',
    )
    refuses(
      Array.from({ length: 5 }, () => ' '.repeat(MAX_JSON_TEXT / 4)),
      'too-large',
    )
    for (const value of [() => 1, 1n, Number.NaN, Symbol('x'), new Date(0), new Map()]) refuses({ value }, 'not-json')
  })
})

describe('changing JSON', () => {
  it('replaces only what was found: structure, keys, order and other values stay', () => {
    const value = JSON.parse(
      '{"bsn":123456782,"amount":1234.5,"list":[true,null,"NL91ABNA0417164300 graag"],"__proto__":{"to":"jan@example.com"}}',
    )
    const { value: redacted, removed } = atOnce(redact(value, ['bsn', 'email']))
    assert.equal(
      JSON.stringify(redacted),
      '{"bsn":"[bsn removed]","amount":1234.5,"list":[true,null,"NL91ABNA0417164300 graag"],"__proto__":{"to":"[email removed]"}}',
    )
    assert.deepEqual(removed, [
      { kind: 'bsn', count: 1 },
      { kind: 'email', count: 1 },
    ])
    assert.equal(value.bsn, 123456782)
  })

  it('keeps two members whose keys become the same marker', () => {
    const { value } = atOnce(redact({ 'a@example.com': 1, 'b@example.com': 2 }, ['email']))
    assert.deepEqual(value, { '[email removed]': 1, '[email removed] 2': 2 })
  })

  it('is the same in a long text, whose pieces may end anywhere in what is found', () => {
    const found = ' mail jan@example.com or bsn 123456782,'
    for (const before of [8192 - found.length, 8180, 8192, 16_384]) {
      const [start, end] = ['x '.repeat(before / 2), ' y'.repeat(9000)]
      for (const key of ['', 'note', 'bsn']) {
        const { value, removed } = atOnce(redact({ [key]: start + found + end }, ['bsn', 'email']))
        assert.deepEqual(value, { [key]: `${start} mail [email removed] or bsn [bsn removed],${end}` })
        assert.equal(removed.length, 2)
      }
    }
  })

  it('goes on in turns of the loop, so that much text holds up nobody', async () => {
    let turns = 0
    const count = (): void => {
      turns++
      counting = setImmediate(count)
    }
    let counting = setImmediate(count)
    const value = { long: '06 '.repeat(100_000), list: Array.from({ length: 20_000 }, (_, at) => `06 ${at}`) }
    const many = [value, value, value].map((one) => inTurns(redact(one, ['bsn'])))
    for (const { value: same } of await Promise.all(many)) assert.equal(same, value)
    clearImmediate(counting)
    // Three at the same time take turns too.
    assert.ok(turns > 100, `${turns} turns`)
  })

  it('keeps a hundred thousand members whose keys become the same marker, in a time that grows with them', () => {
    const names = Array.from({ length: 100_000 }, (_, at) => [`a${at}@b.nl`, at])
    const { value } = atOnce(redact(Object.fromEntries(names), ['email']))
    assert.ok(typeof value === 'object' && value !== null && '[email removed] 100000' in value)
  })

  it('masks', () => {
    assert.deepEqual(atOnce(replaceInJson({ bsn: '123456782' }, ['bsn'], maskOf, BUILT_IN_RULES)).value, {
      bsn: '******782',
    })
  })

  it('puts pseudonyms back, a number as a number', () => {
    const pseudonyms = new Pseudonyms(new Uint8Array(16))
    const value = { bsn: 123456782, text: 'bsn 123456782', 'jan@example.com': ['jan@example.com'] }
    const { value: hidden } = atOnce(
      replaceInJson(value, ['bsn', 'email'], (...original) => pseudonyms.of(...original), BUILT_IN_RULES),
    )
    assert.ok(!JSON.stringify(hidden).includes('123456782') && !JSON.stringify(hidden).includes('jan@'))
    assert.deepEqual(atOnce(restoreJson(hidden, pseudonyms)), value)
  })

  it('puts pseudonyms back in a long text, wherever its pieces end', () => {
    const pseudonyms = new Pseudonyms(new Uint8Array(16))
    const pseudonym = pseudonyms.of('email', 'jan@example.com')
    for (const before of [8192 - pseudonym.length, 8185, 8192, 20_000]) {
      const [start, end] = ['['.repeat(before), ' x'.repeat(9000)]
      const value = atOnce(restoreJson([start + pseudonym + end], pseudonyms))
      assert.deepEqual(value, [`${start}jan@example.com${end}`])
    }
  })

  it('gives any JSON back unchanged when there is nothing to change', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.equal(JSON.stringify(atOnce(redact(value, [])).value), JSON.stringify(value))
      }),
    )
  })
})
