// SPDX-License-Identifier: EUPL-1.2
// A stop as MCP clients hear of it while they wait: of both eras, by SDK and by bare HTTP.
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { Client as OlderClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as OlderTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport as OlderTransportShape } from '@modelcontextprotocol/sdk/shared/transport.js'
import { createMcpHandler, Server } from '@modelcontextprotocol/server'
import type { Entry } from '../../packages/server/src/journal/index.ts'
import type { Listening } from '../listen.ts'
import { type House, openHouse, until } from './harness.ts'
import { addServers } from './more-tools.ts'
import { connectAgent, readToolAnswer } from './outside-agent.ts'
import { serveMcpHandler } from './serve-mcp.ts'

const tool = 'far_wait'
const prompt = 'far_advice'
const uri = 'memo:one'
const eras = { newer: '2026-07-28', older: '2025-11-25' } as const
type Era = keyof typeof eras

/** A server whose every answer is waited for without end. */
async function startWaiting(): Promise<Listening> {
  const never = () => new Promise<never>(() => undefined)
  const handler = createMcpHandler(() => {
    const capabilities = { tools: {}, prompts: {}, resources: {} }
    const server = new Server({ name: 'far', version: '1.0.0' }, { capabilities })
    server.setRequestHandler('tools/list', () => ({
      tools: [{ name: 'wait', description: 'Waits.', inputSchema: { type: 'object', properties: {} } }],
    }))
    server.setRequestHandler('prompts/list', () => ({ prompts: [{ name: 'advice', description: 'Advises.' }] }))
    server.setRequestHandler('resources/list', () => ({ resources: [{ uri, name: 'memo' }] }))
    server.setRequestHandler('tools/call', never)
    server.setRequestHandler('prompts/get', never)
    server.setRequestHandler('resources/read', never)
    return server
  })
  return await serveMcpHandler(handler)
}

function messageOf(method: string, params: object, era: Era, id: string | number) {
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': eras[era],
    'io.modelcontextprotocol/clientInfo': { name: 'bare', version: '1.0.0' },
    'io.modelcontextprotocol/clientCapabilities': {},
  }
  return { jsonrpc: '2.0', id, method, params: era === 'newer' ? { ...params, _meta } : params }
}

/** The data of each event of a stream, or the one whole answer. */
function messagesIn(text: string): readonly unknown[] {
  if (text.startsWith('{')) return [JSON.parse(text)]
  return [...text.matchAll(/^data: (.+)$/gm)].map(([, data]) => JSON.parse(data ?? ''))
}

/** Without that by which one refusal differs from another: its call, its place in the log, and how it puts it. */
function withoutParticulars(message: unknown): unknown {
  const particular = new Set(['call', 'number', 'entry', 'treeSize', 'text', 'message'])
  return JSON.parse(JSON.stringify(message), (name, value) => (particular.has(name) ? undefined : value))
}

