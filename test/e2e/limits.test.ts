// SPDX-License-Identifier: EUPL-1.2
// Limits as an agent meets them: with an endpoint that counts what reached it, and a hundred calls at once.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { join } from 'node:path'
import { after, afterEach, before, describe, it } from 'node:test'
import { z } from 'zod'
import { type Listening, listen } from '../listen.ts'
import { type House, openHouse, until } from './harness.ts'
import { connectAgent, numbersOf, upTo } from './outside-agent.ts'

const refusal = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    number: z.number().optional(),
    retryAfter: z.number().optional(),
  }),
})

/** What a call of these tests may take: its text, what endpoints add, and the answer that it allows. */
const maxTokens = 100

interface CountingModel extends Listening {
  requests: number
  /** What it says that each call took; undefined says nothing. */
  usage: object | undefined
  status: number
}

async function startCountingModel(): Promise<CountingModel> {
  const model = { requests: 0, usage: undefined as object | undefined, status: 200 }
  const server = createServer((request, response) => {
    model.requests++
    request.resume().once('end', () => {
      const choices = [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Good.' } }]
      response.writeHead(model.status, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ object: 'chat.completion', choices, usage: model.usage }))
    })
  })
  return Object.assign(model, await listen(server, '/v1'))
}

describe('limits', () => {
  let model: CountingModel
  let house: House
  before(async () => {
    model = await startCountingModel()
    house = await openHouse({ environment: { SLUIS_MODEL_URL: model.url }, prepare: price })
  })
  after(async () => {
    await house?.[Symbol.asyncDispose]()
    await model?.[Symbol.asyncDispose]()
  })
  afterEach(async () => {
    Object.assign(model, { usage: undefined, status: 200 })
    const numbers = await numbersOf(house)
    assert.deepEqual(numbers, upTo(numbers.length), 'no number is missing (P3)')
  })

  function price(folder: string): void {
    const file = join(folder, 'organisation/providers.yaml')
    const priced = 'price: { currency: EUR, input: 1, output: 2, source: a price list, asOf: 2026-11-01 }'
    writeFileSync(file, readFileSync(file, 'utf8').replace('served: SLUIS_MODEL,', `served: SLUIS_MODEL, ${priced},`))
  }

  /** Puts limits in force, as a person does who changes the files and loads them. */
  async function limit(limits: string): Promise<void> {
    const file = join(house.folder, 'organisation/systems/weekly-report.yaml')
    const text = readFileSync(file, 'utf8').replace(/^limits:.*\n/m, '')
    writeFileSync(file, `${text}limits: ${limits}\n`)
    await house.sluis.reload(house.person('anna'))
  }

  function ask(more: object = { max_tokens: maxTokens }): Promise<Response> {
    return fetch(`${house.sluis.gateUrl}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${house.agentKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'reporting', messages: [{ role: 'user', content: 'Hello.' }], ...more }),
    })
  }

  async function budget(name: RegExp) {
    const rows = await house.sluis.journal.query('SELECT * FROM budgets')
    return rows.find((row) => name.test(String(row.name)))
  }

  it('a hundred calls at once never pass a budget; what is refused reaches no model and is recorded (P1, P3)', {
    timeout: 30_000,
  }, async () => {
    const limitTokens = 10_000
    await limit(`{ tokens: { perDay: ${limitTokens} } }`)
    const reached = model.requests
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask()))
    const passed = answers.filter(({ status }) => status === 200).length
    const each = Math.floor(limitTokens / passed)
    assert.ok(passed > 0 && passed < 20 && each > 1000 + maxTokens, `${passed} calls passed`)
    assert.equal(model.requests - reached, passed)
    const refused = answers.find(({ status }) => status === 429)
    const { error } = refusal.parse(await refused?.json())
    assert.equal(error.code, 'over-budget')
    assert.ok(Number(refused?.headers.get('retry-after')) > 0)
    assert.equal(refused?.headers.get('x-should-retry'), 'false')
    // The model said nothing of what it took, so all that was set aside counts as used.
    await until('all is settled', async () => (await budget(/ tokens \d+-\d\d-\d\d$/))?.reserved === 0)
    const row = await budget(/ tokens \d+-\d\d-\d\d$/)
    assert.ok(Number(row?.used) <= limitTokens && Number(row?.used) >= passed * 1000)
    assert.equal((await ask()).status, 429)
    const denied = await house.sluis.journal.query("SELECT id FROM calls WHERE reason = 'over-budget'")
    const counted = 101 - passed
    assert.equal(denied.length, Math.min(60, counted), 'a flood of refusals is counted, not listed')
  })

  it('settles what the model says that it took, so that more calls fit than bounds do', {
    timeout: 30_000,
  }, async () => {
    await limit('{ money: { currency: EUR, perMonth: 0.01 } }')
    model.usage = { prompt_tokens: 10, completion_tokens: 5 }
    for (let calls = 0; calls < 20; calls++) assert.equal((await ask()).status, 200)
    const row = await budget(/ EUR \d+-\d\d$/)
    // 10 tokens at 1 EUR and 5 at 2 EUR a million cost 20 millionths.
    assert.deepEqual([row?.used, row?.reserved], [400, 0])
  })

  it('counts no call that was refused as one that is under way', { timeout: 30_000 }, async () => {
    await limit('{ calls: { atOnce: 1 } }')
    for (const _ of upTo(3)) {
      const refused = refusal.parse(await (await ask({ model: 'unheard-of' })).json())
      assert.equal(refused.error.code, 'not-found')
    }
    assert.equal((await ask()).status, 200)
  })

  // Behind those that need it: a provider that failed so often rests for a while.
  it('counts nothing for what the model refused', { timeout: 30_000 }, async () => {
    await limit('{ tokens: { perMonth: 5000 } }')
    model.status = 500
    for (let calls = 0; calls < 6; calls++) assert.equal((await ask()).status, 502)
    assert.deepEqual((({ used, reserved }) => [used, reserved])((await budget(/ tokens \d+-\d\d$/)) ?? {}), [0, 0])
  })

  it('lets no call pass that nothing bounds', { timeout: 30_000 }, async () => {
    await limit('{ tokens: { perDay: 1000000000 } }')
    const reached = model.requests
    for (const request of [{}, { max_tokens: null }, { max_tokens: 1, n: 1e9 }]) {
      const answer = await ask(request)
      const { error } = refusal.parse(await answer.json())
      assert.ok(['no-bound', 'over-budget', 'malformed'].includes(error.code), error.code)
    }
    const bare = await ask({})
    assert.deepEqual([bare.status, refusal.parse(await bare.json()).error.code], [400, 'no-bound'])
    assert.equal(model.requests, reached)
  })

  it('keeps to calls a minute, for models and tools together, and says when to ask again', {
    timeout: 30_000,
  }, async () => {
    await limit('{ calls: { perMinute: 3 } }')
    await using agent = await connectAgent(house.sluis.gateUrl, house.agentKey)
    // A minute may turn in between; of eight calls at least two are then still too many.
    const tool = () => agent.call('books_list_directory', { path: '.' }).then(({ gate }) => gate.code)
    const chat = () => ask().then(async (answer) => ({ answer, body: await answer.json() }))
    const tools = [await tool(), await tool(), await tool(), await tool()]
    const chats = [await chat(), await chat(), await chat(), await chat()]
    assert.ok(tools.includes('over-rate') || chats.filter(({ answer }) => answer.status === 429).length > 0)
    const over = chats.find(({ answer }) => answer.status === 429)
    assert.equal(refusal.parse(over?.body).error.code, 'over-rate')
    const seconds = Number(over?.answer.headers.get('retry-after'))
    assert.ok(seconds >= 1 && seconds <= 60)
    assert.equal(over?.answer.headers.get('x-should-retry'), null, 'clients wait and ask again by themselves')
  })

  it('keeps no body of a stranger in memory: without a key the answer comes before the body', {
    timeout: 30_000,
  }, async () => {
    for (const path of ['/v1/chat/completions', '/v1/messages', '/mcp']) {
      const answered = Promise.withResolvers<number | undefined>()
      const sent = request(`${house.sluis.gateUrl}${path}`, {
        method: 'POST',
        headers: { authorization: 'Bearer sla_nobody', 'content-type': 'application/json' },
      })
      sent.once('response', ({ statusCode }) => answered.resolve(statusCode))
      sent.once('error', answered.reject)
      sent.write('{"model":"')
      assert.equal(await answered.promise, 401, path)
      sent.destroy()
    }
  })
})
