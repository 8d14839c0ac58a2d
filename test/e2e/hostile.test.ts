// SPDX-License-Identifier: EUPL-1.2
// What strangers send, and how the far side can fail: each gets a clear error in its own protocol, nothing of the inside
// shows, every call has one outcome, and the gate goes on.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { type IncomingHttpHeaders, request } from 'node:http'
import { after, afterEach, before, describe, it } from 'node:test'
import { z } from 'zod'
import type { Entry } from '../../packages/server/src/journal/index.ts'
import { type House, openHouse, until } from './harness.ts'
import { type HostileUpstream, startHostileUpstream } from './hostile-upstream.ts'
import { ask, connectAgent, numbersOf, type OutsideAgent, upTo } from './outside-agent.ts'

const modelKey = 'sk-hostile-0123456789abcdef'
const openaiShape = z.object({
  error: z.object({ message: z.string(), type: z.string(), code: z.string(), param: z.null() }),
})
const rpcShape = z.object({ jsonrpc: z.literal('2.0'), error: z.object({ code: z.int(), message: z.string() }) })

interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

describe('strangers and failing far sides', () => {
  let upstream: HostileUpstream
  let house: House
  let agent: OutsideAgent
  const entries: Entry[] = []
  before(async () => {
    upstream = await startHostileUpstream()
    house = await openHouse({ environment: { SLUIS_MODEL_URL: upstream.url, SLUIS_MODEL_KEY: modelKey } })
    house.sluis.journal.onEntry(({ entry }) => entries.push(entry))
    agent = await connectAgent(house.sluis.gateUrl, house.agentKey)
  })
  after(async () => {
    await agent?.[Symbol.asyncDispose]()
    await house?.[Symbol.asyncDispose]()
    await upstream?.[Symbol.asyncDispose]()
  })
  /** Whatever a test did, a good call still passes and nobody is owed an outcome. */
  afterEach(async () => {
    assert.equal((await ask(house.sluis.gateUrl, house.agentKey)).status, 200)
    await until('every call that was let through has an outcome', () => {
      const ended = entries.filter(({ kind }) => kind === 'call.ended').map(({ data }) => data.call)
      const allowed = entries.filter(({ kind }) => kind === 'call.allowed').map(({ data }) => data.call)
      assert.equal(new Set(ended).size, ended.length, 'no call has two outcomes (P2)')
      return allowed.every((call) => ended.includes(call))
    })
    const numbers = await numbersOf(house)
    assert.deepEqual(numbers, upTo(numbers.length), 'no number is missing (P3)')
  })

  /** A request as a stranger's own program may make it; resolves with the answer even when the sending was cut. */
  function send(path: string, body: Buffer | string, headers: Record<string, string> = {}): Promise<Answered> {
    const { promise, resolve, reject } = Promise.withResolvers<Answered>()
    const all = { authorization: `Bearer ${house.agentKey}`, 'content-type': 'application/json', ...headers }
    const accept = path === '/mcp' ? { accept: 'application/json, text/event-stream' } : {}
    const sent = request(`${house.sluis.gateUrl}${path}`, { method: 'POST', headers: { ...accept, ...all } })
    sent.once('response', async (response) => {
      try {
        const parts: Buffer[] = []
        for await (const part of response) parts.push(part)
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(parts).toString() })
      } catch (error) {
        reject(error)
      }
    })
    sent.once('error', reject)
    sent.end(body)
    return promise
  }

  function assertTellsNothing(text: string): void {
    assert.doesNotMatch(text, /\/tmp\/|\/srv\/|node_modules|\.ts:\d|\bat \S+ \(|sk-hostile|SQLITE|ECONN|UND_ERR/)
  }

  const asChat = (answer: Answered) => {
    assertTellsNothing(answer.text)
    return openaiShape.parse(JSON.parse(answer.text)).error
  }
  const asRpc = (answer: Answered) => {
    assertTellsNothing(answer.text)
    return rpcShape.parse(JSON.parse(answer.text)).error
  }
  const chat = (content: unknown) => JSON.stringify({ model: 'reporting', messages: [{ role: 'user', content }] })
  const rpc = (args: string) =>
    `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"books_list_directory","arguments":${args}}}`
  const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

  it('a chat completion that can not be read is a 400 in the shape of OpenAI', { timeout: 30_000 }, async () => {
    const unread: readonly (string | Buffer)[] = [
      '',
      '{"model":',
      'null',
      '[]',
      '{}',
      '{"model":"reporting","messages":"hello"}',
      '{"model":{},"messages":[{"role":"user"}]}',
      Buffer.concat([
        Buffer.from('{"model":"reporting","messages":[{"role":"user","content":"'),
        Buffer.from([0xc3, 0x28]),
        Buffer.from('"}]}'),
      ]),
      `{"model":"reporting","messages":[{"role":"user","content":${deep(1000)}}]}`,
      `{"model":"reporting","messages":[{"role":"user","content":${deep(1_000_000)}}]}`,
    ]
    for (const body of unread) {
      const answer = await send('/v1/chat/completions', body)
      assert.deepEqual([answer.status, asChat(answer).code], [400, 'malformed'], String(body).slice(0, 60))
    }
    assert.equal(upstream.seen().open, 0)
  })

  it('an MCP message that can not be read is a JSON-RPC error', { timeout: 30_000 }, async () => {
    const wrongUtf8 = Buffer.concat([
      Buffer.from('{"jsonrpc":"2.0","id":1,"method":"'),
      Buffer.from([0xff]),
      Buffer.from('"}'),
    ])
    for (const body of ['', '{"jsonrpc":', 'null', '[]', '{}', '"text"', wrongUtf8]) {
      const answer = await send('/mcp', body)
      assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status} for ${String(body)}`)
      asRpc(answer)
    }
  })

  it('arguments nested a million deep are refused, not walked', { timeout: 30_000 }, async () => {
    for (const levels of [100, 10_000, 1_000_000]) {
      const answer = await send('/mcp', rpc(`{"path":${deep(levels)}}`))
      assert.deepEqual([answer.status, asRpc(answer).code], [400, -32_700])
    }
  })

  it('a body of 50 MB is a 413 in the shape of the protocol', { timeout: 45_000 }, async () => {
    const large = Buffer.alloc(50 * 1024 * 1024, 0x20)
    for (const headers of [{}, { 'transfer-encoding': 'chunked' }]) {
      const toChat = await send('/v1/chat/completions', large, headers)
      assert.deepEqual([toChat.status, asChat(toChat).code], [413, 'too-large'])
      const toMcp = await send('/mcp', large, headers)
      assert.equal(toMcp.status, 413)
      asRpc(toMcp)
    }
  })

  it('absurd headers end in an error', { timeout: 30_000 }, async () => {
    const absurd: readonly Record<string, string>[] = [
      { 'x-long': 'a'.repeat(100_000) },
      { authorization: `Bearer ${'k'.repeat(10_000)}` },
      { authorization: 'Bearer' },
      { authorization: '\t' },
      { 'content-type': 'text/plain; charset=utf-16' },
      { 'content-encoding': 'gzip' },
      { 'idempotency-key': 'i'.repeat(10_000) },
      Object.fromEntries(upTo(150).map((n) => [`x-${n}`, 'x'])),
    ]
    for (const headers of absurd) {
      // A connection that is cut while the headers are still coming is an answer too.
      const cut = { status: 431, text: '' }
      const { status, text } = await send('/v1/chat/completions', chat('Hello.'), headers).catch(() => cut)
      assert.ok([200, 400, 401, 415, 431].includes(status), `${status} for ${Object.keys(headers)[0]}`)
      assertTellsNothing(text)
    }
    const nobody = await send('/mcp', rpc('{"path":"."}'), { authorization: 'Bearer sla_nobody' })
    assert.equal(nobody.status, 401)
    asRpc(nobody)
  })

  it('headers that tell another tool than the body are refused', { timeout: 20_000 }, async () => {
    const version = '2026-07-28'
    const meta = {
      'io.modelcontextprotocol/protocolVersion': version,
      'io.modelcontextprotocol/clientCapabilities': {},
    }
    const body = (name: string) =>
      JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name, arguments: { path: '.' }, _meta: meta },
      })
    const headers = { 'mcp-protocol-version': version, 'mcp-method': 'tools/call', 'mcp-name': 'books_list_directory' }
    assert.match((await send('/mcp', body('books_list_directory'), headers)).text, /invoices/)
    assert.equal(asRpc(await send('/mcp', body('mail_send'), headers)).code, -32_020)
    const list = await send('/mcp', body('books_list_directory'), { ...headers, 'mcp-method': 'tools/list' })
    assert.equal(asRpc(list).code, -32_020)
  })

  it('models and tools that nobody admitted are denied by number, and their names stay out of the log (P3, P7, P10)', {
    timeout: 30_000,
  }, async () => {
    for (const model of ['gpt-9-of-jan', '../reporting', 'reporting\u0000', '__proto__', 'constructor']) {
      const answer = await ask(house.sluis.gateUrl, house.agentKey, { model })
      const { error } = openaiShape.parse(await answer.json())
      assert.deepEqual([answer.status, error.code], [404, 'not-found'])
    }
    for (const tool of [
      'books_write_file',
      'write_file',
      'list_directory',
      '__proto__',
      'mail_send ',
      'x'.repeat(5000),
    ]) {
      const { isError, gate } = await agent.call(tool, { path: '.' })
      assert.deepEqual([isError, gate.code, typeof gate.number], [true, 'not-found', 'number'])
    }
    const resources = await house.sluis.journal.query("SELECT DISTINCT resource FROM calls WHERE reason = 'unknown'")
    assert.deepEqual(
      resources.map(({ resource }) => resource),
      ['unknown'],
    )
  })

  it('an endpoint that dies, fails or talks garbage is told as that and nothing more', {
    timeout: 45_000,
  }, async () => {
    const told: readonly (readonly [string, number, string, string])[] = [
      // They had the request, so they may have carried it out: it counts as used.
      ['die before a word', 504, 'upstream-timeout', 'unknown'],
      ['die in an answer', 504, 'upstream-timeout', 'unknown'],
      ['answer garbage', 504, 'upstream-timeout', 'unknown'],
      ['answer nothing but lists', 504, 'upstream-timeout', 'unknown'],
      ['stream what was asked whole', 504, 'upstream-timeout', 'unknown'],
      ['answer in another encoding', 504, 'upstream-timeout', 'unknown'],
      ['stream in another encoding', 504, 'upstream-timeout', 'unknown'],
      ['fail', 502, 'upstream-failed', 'failed'],
      ['fail with status 200', 502, 'upstream-failed', 'failed'],
      ['say no', 400, 'upstream-refused', 'failed'],
    ]
    for (const [text, status, code, outcome] of told) {
      const stream = text.startsWith('stream in')
      const answer = await ask(house.sluis.gateUrl, house.agentKey, { text, stream })
      const body = await answer.text()
      assertTellsNothing(body)
      assert.deepEqual([answer.status, openaiShape.parse(JSON.parse(body)).error.code], [status, code], text)
      assert.equal(answer.headers.get('x-should-retry'), 'false', text)
      assert.equal(entries.findLast(({ kind }) => kind === 'call.ended')?.data.outcome, outcome, text)
    }
    const marked = await ask(house.sluis.gateUrl, house.agentKey, { text: 'answer behind a byte order mark' })
    assert.match(await marked.text(), /Good\./)
    const busy = await ask(house.sluis.gateUrl, house.agentKey, { text: 'come back later' })
    assert.deepEqual([busy.status, busy.headers.get('retry-after')], [502, '30'])
    for (const text of ['die in a stream', 'end a stream early', 'stream garbage']) {
      const answer = await ask(house.sluis.gateUrl, house.agentKey, { text, stream: true })
      const body = await answer.text()
      assertTellsNothing(body)
      assert.match(body, /data: \{"error":\{[^\n]*"code":"upstream-timeout"/, text)
      assert.doesNotMatch(body, /\[DONE\]/, 'what broke off is not told as finished')
    }
  })

  it('a client that leaves takes the far side with it, and the log says abandoned (P2)', {
    timeout: 45_000,
  }, async () => {
    for (const [text, stream] of [
      ['speak on', true],
      ['hang', true],
      ['hang', false],
    ] as const) {
      const leaving = new AbortController()
      const before = upstream.seen()
      const asked = ask(house.sluis.gateUrl, house.agentKey, { text, stream }, leaving.signal)
      if (text === 'speak on') await (await asked).body?.getReader().read()
      else await until('the far side has the request', () => upstream.seen().requests > before.requests)
      assert.equal(upstream.seen().open, 1)
      const leftAt = performance.now()
      leaving.abort()
      await asked.catch(() => undefined)
      await until('the far side is let go', () => upstream.seen().open === 0, 5000)
      console.log(`client left (${text}): far side let go after ${(performance.now() - leftAt).toFixed(0)} ms`)
      await until('its outcome is recorded', () => entries.at(-1)?.kind === 'call.ended', 5000)
      assert.equal(entries.at(-1)?.data.outcome, 'abandoned', `${text}, ${stream ? 'stream' : 'whole'}`)
    }
  })

  it('a tool server that is killed in a call costs that call, and the next one works (P2)', {
    timeout: 45_000,
  }, async () => {
    assert.equal((await agent.call('books_list_directory', { path: '.' })).isError, false)
    const [server] = toolServers()
    assert.ok(server !== undefined)
    // Halted first, so that the call is certainly under way when it dies.
    process.kill(server, 'SIGSTOP')
    const count = entries.length
    const asked = agent.call('books_list_directory', { path: '.' })
    await until('the call is under way', () => entries.slice(count).some(({ kind }) => kind === 'call.allowed'))
    process.kill(server, 'SIGKILL')
    const { isError, gate, text } = await asked
    assert.deepEqual([isError, gate.code, typeof gate.number], [true, 'upstream-timeout', 'number'])
    assertTellsNothing(text)
    assert.equal((await agent.call('books_list_directory', { path: '.' })).isError, false)
  })
})

/** The processes of the books' tool server that this process has started. */
function toolServers(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const parent = /^PPid:\t(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
        return (
          Number(parent) === process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('server-filesystem')
        )
      } catch {
        return false
      }
    })
}
