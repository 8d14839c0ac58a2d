// SPDX-License-Identifier: EUPL-1.2
// The SDKs that agents are written with, unchanged: they get a URL and a key, and everything else is theirs.
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { createMCPClient } from '@ai-sdk/mcp'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { Client as OlderClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as OlderTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport as OlderTransportShape } from '@modelcontextprotocol/sdk/shared/transport.js'
import OpenAI, { APIError } from 'openai'
import { z } from 'zod'
import { addModels } from './changed-organisation.ts'
import { type House, openHouse } from './harness.ts'
import { outsideMail, readToolAnswer, type ToolAnswer } from './outside-agent.ts'

const messages = [{ role: 'user' as const, content: 'Hello.' }]
const counting = [{ role: 'user' as const, content: 'count slowly to 12' }]
const report = [
  { role: 'user' as const, content: 'Make the sales report of the folder invoices for team@verhage.example.' },
]
const tools = ['books_list_directory', 'books_read_text_file', 'mail_send'].map((name) => ({
  type: 'function' as const,
  function: { name, description: 'A tool.', parameters: { type: 'object', properties: {} } },
}))

let house: House
before(async () => {
  house = await openHouse({ prepare: addModels })
})
after(() => house?.[Symbol.asyncDispose]())
afterEach(async () => {
  for (const { id } of house.sluis.stops.list()) await house.sluis.stops.lift(id, 'omar', 'the test is over')
})
const stopAll = () => house.sluis.stops.order({ scope: 'all', reason: 'a test' }, 'omar')

/** The key of a run of its own, so that nothing that another test read counts against it. */
async function runKey(): Promise<string> {
  const headers = { authorization: `Bearer ${house.agentKey}` }
  const made = await fetch(`${house.sluis.gateUrl}/v1/runs`, { method: 'POST', headers })
  return z.object({ key: z.string() }).parse(await made.json()).key
}

describe('the openai SDK, given a URL and a key', () => {
  /** The SDK as it comes, with its own retries; counts what it sends. */
  const openai = (apiKey: string) => {
    let sent = 0
    const counted = (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
      sent++
      return fetch(input, init)
    }
    const client = new OpenAI({ apiKey, baseURL: `${house.sluis.gateUrl}/v1`, fetch: counted })
    return { client, sent: () => sent }
  }
  /** How the SDK tells of a refusal; fails when there is none. */
  const refusalOf = async (asked: PromiseLike<unknown>): Promise<APIError> => {
    try {
      await asked
    } catch (error) {
      if (error instanceof APIError) return error
      throw error
    }
    throw new assert.AssertionError({ message: 'the call passed' })
  }

  it('lists the models of its agent', { timeout: 20_000 }, async () => {
    const { client } = openai(house.agentKey)
    const { data } = await client.models.list()
    assert.deepEqual(
      data.map(({ id }) => id),
      ['reporting', 'forbidden', 'careful'],
    )
  })

  it('gets an answer, whole and as a stream', { timeout: 20_000 }, async () => {
    const { client } = openai(await runKey())
    const whole = await client.chat.completions.create({ model: 'reporting', messages: counting })
    const text = whole.choices[0]?.message.content ?? ''
    assert.match(text, /12/)
    let streamed = ''
    let chunks = 0
    for await (const chunk of await client.chat.completions.create({
      model: 'reporting',
      messages: counting,
      stream: true,
    })) {
      streamed += chunk.choices[0]?.delta.content ?? ''
      chunks++
    }
    assert.equal(streamed, text)
    assert.ok(chunks > 12, 'it came in pieces')
  })

  it('gets tool calls, whole and as a stream, the same', { timeout: 20_000 }, async () => {
    const { client } = openai(await runKey())
    const whole = await client.chat.completions.create({ model: 'reporting', messages: report, tools })
    const asked = { model: 'reporting', messages: report, tools, stream_options: { include_usage: true } } as const
    const streamed = await client.chat.completions.stream({ ...asked, messages: report, tools }).finalChatCompletion()
    const callsIn = ({ choices }: typeof whole) =>
      (choices[0]?.message.tool_calls ?? []).map((call) =>
        call.type === 'function' ? `${call.function.name} ${call.function.arguments}` : call.type,
      )
    assert.ok(callsIn(whole).length > 0)
    assert.deepEqual(callsIn(streamed), callsIn(whole))
  })

  it('is told of each refusal in its own words and does not try again', { timeout: 30_000 }, async () => {
    const key = await runKey()
    const refused = async (model: string, stream: boolean) => {
      const { client, sent } = openai(key)
      const error = await refusalOf(client.chat.completions.create({ model, messages, stream }))
      assert.equal(sent(), 1, `${model} is asked once`)
      return { status: error.status, code: error.code, told: z.looseObject({}).parse(error.error), error }
    }
    for (const stream of [false, true]) {
      const denied = await refused('forbidden', stream)
      assert.deepEqual([denied.status, denied.code, denied.told.rules], [403, 'denied', ['not-this-model']])
      const held = await refused('careful', stream)
      assert.deepEqual([held.status, held.code, held.told.rules], [403, 'held', ['careful-needs-finance']])
      assert.equal(held.told.link, `${house.sluis.deskUrl}/cases/${held.told.case}`)
      assert.equal(held.error.headers?.get('location'), held.told.link)
      const unknown = await refused('gpt-unheard-of', stream)
      assert.deepEqual([unknown.status, unknown.code], [404, 'not-found'])
      // All that many programs show of an error is its message: it says what to do.
      assert.match(held.error.message, /ask the same again after that: http:/)
      assert.match(unknown.error.message, /GET \/v1\/models gives those that you may use/)
      for (const { told } of [denied, held, unknown]) assert.equal(typeof told.number, 'number')
    }
    await stopAll()
    const stopped = await refused('reporting', false)
    assert.deepEqual([stopped.status, stopped.code, typeof stopped.told.number], [403, 'stopped', 'number'])
  })

  it('is told which base URL is meant when it is given another', { timeout: 20_000 }, async () => {
    const client = new OpenAI({ apiKey: await runKey(), baseURL: house.sluis.gateUrl, maxRetries: 0 })
    const error = await refusalOf(client.chat.completions.create({ model: 'reporting', messages }))
    assert.deepEqual([error.status, error.code], [404, 'not-found'])
    assert.match(error.message, /the base URL ends in \/v1/)
  })

  it('is told when its key is none', { timeout: 20_000 }, async () => {
    const { client, sent } = openai('sla_nobody')
    const error = await refusalOf(client.chat.completions.create({ model: 'reporting', messages }))
    assert.deepEqual([error.status, error.code, sent()], [401, 'unauthenticated', 1])
  })
})

