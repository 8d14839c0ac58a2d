// SPDX-License-Identifier: EUPL-1.2
// A held call as clients of MCP 2026-07-28 meet it: their person is shown the case, and the call goes on by itself
// once it is decided.
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { z } from 'zod'
import { readKeptMails } from '../../examples/weekly-report/stand-ins/index.ts'
import { type House, openHouse } from './harness.ts'
import { outsideMail, readToolAnswer } from './outside-agent.ts'
import { approveAll } from './reviewer.ts'

let house: House
before(async () => {
  house = await openHouse()
})
after(() => house?.[Symbol.asyncDispose]())
afterEach(async () => {
  for (const { id } of house.sluis.stops.list()) await house.sluis.stops.lift(id, 'omar', 'the test is over')
})

/** A client whose person does as told with each link. */
async function connect(seen: (url: string) => Promise<'accept' | 'decline'>) {
  const capabilities = { elicitation: { url: {} } }
  const client = new Client({ name: 'a', version: '1' }, { versionNegotiation: { mode: 'auto' }, capabilities })
  client.setRequestHandler('elicitation/create', async ({ params }) => {
    assert.equal(params.mode, 'url')
    return { action: await seen('url' in params ? params.url : '') }
  })
  const requestInit = { headers: { authorization: `Bearer ${house.agentKey}` } }
  await client.connect(new StreamableHTTPClientTransport(new URL(`${house.sluis.gateUrl}/mcp`), { requestInit }))
  return client
}

const sent = async (subject: string) =>
  (await readKeptMails(house.mailFolder)).filter((mail) => mail.subject === subject)

describe('a held call, for a client that can show a link', { timeout: 120_000 }, () => {
  it('shows the case, waits, and is carried out once it is approved', async () => {
    const links: string[] = []
    await using client = closing(
      await connect(async (url) => {
        links.push(url)
        // A person needs a while, in which the client has come back already.
        setTimeout(() => void approveAll(house), 300)
        return 'accept'
      }),
    )
    const mail = outsideMail('Approved while it waits')
    const answer = readToolAnswer(await client.callTool({ name: 'mail_send', arguments: mail }))
    assert.deepEqual([answer.isError, links.length], [false, 1])
    const [row] = await house.sluis.journal.query('SELECT id FROM cases ORDER BY entry DESC LIMIT 1')
    assert.equal(links[0], `${house.sluis.deskUrl}/cases/${row?.id}`)
    assert.equal((await sent('Approved while it waits')).length, 1)
  })

  it('is told as held to a client whose person declined to look, and asks nobody again', async () => {
    let asked = 0
    await using client = closing(
      await connect(async () => {
        asked++
        return 'decline'
      }),
    )
    const answer = readToolAnswer(await client.callTool({ name: 'mail_send', arguments: outsideMail('Declined') }))
    assert.deepEqual([answer.isError, answer.gate.code, asked], [true, 'held', 1])
  })

  it('is cut short by a stop while it waits (P4)', async () => {
    await using client = closing(
      await connect(async () => {
        setTimeout(() => void house.sluis.stops.order({ scope: 'all', reason: 'a test' }, 'omar'), 300)
        return 'accept'
      }),
    )
    const answer = readToolAnswer(await client.callTool({ name: 'mail_send', arguments: outsideMail('Stopped') }))
    assert.deepEqual([answer.isError, answer.gate.code], [true, 'stopped'])
  })
})

const reply = z.object({
  result: z
    .looseObject({
      resultType: z.string(),
      requestState: z.string().optional(),
      inputRequests: z.looseObject({}).optional(),
      _meta: z.looseObject({}).optional(),
    })
    .optional(),
  error: z.looseObject({ code: z.number(), data: z.looseObject({}).optional() }).optional(),
})

/** One request as it goes over the wire, so that a test can say anything. */
async function post(key: string, params: Record<string, unknown>, headers: Record<string, string> = {}) {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'a', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': { elicitation: { url: {} } },
  }
  const response = await fetch(`${house.sluis.gateUrl}/mcp`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': 'tools/call',
      'mcp-name': 'mail_send',
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { ...params, _meta: meta } }),
  })
  return { status: response.status, ...reply.parse(await response.json()) }
}

describe('the state that comes back with a held call', { timeout: 120_000 }, () => {
  const mail = outsideMail('With state')
  const declined = { decision: { action: 'decline' } }
  const stateOf = async (args = mail): Promise<string> => {
    const { result } = await post(house.agentKey, { name: 'mail_send', arguments: args })
    assert.equal(result?.resultType, 'input_required')
    return result?.requestState ?? ''
  }
  const isRefused = async (requestState: string, args = mail, key = house.agentKey): Promise<void> => {
    const { error } = await post(key, { name: 'mail_send', arguments: args, requestState, inputResponses: declined })
    assert.deepEqual([error?.code, error?.data?.reason], [-32_602, 'invalid_request_state'])
  }

  it('is taken once', async () => {
    const requestState = await stateOf()
    const again = { name: 'mail_send', arguments: mail, requestState, inputResponses: declined }
    assert.equal((await post(house.agentKey, again)).error, undefined)
    await isRefused(requestState)
  })

  it('is refused when it is altered, or another’s, or of another request', async () => {
    const state = await stateOf()
    await isRefused(`${state.slice(0, -1)}${state.endsWith('A') ? 'B' : 'A'}`)
    await isRefused(state.replace('.', 'x.'))
    for (const garbage of ['', '.', 'x', '.'.repeat(50), 'x'.repeat(5000)]) await isRefused(garbage)
    await isRefused(state, { ...mail, subject: 'Something else' })
    const { key } = await house.sluis.identity.issue({
      kind: 'run',
      principal: 'reporter',
      run: 'run-other',
      expiresAtMs: Date.now() + 60_000,
    })
    await isRefused(state, mail, key)
  })
})

describe('headers that say something else than the body', { timeout: 60_000 }, () => {
  it('are refused before anything is decided', async () => {
    const before = await house.sluis.journal.query('SELECT COUNT(*) AS calls FROM calls')
    for (const headers of [
      { 'mcp-method': 'tools/list' },
      { 'mcp-name': 'books_list_directory' },
      { 'mcp-protocol-version': '2025-11-25' },
    ]) {
      const { status, error } = await post(house.agentKey, { name: 'mail_send', arguments: {} }, headers)
      assert.deepEqual([status, error?.code], [400, -32_020], JSON.stringify(headers))
    }
    assert.deepEqual(await house.sluis.journal.query('SELECT COUNT(*) AS calls FROM calls'), before)
  })
})

function closing(client: Client) {
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.close() })
}
