// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import { after, before, describe, it } from 'node:test'
import { z } from 'zod'
import { Cut } from '../cut.ts'
import { fixedOriginTransport } from './fixed-origin.ts'
import { Upstream } from './upstream.ts'

const asked = z.looseObject({ id: z.union([z.string(), z.number()]).optional(), method: z.string().optional() })
const underWay = (): Cut => new Cut({ onLeft: () => undefined })
const initialised = {
  protocolVersion: '2025-11-25',
  capabilities: { tools: {} },
  serverInfo: { name: 'far', version: '1.0.0' },
}

describe('a tool server over HTTP that speaks 2025-11-25', { timeout: 60_000 }, () => {
  let server: Server
  let upstream: Upstream
  let answersCalls = true
  let calls = 0
  let redirectTo: string | undefined
  /** How it ends the stream of an answer that it never gives. */
  let leaves: 'end' | 'destroy' | undefined
  let result: object = { content: [] }
  /** What its stream holds before the answer. */
  let ahead = ''
  let refusals = 0
  const streams = new Set<ServerResponse>()
  before(async () => {
    server = createServer(async (request, response) => {
      const { id, method } = asked.parse(await json(request))
      if (method === 'notifications/cancelled') return response.destroy()
      if (method === undefined) refusals++
      const whole = (answer: object) =>
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ jsonrpc: '2.0', id, ...answer }))
      if (id === undefined || method === undefined) return response.writeHead(202).end()
      if (method === 'initialize') return whole({ result: initialised })
      if (method !== 'tools/call') return whole({ error: { code: -32_601, message: 'no' } })
      calls++
      if (redirectTo !== undefined) return response.writeHead(307, { location: redirectTo }).end()
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      streams.add(response.on('close', () => streams.delete(response)))
      if (leaves !== undefined) return response.write(': wait\n\n', () => response[leaves ?? 'end']())
      response.write(
        answersCalls ? `${ahead}data: ${JSON.stringify({ jsonrpc: '2.0', id, result })}\n\n` : ': wait\n\n',
      )
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const url = new URL(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/mcp`)
    upstream = new Upstream({
      id: 'far',
      now: Date.now,
      transport: () => fixedOriginTransport(url, undefined, 14_000_000),
    })
  })
  after(async () => {
    await upstream.close()
    server.closeAllConnections()
    server.close()
  })

  async function allClosed(): Promise<void> {
    for (let waited = 0; streams.size > 0 && waited < 200; waited++) await new Promise((r) => setTimeout(r, 25))
    assert.equal(streams.size, 0)
  }

  it('keeps no connection of ours by not ending the stream of its answer', async () => {
    for (let calls = 0; calls < 5; calls++) await upstream.callTool('a', {}, underWay())
    await allClosed()
  })

  it('keeps none of a call that was cut either', async () => {
    answersCalls = false
    const cut = underWay()
    const call = upstream.callTool('a', {}, cut)
    while (streams.size === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    cut.abort()
    await assert.rejects(call)
    answersCalls = true
    await allClosed()
  })

  it('is sent nothing of a call that a stop silenced while its connection was made (P4)', async () => {
    answersCalls = true
    await upstream.callTool('a', {}, underWay())
    const cut = underWay()
    const before = calls
    const silence = (): void => cut.silence()
    subscribe('undici:client:beforeConnect', silence)
    try {
      await assert.rejects(upstream.callTool('a', {}, cut), { code: 'stopped' })
    } finally {
      unsubscribe('undici:client:beforeConnect', silence)
    }
    assert.ok(cut.ending)
    // What went on its way after that would be there before this one.
    await upstream.callTool('a', {}, underWay())
    assert.equal(calls, before + 1)
  })

  it('can’t send what it is asked elsewhere (P8)', async () => {
    let reached = 0
    const elsewhere = createServer((_, response) => {
      reached++
      response.end()
    })
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
    const address = elsewhere.address()
    redirectTo = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/mcp`
    await assert.rejects(upstream.callTool('a', {}, underWay()), { code: 'upstream-timeout' })
    redirectTo = undefined
    elsewhere.close()
    assert.equal(reached, 0)
  })

  it('that ends the stream of an answer without one, or breaks it off, keeps nobody waiting for it', async () => {
    for (const leaving of ['end', 'destroy'] as const) {
      leaves = leaving
      const asked = performance.now()
      await assert.rejects(upstream.callTool('a', {}, underWay()), { code: 'upstream-timeout' })
      // The call may take a minute.
      assert.ok(performance.now() - asked < 20_000, leaving)
    }
    leaves = undefined
    assert.deepEqual((await upstream.callTool('a', {}, underWay())).content, [])
  })

  it('is heard no further than the most that it may say', async () => {
    result = { content: [{ type: 'text', text: 'x'.repeat(15_000_000) }] }
    await assert.rejects(upstream.callTool('a', {}, underWay()), { code: 'upstream-timeout' })
    result = { content: [{ type: 'text', text: 'x'.repeat(13_000_000) }] }
    assert.equal((await upstream.callTool('a', {}, underWay())).content.length, 1)
  })

  it('holds nobody up by what it tells or asks before it answers (P4)', async () => {
    result = { content: [] }
    const question = { jsonrpc: '2.0', method: 'sampling/createMessage', params: { messages: [], maxTokens: 1 } }
    ahead = Array.from({ length: 500 }, (_, id) => `data: ${JSON.stringify({ ...question, id })}\n\n`).join('')
    assert.deepEqual((await upstream.callTool('a', {}, underWay())).content, [])
    ahead = ''
    // What is sent later is there later.
    await upstream.callTool('a', {}, underWay())
    assert.ok(refusals > 0 && refusals <= 20, `${refusals} questions answered`)
    ahead = 'data: {"jsonrpc":"2.0","method":"notifications/tools/list_changed"}\n\n'.repeat(20_000)
    await assert.rejects(upstream.callTool('a', {}, underWay()), { code: 'upstream-timeout' })
    ahead = ''
  })

  it('holds nobody up by an answer of very many values, or one that is nested without end (P4)', async () => {
    const deep: unknown = JSON.parse(`${'['.repeat(1000)}${']'.repeat(1000)}`)
    for (const structured of [Array.from({ length: 300_000 }, () => ({})), deep]) {
      result = { content: [], structuredContent: { structured } }
      await assert.rejects(upstream.callTool('a', {}, underWay()), { code: 'upstream-timeout' })
    }
    result = {
      content: [{ type: 'text', text: '[{"a":"b",'.repeat(200_000) }],
      structuredContent: { rows: Array(200_000).fill(0) },
    }
    assert.equal((await upstream.callTool('a', {}, underWay())).content.length, 1)
    result = { content: [] }
  })

  it('is told off at the first fault of an answer of many (P4)', async () => {
    result = { content: Array.from({ length: 200_000 }, () => ({ type: 'x' })) }
    const asked = performance.now()
    await assert.rejects(upstream.callTool('a', {}, underWay()), { code: 'upstream-timeout' })
    // A fault costs the SDK a tenth of a millisecond: they took it a quarter of a minute in one turn.
    assert.ok(performance.now() - asked < 10_000)
  })
})