describe('a stop, for an MCP client that waits', () => {
  let far: Listening
  let house: House
  const entries: Entry[] = []
  before(async () => {
    far = await startWaiting()
    house = await openHouse({
      prepare: (folder) =>
        addServers(folder, [
          {
            id: 'far',
            kind: 'mcp-http',
            url: { env: 'TEST_FAR' },
            tools: { wait: { repeatable: true } },
            prompts: { advice: {} },
            resources: { memo: { uri } },
          },
        ]),
      environment: { TEST_FAR: far.url },
    })
    house.sluis.journal.onEntry(({ entry }) => entries.push(entry))
    for (const { name, digest = '', standing } of (await house.sluis.tools.review()).tools) {
      if (standing === 'waiting') await house.sluis.tools.admit(name, digest, house.person('anna'))
    }
  })
  after(async () => {
    await house?.[Symbol.asyncDispose]()
    await far?.[Symbol.asyncDispose]()
  })
  afterEach(lift)

  async function lift(): Promise<void> {
    for (const { id } of house.sluis.stops.list()) await house.sluis.stops.lift(id, 'omar', 'the test is over')
  }

  const counted = (kind: string) => entries.filter((entry) => entry.kind === kind).length
  const inFlight = () => counted('call.allowed') - counted('call.ended')

  /** Presses when so many calls are under way, and sees that each ends, once. */
  async function stopAt(count: number): Promise<void> {
    await until('the calls are under way', () => inFlight() === count && house.sluis.stops.inFlight === count)
    // For 2025-11-25 the SDK has begun a stream by then, and the gate's words are its last.
    await new Promise((resolve) => setTimeout(resolve, 100))
    await house.sluis.stops.order({ scope: 'all', reason: 'a test' }, 'omar')
  }

  async function haveEnded(): Promise<void> {
    await until('each has its outcome', () => inFlight() === 0)
    const calls = entries.filter(({ kind }) => kind === 'call.ended').map(({ data }) => data.call)
    assert.equal(new Set(calls).size, calls.length, 'exactly one outcome each (P2)')
  }

  async function post(body: object, version: string, more: Record<string, string> = {}): Promise<readonly unknown[]> {
    const response = await fetch(`${house.sluis.gateUrl}/mcp`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${house.agentKey}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': version,
        ...more,
      },
      body: JSON.stringify(body),
    })
    assert.equal(response.status, 200)
    return messagesIn(await response.text())
  }

  const asked = [
    ['tools/call', { name: tool, arguments: {} }, tool],
    ['prompts/get', { name: prompt }, prompt],
    ['resources/read', { uri }, uri],
  ] as const
  const request = (at: number, era: Era): Promise<readonly unknown[]> => {
    const [method, params, name] = asked[at] ?? asked[0]
    const headers = { 'mcp-method': method, 'mcp-name': name }
    return post(messageOf(method, params, era, `asked ${at}`), eras[era], era === 'newer' ? headers : {})
  }

  for (const era of ['newer', 'older'] as const) {
    it(`is told once, in the very words of a refusal of ${eras[era]} (P4)`, { timeout: 30_000 }, async () => {
      const waiting = asked.map((_, at) => request(at, era))
      await stopAt(asked.length)
      const cut = await Promise.all(waiting)
      await haveEnded()
      assert.match(JSON.stringify(cut), /cut by an emergency stop/)
      // Under the stop nothing is waited for, and the SDK itself writes the refusal.
      const refused = await Promise.all(asked.map((_, at) => request(at, era)))
      assert.deepEqual(cut.map(withoutParticulars), refused.map(withoutParticulars))
    })
  }

  it('reaches the SDKs as the refusal that it is (P4)', { timeout: 30_000 }, async () => {
    await using newer = await connectAgent(house.sluis.gateUrl, house.agentKey)
    const older = new OlderClient({ name: 'older', version: '1.0.0' })
    const requestInit = { headers: { authorization: `Bearer ${house.agentKey}` } }
    const transport = new OlderTransport(new URL(`${house.sluis.gateUrl}/mcp`), { requestInit })
    // The SDK's own class is not assignable to its own interface under exactOptionalPropertyTypes.
    await older.connect(transport as OlderTransportShape)
    const tools = [newer.call(tool, {}), older.callTool({ name: tool, arguments: {} }).then(readToolAnswer)]
    const others = [newer.client.getPrompt({ name: prompt }), older.readResource({ uri })]
    const failures = others.map((other) => other.then(String, (error: { code: number; data: unknown }) => error))
    await stopAt(tools.length + others.length)
    for (const { isError, gate } of await Promise.all(tools)) {
      assert.deepEqual([isError, gate.code, typeof gate.number], [true, 'stopped', 'number'])
    }
    for (const failure of await Promise.all(failures)) {
      assert.ok(typeof failure === 'object' && failure.code === -32_000, String(failure))
      assert.match(JSON.stringify(failure.data), /"code":"stopped"/)
    }
    await haveEnded()
    await older.close()
  })

  it('answers each of several requests in one message, once', { timeout: 30_000 }, async () => {
    const batch = asked.map(([method, params], at) => messageOf(method, params, 'older', at))
    const waiting = post(batch, '2025-03-26')
    await stopAt(asked.length)
    const answers = await waiting
    await haveEnded()
    assert.deepEqual(answers.map((answer) => Object(answer).id).sort(), [0, 1, 2])
    assert.equal(JSON.stringify(answers).match(/"code":"stopped"/g)?.length, asked.length)
  })
})
