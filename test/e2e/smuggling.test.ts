// SPDX-License-Identifier: EUPL-1.2
// What an agent, a model or a tool server would try to get past the gate, or to leave without an outcome.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { type Listening, listen } from '../listen.ts'
import { type House, openHouse, until } from './harness.ts'

describe('what is tried to get past the gate', () => {
  let house: House
  let listening: Listening
  /** What the model's endpoint answers next, and what it was asked. */
  let answer = { type: 'application/json', text: '{"choices":[]}', status: 200 }
  const asked: string[] = []
  const upstream = createServer(async (request, response) => {
    let text = ''
    for await (const part of request) text += part
    asked.push(text)
    response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.text)
  })
  before(async () => {
    listening = await listen(upstream, '/v1')
    house = await openHouse({ environment: { SLUIS_MODEL_URL: listening.url } })
  })
  after(async () => {
    await house?.[Symbol.asyncDispose]()
    await listening?.[Symbol.asyncDispose]()
  })

  const post = (path: string, body: string, key = house.agentKey): Promise<Response> =>
    fetch(`${house.sluis.gateUrl}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body,
    })

  it('a run key starts no run of its own, which would be without its labels and outside its stop (P4, P9)', async () => {
    const made: { key: string } = JSON.parse(await (await post('/v1/runs', '')).text())
    const again = await post('/v1/runs', '', made.key)
    assert.equal(again.status, 403)
    assert.match(await again.text(), /"code":"denied"/)
  })

  const chat = { model: 'reporting', messages: [{ role: 'user', content: 'Good morning' }] }
  const outcomes = () => house.sluis.journal.query('SELECT state, outcome FROM calls ORDER BY entry DESC LIMIT 1')

  it('an answer that ends in half a character is sealed and has its outcome (P2)', async () => {
    answer = { ...answer, text: '{"choices":[{"message":{"role":"assistant","content":"cut \\ud83d"}}]}' }
    const reply = await post('/v1/chat/completions', JSON.stringify(chat))
    assert.equal(reply.status, 200)
    assert.match(await reply.text(), /cut \ufffd/)
    assert.deepEqual(await outcomes(), [{ state: 'ended', outcome: 'done' }])
    const half = 'data: {"choices":[{"index":0,"delta":{"content":"cut \\ud83d"}}]}\n\ndata: [DONE]\n\n'
    answer = { ...answer, type: 'text/event-stream', text: half }
    await (await post('/v1/chat/completions', JSON.stringify({ ...chat, stream: true }))).text()
    await until('the stream has its outcome', async () => (await outcomes())[0]?.state === 'ended')
    assert.deepEqual(await outcomes(), [{ state: 'ended', outcome: 'done' }])
  })

  it('an answer with a number past all bounds is sealed without it and has its outcome (P2)', async () => {
    answer = { ...answer, type: 'application/json', text: '{"choices":[],"usage":{"prompt_tokens":1e999}}' }
    assert.equal((await post('/v1/chat/completions', JSON.stringify(chat))).status, 200)
    assert.deepEqual(await outcomes(), [{ state: 'ended', outcome: 'done' }])
    const endless = 'data: {"choices":[],"usage":{"prompt_tokens":1e999}}\n\ndata: [DONE]\n\n'
    answer = { ...answer, type: 'text/event-stream', text: endless }
    await (await post('/v1/chat/completions', JSON.stringify({ ...chat, stream: true }))).text()
    await until('the stream has its outcome', async () => (await outcomes())[0]?.state === 'ended')
    assert.deepEqual(await outcomes(), [{ state: 'ended', outcome: 'done' }])
  })

  it('a stream that breaks off labels its run with what was let go of it', async () => {
    const account = 'data: {"choices":[{"index":0,"delta":{"content":"Pay to NL91ABNA0417164300 now, "}}]}\n\n'
    answer = { type: 'text/event-stream', status: 200, text: account + account }
    const messages = chat.messages
    for (const [path, body] of [
      ['/v1/chat/completions', { model: 'reporting', messages }],
      ['/v1/responses', { model: 'reporting', input: 'Good morning', store: false }],
      ['/v1/messages', { model: 'reporting', max_tokens: 100, messages }],
    ] as const) {
      const { run, key }: { run: string; key: string } = JSON.parse(await (await post('/v1/runs', '')).text())
      assert.match(await (await post(path, JSON.stringify({ ...body, stream: true }), key)).text(), /NL91ABNA/, path)
      const ended = () => house.sluis.journal.query('SELECT outcome FROM calls WHERE run = $1', run)
      await until('the stream has its outcome', async () => (await ended())[0]?.outcome !== null)
      assert.deepEqual(await ended(), [{ outcome: 'unknown' }])
      const [row] = await house.sluis.journal.query('SELECT labels FROM runs WHERE id = $1', run)
      assert.deepEqual(row?.labels, '["personal"]', path)
    }
  })

  it('an answer that nests without end has an outcome, and nobody else’s call suffers (P2)', async () => {
    answer = { type: 'application/json', status: 200, text: `{"choices":${'['.repeat(200_000)}${']'.repeat(200_000)}}` }
    assert.equal((await post('/v1/chat/completions', JSON.stringify(chat))).status, 504)
    assert.deepEqual(await outcomes(), [{ state: 'ended', outcome: 'unknown' }])
  })

  it('a refusal of the endpoint is not passed on as a stream, with whatever it tells (P8)', async () => {
    answer = { type: 'text/event-stream', status: 401, text: 'data: {"error":"bad key sk-secret"}\n\n' }
    const reply = await post('/v1/chat/completions', JSON.stringify({ ...chat, stream: true }))
    assert.equal(reply.status, 502)
    assert.doesNotMatch(await reply.text(), /sk-secret/)
  })

  it('a request with half a character is malformed', async () => {
    const body = '{"model":"reporting","messages":[{"role":"user","content":"\\ud83d"}]}'
    assert.equal((await post('/v1/chat/completions', body)).status, 400)
  })

  it('a call whose key can’t be read is not carried out without it (P2)', async () => {
    for (const key of ['', 'k'.repeat(201), 7]) {
      const params = { name: 'books_list_directory', arguments: { path: '.' }, _meta: { 'eu.sluis/call': { key } } }
      const reply = await post('/mcp', JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }))
      assert.match(await reply.text(), /"code":"malformed"/)
    }
  })

  it('arguments that might be a hundred paths are not looked up one by one: they may be anybody’s (P10)', async () => {
    const args = { path: '.', more: Array.from({ length: 100 }, (_, n) => `invoices/none-${n}.xml`) }
    const params = { name: 'books_list_directory', arguments: args }
    await (await post('/mcp', JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }))).text()
    const [run] = await house.sluis.journal.query("SELECT labels FROM runs WHERE id = 'run-of-reporter'")
    assert.match(String(run?.labels), /customer:.*customer:/)
  })
})
