// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { JsonValue } from '../../journal/index.ts'
import { GateError } from '../error.ts'
import { amountOf } from './amount.ts'

const inEuros = { amount: { argument: 'sum', in: 'euros' } } as const
const inCents = { amount: { argument: 'sum', in: 'cents' } } as const

describe('the amount of a call', () => {
  it('is read from the argument that the tool names, in cents', () => {
    const given: readonly (readonly [JsonValue, number])[] = [
      ...([
        [0, 0],
        [12, 1200],
        [12.5, 1250],
        [1935.01, 193501],
      ] as const),
      ...([
        ['500', 50000],
        ['500.5', 50050],
        ['999999999999.99', 99999999999999],
      ] as const),
    ]
    for (const [sum, cents] of given) assert.deepEqual(amountOf(inEuros, { sum }), { amount: { cents } })
    assert.deepEqual(amountOf(inCents, { sum: 50001 }), { amount: { cents: 50001 } })
    assert.deepEqual(amountOf({}, { sum: 'anything' }), {})
  })

  it('is refused where it is not there, or two programs could read it as two (P10)', () => {
    const strange: readonly JsonValue[] = [
      ...[-1, -0.01, 0.001, 1e21, 1e-7, 0.1 + 0.2, true, null, [600], { value: 600 }],
      ...[
        '',
        ' 600',
        '600 ',
        '+600',
        '-600',
        '600.',
        '.5',
        '0600',
        '600.000',
        '1,50',
        '1.000,00',
        '6e2',
        '0x258',
        '€ 600',
        '６００',
      ],
    ]
    for (const sum of strange) {
      assert.throws(() => amountOf(inEuros, { sum }), isMalformed, JSON.stringify(sum))
      assert.throws(() => amountOf(inCents, { sum }), isMalformed, JSON.stringify(sum))
    }
    assert.throws(() => amountOf(inEuros, {}), isMalformed)
    assert.throws(() => amountOf(inCents, { sum: 12.5 }), isMalformed)
    assert.throws(() => amountOf({ amount: { argument: 'toString', in: 'euros' } }, {}), isMalformed)
  })

  it('is refused where another argument goes by the same name for a program that reads names loosely (P10)', () => {
    for (const name of ['Sum', 'SUM', '\u017fum', 'ＳＵＭ', 's_um', ' sum', 'sum\u0000', 'sum[]']) {
      assert.throws(() => amountOf(inEuros, { sum: 5, [name]: 60_000 }), isMalformed, JSON.stringify(name))
      assert.throws(() => amountOf(inEuros, { [name]: 60_000 }), isMalformed, `${JSON.stringify(name)} alone`)
    }
    assert.deepEqual(amountOf(inEuros, { sum: 5, sum2: 60_000, summary: 'Of May' }), { amount: { cents: 500 } })
    assert.deepEqual(amountOf({}, { sum: 5, Sum: 60_000 }), {})
  })

  it('is the same as a number and as a text, and never less than nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 13 }), (cents) => {
        const text = `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
        assert.deepEqual(amountOf(inEuros, { sum: text }), { amount: { cents } })
        assert.deepEqual(amountOf(inEuros, { sum: Number(text) }), { amount: { cents } })
        assert.deepEqual(amountOf(inCents, { sum: cents }), amountOf(inCents, { sum: String(cents) }))
      }),
    )
  })
})

function isMalformed(error: unknown): boolean {
  return error instanceof GateError && error.code === 'malformed'
}