/** What the tests need of an MCP client, whichever it is. */
interface McpClient extends AsyncDisposable {
  toolNames(): Promise<readonly string[]>
  call(name: string, args: Record<string, unknown>): Promise<ToolAnswer>
}

async function connectNewer(key: string, mode: 'auto' | 'legacy'): Promise<McpClient> {
  const client = new Client({ name: 'agent', version: '1.0.0' }, { versionNegotiation: { mode } })
  const requestInit = { headers: { authorization: `Bearer ${key}` } }
  await client.connect(new StreamableHTTPClientTransport(new URL(`${house.sluis.gateUrl}/mcp`), { requestInit }))
  return {
    toolNames: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: async (name, args) => readToolAnswer(await client.callTool({ name, arguments: args })),
    [Symbol.asyncDispose]: () => client.close(),
  }
}

async function connectOlder(key: string): Promise<McpClient> {
  const client = new OlderClient({ name: 'agent', version: '1.0.0' })
  const requestInit = { headers: { authorization: `Bearer ${key}` } }
  // Its own transport doesn't fit its own interface under `exactOptionalPropertyTypes`.
  await client.connect(
    new OlderTransport(new URL(`${house.sluis.gateUrl}/mcp`), { requestInit }) as OlderTransportShape,
  )
  return {
    toolNames: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: async (name, args) => readToolAnswer(await client.callTool({ name, arguments: args })),
    [Symbol.asyncDispose]: () => client.close(),
  }
}

async function connectVercel(key: string): Promise<McpClient> {
  const headers = { authorization: `Bearer ${key}` }
  const client = await createMCPClient({ transport: { type: 'http', url: `${house.sluis.gateUrl}/mcp`, headers } })
  return {
    toolNames: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: async (name, args) => readToolAnswer(await client.callTool({ name, arguments: args })),
    [Symbol.asyncDispose]: () => client.close(),
  }
}

const clients: readonly (readonly [string, (key: string) => Promise<McpClient>])[] = [
  ['@modelcontextprotocol/client, newest era', (key) => connectNewer(key, 'auto')],
  ['@modelcontextprotocol/client, older era', (key) => connectNewer(key, 'legacy')],
  ['@modelcontextprotocol/sdk 1.x', connectOlder],
  ['@ai-sdk/mcp', connectVercel],
]

for (const [name, connect] of clients) {
  describe(`${name}, given a URL and a key`, () => {
    it('lists the tools of its agent, calls them, and is told of each refusal', { timeout: 30_000 }, async () => {
      await using client = await connect(await runKey())
      assert.deepEqual(await client.toolNames(), ['books_list_directory', 'books_read_text_file', 'mail_send'])

      const held = await client.call('mail_send', outsideMail(`By ${name}`))
      assert.deepEqual([held.isError, held.gate.code, held.gate.rules], [true, 'held', ['outside-mail-needs-finance']])
      assert.equal(held.gate.link, `${house.sluis.deskUrl}/cases/${held.gate.case}`)
      assert.ok(held.text.includes(held.gate.link ?? ''), 'a model can read where to look')
      assert.match(held.text, /ask the same again after that/, 'and what to do then')

      const list = { ...outsideMail('All customers'), attachments: [{ document: 'crm.csv' }] }
      const denied = await client.call('mail_send', list)
      assert.deepEqual([denied.isError, denied.gate.code], [true, 'denied'])
      assert.ok(denied.gate.rules?.includes('only-invoices-leave'))
      assert.match(denied.text, /only-invoices-leave/)

      const read = await client.call('books_read_text_file', { path: 'payments.csv' })
      assert.deepEqual([read.isError, typeof read.gate.number], [false, 'number'])
      assert.ok(read.text.length > 100)

      const unknown = await client.call('books_write_file', { path: 'crm.csv', content: '' })
      assert.deepEqual([unknown.isError, unknown.gate.code], [true, 'not-found'])
      assert.match(unknown.text, /tools\/list/)
      await stopAll()
      const stopped = await client.call('books_list_directory', { path: '.' })
      assert.deepEqual([stopped.isError, stopped.gate.code], [true, 'stopped'])
      const numbers = [held, denied, read, unknown, stopped].map(({ gate }) => gate.number ?? 0)
      const [first = 0] = numbers
      assert.deepEqual(
        numbers,
        numbers.map((_, at) => first + at),
        'each with its number (P3)',
      )
    })

    it('can not connect without a valid key', { timeout: 20_000 }, async () => {
      await assert.rejects(connect('sla_nobody'), /401|unauthenticated|Unauthorized/i)
    })
  })
}
