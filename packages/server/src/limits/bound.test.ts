// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { JsonObject } from '../journal/index.ts'
import { dayIn, type Model, type Organisation } from '../organisation/index.ts'
import { costOf, boundOf as mostOf } from './bound.ts'
import { type Claim, claimOf, settlementOf } from './claim.ts'
import { LimitError } from './error.ts'
import { secondsLeft } from './seconds-left.ts'

const model: Model = { id: 'reporting' }
const price = { currency: 'EUR', input: 150_000, output: 600_000, source: 'price list', asOf: '2026-11-01' }
const chat = (content: unknown, more: JsonObject = {}): JsonObject =>
  JSON.parse(JSON.stringify({ model: 'reporting', messages: [{ role: 'user', content }], ...more }))

const boundOf = (model: Model, body: JsonObject, maxOutputTokens: number | undefined) =>
  mostOf(model, { body, text: { whole: JSON.stringify(body) }, maxOutputTokens })

function codeOf(work: () => unknown): string {
  try {
    work()
    return 'none'
  } catch (error) {
    assert.ok(error instanceof LimitError)
    return error.code
  }
}

describe('the upper bound of a model call', () => {
  it('is no less than a token for each byte of text, and the output that the request states', () => {
    const { input, output } = boundOf(model, chat('é'.repeat(1000)), 500)
    assert.ok(input >= 2000)
    assert.equal(output, 500)
  })

  it('is the model’s own where the request states none, for every answer that is asked for', () => {
    const known = { ...model, maxOutputTokens: 4096 }
    assert.equal(boundOf(known, chat('hello', { n: 3 }), undefined).output, 12_288)
    assert.equal(
      codeOf(() => boundOf(model, chat('hello'), undefined)),
      'no-bound',
    )
    for (const stated of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.equal(
        codeOf(() => boundOf(model, chat('hello'), stated)),
        'no-bound',
        String(stated),
      )
    }
  })

  it('counts every answer that an endpoint may make, by whatever name it is asked for', () => {
    const output = (more: JsonObject, known: Model = model): number => boundOf(known, chat('hello', more), 100).output
    assert.equal(output({ n: 3 }), 300)
    const names = ['n', 'best_of', 'bestOf', 'beam_size', 'beam_width', 'num_beams', 'candidate_count', 'n_cmpl']
    const others = ['n_samples', 'num_samples', 'num_completions', 'num_generations', 'num_return_sequences']
    for (const name of [...names, ...others]) {
      assert.equal(output({ [name]: 4 }), 400, name)
      assert.equal(output({ sampling_params: { [name]: 4 } }), 400, `${name}, nested`)
    }
    assert.equal(output({ n: 2, best_of: 4 }), 800)
    assert.equal(output({ best_of: 4 }, { ...model, maxOutputTokens: 50 }), 200)
    for (const best_of of ['4', 1.5, -1, [4]])
      assert.equal(
        codeOf(() => output({ best_of })),
        'no-bound',
        `${best_of}`,
      )
    for (const none of [null, 0, 1]) assert.equal(output({ best_of: none }), 100)
    // As Go's JSON reads names.
    for (const name of ['be\u017ft_of', 'n_\u017famples']) assert.equal(output({ [name]: 4 }), 400, name)
    assert.equal(output({ 'max_to\u212aens': 5000 }), 5000)
  })

  it('is the longest that any name in the request allows', () => {
    const output = (more: JsonObject, known: Model = model): number => boundOf(known, chat('hello', more), 100).output
    const most = ['max_tokens', 'max_completion_tokens', 'max_output_tokens', 'max_new_tokens', 'max_tokens_to_sample']
    const least = ['min_tokens', 'min_new_tokens', 'min_length']
    const others = ['max_length', 'max_gen_len', 'n_predict', 'num_predict', 'numPredict']
    for (const name of [...most, ...least, ...others]) {
      assert.equal(output({ [name]: 5000 }), 5000, name)
      assert.equal(output({ options: { [name]: 5000 } }), 5000, `${name}, nested`)
      assert.equal(output({ [name]: 5 }), 100, `${name}, which no other endpoint reads`)
    }
    assert.equal(
      codeOf(() => output({ n_predict: -1 })),
      'no-bound',
      'no end',
    )
    assert.equal(output({ n_predict: -1 }, { ...model, maxOutputTokens: 4096 }), 4096)
    assert.equal(
      codeOf(() => boundOf(model, chat('hello', { n_predict: 5 }), undefined)),
      'no-bound',
    )
    assert.ok(output({ prediction: { type: 'content', content: 'x'.repeat(1000) } }) > 1100)
    for (const more of [{ metadata: { n: '3' } }, { tools: [{ n: 3 }] }, { logit_bias: { '50256': -100 } }]) {
      assert.equal(output(more), 100)
    }
  })

  it('has no bytes to go by where the request brings a template of its own', () => {
    const template = chat('hello', { chat_template: '{% for _ in range(9999) %}{{ messages }}{% endfor %}' })
    assert.equal(
      codeOf(() => boundOf(model, template, 10)),
      'no-bound',
    )
    assert.equal(boundOf({ ...model, maxInputTokens: 128_000 }, template, 10).input, 128_000)
  })

  it('takes a picture, or a part that nobody knows, for all that the model can read', () => {
    const picture = [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } }]
    const unknown = [{ type: 'telepathy', of: 'x' }]
    for (const content of [picture, unknown, [{ type: 'text', text: 'see' }, ...picture]]) {
      assert.equal(
        codeOf(() => boundOf(model, chat(content), 10)),
        'no-bound',
      )
      assert.equal(boundOf({ ...model, maxInputTokens: 128_000 }, chat(content), 10).input, 128_000)
    }
    // Some endpoints read a part by what it holds, whatever it calls itself.
    const untyped = [{ image_url: { url: 'data:image/png;base64,AA==' } }]
    const disguised = [{ type: 'text', text: 'see', input_audio: { data: 'AA==' } }]
    for (const content of [untyped, disguised])
      assert.equal(
        codeOf(() => boundOf(model, chat(content), 10)),
        'no-bound',
      )
    for (const name of ['images', 'Images', 'image\u017f', 'file']) {
      const beside = { messages: [{ role: 'user', content: 'see', [name]: ['AA=='] }] }
      assert.equal(
        codeOf(() => boundOf(model, beside, 10)),
        'no-bound',
        name,
      )
    }
    // Wherever an API has what is said stand, and whatever a member of it is named.
    for (const name of ['input', 'system', 'instructions'])
      assert.equal(
        codeOf(() => boundOf(model, { ...chat('hello'), [name]: picture }, 10)),
        'no-bound',
        name,
      )
    assert.equal(
      codeOf(() => boundOf(model, { messages: [{ role: 'user', content: 'see', input: picture }] }, 10)),
      'no-bound',
    )
    const toolUse = [{ type: 'tool_use', id: '1', name: 'draw', input: { type: 'image' } }]
    assert.ok(boundOf(model, chat(toolUse), 10).input < 2000)
  })

  it('costs in whole millionths, rounded up, exact where doubles are not', () => {
    assert.equal(costOf(price, { input: 1, output: 0 }), 1)
    assert.equal(costOf(price, { input: 1_000_000, output: 1_000_000 }), 750_000)
    const dear = { ...price, input: 1_000_000_000_000_000, output: 0 }
    assert.equal(costOf(dear, { input: 3, output: 0 }), 3_000_000_000)
  })
})

