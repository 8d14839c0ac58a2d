// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type ArgumentField, argumentsIn, fieldsIn, startOf } from './argument-fields.ts'

const schema = {
  type: 'object',
  properties: {
    amount: { type: 'number', description: 'In euros' },
    currency: { type: 'string', enum: ['EUR', 'USD'] },
    speed: { type: 'string', enum: ['slow', 'fast'] },
    urgent: { type: 'boolean' },
    count: { type: 'integer' },
  },
}
const payment = {
  ...{ amount: 1250.5, currency: 'EUR', to: 'NL00 BANK 0123', urgent: false, count: 3, speed: 'instant' },
  ...{ lines: [{ net: 1000.25 }], note: null, memo: 'a\u202eb', address: 'Dam 1\r\nAmsterdam' },
}
const fields = fieldsIn(payment, schema)
const keyOf = (name: string): string => fields.find((field) => field.name === name)?.key ?? ''
const written = (name: string, text: string) => argumentsIn(fields, { ...startOf(fields), [keyOf(name)]: text })

describe('the arguments of a call as fields', () => {
  it('have the kind of their value, and choices only where the schema has the value among them', () => {
    assert.deepEqual(Object.fromEntries(fields.map(({ name, kind }) => [name, kind])), {
      ...{ amount: 'number', currency: 'choice', to: 'text', urgent: 'yes-no', count: 'number', speed: 'text' },
      ...{ lines: 'json', note: 'json', memo: 'json', address: 'json' },
    })
    assert.deepEqual(fields.find(({ name }) => name === 'currency')?.choices, ['EUR', 'USD'])
    assert.equal(fields.find(({ name }) => name === 'amount')?.help, 'In euros')
    assert.ok(fields.find(({ name }) => name === 'memo')?.start.includes('\\u202e'))
  })

  it('change what was edited, and nothing else (P5)', () => {
    assert.deepEqual(written('amount', '1200'), { value: { ...payment, amount: 1200 } })
    assert.deepEqual(written('currency', 'USD'), { value: { ...payment, currency: 'USD' } })
    assert.deepEqual(written('to', '12'), { value: { ...payment, to: '12' } }, 'a text stays a text')
    assert.deepEqual(written('urgent', 'true'), { value: { ...payment, urgent: true } })
    assert.deepEqual(written('lines', '[{ "net": 999 }]'), { value: { ...payment, lines: [{ net: 999 }] } })
    assert.deepEqual(written('memo', '"ab"'), { value: { ...payment, memo: 'ab' } })
  })

  it('take no number that would go along as another text', () => {
    const problemOf = (name: string, text: string) => {
      const read = written(name, text)
      return 'problems' in read ? read.problems.get(keyOf(name)) : undefined
    }
    for (const text of ['12,50', '1.250,50', '€ 12', '', '0x10', '1e999', '.5', '05', '1 000', 'NaN', '--1']) {
      assert.deepEqual(problemOf('amount', text), { kind: 'no-number', text })
    }
    for (const [text, as] of [
      ['1.0', '1'],
      ['1250.50', '1250.5'],
      ['1.250', '1.25'],
      ['1e3', '1000'],
      ['-0', '0'],
      ['9007199254740993', '9007199254740992'],
      ['12345678901234567890', '12345678901234567000'],
      ['0.1000000000000000055', '0.1'],
    ] as const) {
      assert.deepEqual(problemOf('amount', text), { kind: 'other-number', text, as })
      assert.deepEqual(problemOf('lines', `[{ "net": ${text}, "not": "${text}" }]`), { kind: 'other-number', text, as })
    }
    assert.deepEqual(written('lines', '["1.0", "a\\"2.0"]'), { value: { ...payment, lines: ['1.0', 'a"2.0'] } })
    assert.equal(problemOf('lines', '[1,')?.kind, 'json')
  })

  it('give every call back as it was, whatever it holds and whatever a schema says of it', () => {
    const any = fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'json')),
      fc.jsonValue(),
    )
    fc.assert(
      fc.property(any, fc.oneof(fc.jsonValue(), fc.constant(schema)), (given, described) => {
        const call: Readonly<Record<string, unknown>> = JSON.parse(JSON.stringify(given))
        const all: readonly ArgumentField[] = fieldsIn(call, described)
        const read = argumentsIn(all, startOf(all))
        assert.ok('value' in read)
        assert.equal(JSON.stringify(read.value), JSON.stringify(call))
      }),
    )
  })
})