describe('a claim', () => {
  const organisation = (limits: object): Organisation =>
    ({ settings: { limits }, systems: new Map(), agents: new Map() }) as unknown as Organisation
  const caller = { agent: 'reporter', system: 'weekly-report' }
  const body = chat('hello')
  const claimed = (limits: object, models: readonly Model[]): Claim | undefined => {
    const request = { models, body, text: { whole: JSON.stringify(body) }, maxOutputTokens: 100 }
    return claimOf(organisation(limits), caller, request, '2026-11-22')
  }
  const money = { calls: {}, tokens: {}, money: { currency: 'EUR', perDay: 5_000_000 } }

  it('is none where nothing limits the call', () => {
    assert.equal(claimed({ calls: {}, tokens: {} }, [model]), undefined)
    assert.equal(claimed(money, []), undefined, 'a tool')
  })

  it('is refused without a price that the budget can be counted in', () => {
    assert.equal(
      codeOf(() => claimed(money, [model])),
      'no-bound',
    )
    const dollars = { ...model, price: { ...price, currency: 'USD' } }
    assert.equal(
      codeOf(() => claimed(money, [{ ...model, price }, dollars])),
      'no-bound',
    )
  })

  it('is what the dearest of the providers that it may go to would ask, whichever comes first', () => {
    const cheap = { ...model, price }
    const dear = { ...model, price: { ...price, output: 6_000_000 } }
    const alone = claimed(money, [dear])
    assert.ok(Number(alone?.reserved?.money) > Number(claimed(money, [cheap])?.reserved?.money))
    for (const both of [claimed(money, [cheap, dear]), claimed(money, [dear, cheap])])
      assert.equal(both?.reserved?.money, alone?.reserved?.money)
  })

  it('is all that goes in and all that may come out, of the model that may take most', () => {
    const tokens = (...models: readonly Model[]) =>
      claimed({ calls: {}, tokens: { perDay: 5000 } }, models)?.reserved?.tokens
    const small = { ...model, maxInputTokens: 7, maxOutputTokens: 20 }
    const large = { ...model, maxInputTokens: 40, maxOutputTokens: 50 }
    assert.deepEqual([tokens(small), tokens(large)], [27, 90])
    assert.deepEqual([tokens(small, large), tokens(large, small)], [90, 90])
  })

  it('settles at the price of the provider that answered, and at the dearest where nobody says which did', () => {
    const dear = { ...model, price: { ...price, input: 1_500_000, output: 6_000_000 } }
    const claim = claimed(money, [{ ...model, price }, dear])
    assert.ok(claim !== undefined)
    const costs = [0, 1, undefined, 2].map(
      (route) => settlementOf(claim, caller, { input: 20, output: 10 }, route)?.money,
    )
    assert.deepEqual(costs, [9, 90, 90, 90])
  })

  it('settles what the model said, nothing for what did not happen, and all where nobody knows', () => {
    const claim = claimed(money, [{ ...model, price }])
    assert.ok(claim?.reserved !== undefined)
    const settle = (spent: Parameters<typeof settlementOf>[2], route?: number) => {
      const { tokens, money } = settlementOf(claim, caller, spent, route) ?? {}
      return [tokens, money]
    }
    assert.deepEqual(settle({ input: 20, output: 10 }), [30, 9])
    assert.deepEqual(settle('nothing'), [0, 0])
    const all = [claim.reserved.tokens, claim.reserved.money]
    assert.deepEqual(settle('unknown'), all)
    for (const lie of [-5, 0.5, Number.NaN, 1_000_000_001, Number.MAX_VALUE])
      assert.deepEqual(settle({ input: lie, output: 1 }), all)
  })
})

describe('a day and a month', () => {
  it('are those of the organisation, also where clocks change', () => {
    const zone = 'Europe/Amsterdam'
    assert.equal(dayIn(zone, Date.UTC(2026, 10, 22, 22, 59)), '2026-11-22')
    assert.equal(dayIn(zone, Date.UTC(2026, 10, 22, 23, 0)), '2026-11-23')
    // The night of 24 to 25 October 2026 has an hour more.
    assert.equal(secondsLeft(zone, 'day', Date.UTC(2026, 9, 24, 22, 0)), 25 * 3600)
    assert.equal(secondsLeft(zone, 'month', Date.UTC(2026, 10, 30, 22, 59)), 60)
  })
})
