// SPDX-License-Identifier: EUPL-1.2
// What an agent can show of its own calls, to anybody who knows the log's key.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { z } from 'zod'
import { parseReceipt, parseVerifierKey, trustKey, verifyReceipt } from '../../packages/log/src/index.ts'
import { type EchoModel, startEchoModel } from './echo-model.ts'
import { type House, openHouse, until } from './harness.ts'
import { ask, connectAgent } from './outside-agent.ts'

const receipts = z.object({
  call: z.string(),
  number: z.number(),
  state: z.string(),
  intent: z.string(),
  outcome: z.string().optional(),
})
const leaf = z.object({ kind: z.string(), data: z.looseObject({ call: z.string() }) })

describe('the receipts of a call', () => {
  let model: EchoModel
  let house: House
  before(async () => {
    model = await startEchoModel()
    house = await openHouse({ environment: { SLUIS_MODEL_URL: model.url } })
  })
  after(async () => {
    await house?.[Symbol.asyncDispose]()
    await model?.[Symbol.asyncDispose]()
  })

  const get = (path: string, key = house.agentKey): Promise<Response> =>
    fetch(`${house.sluis.gateUrl}${path}`, { headers: { authorization: `Bearer ${key}` } })

  /** The leaf that a receipt proves, and where it stands. */
  async function proven(receipt: string) {
    const parsed = parseReceipt(receipt)
    const entry = parsed.extra ?? Buffer.of()
    await verifyReceipt(parsed, entry, trustKey(parseVerifierKey(house.sluis.journal.verifierKey)))
    return { index: parsed.index, ...leaf.parse(JSON.parse(Buffer.from(entry).toString())) }
  }

  it('prove what was decided and what came of it, also of a stream', { timeout: 30_000 }, async () => {
    const reply = await ask(house.sluis.gateUrl, house.agentKey, { stream: true })
    const link = /^<(.+)>; rel="receipt"$/.exec(reply.headers.get('link') ?? '')?.[1] ?? ''
    await reply.text()
    let got = receipts.parse(await (await get(link)).json())
    await until('the outcome is recorded', async () => {
      got = receipts.parse(await (await get(link)).json())
      return got.outcome !== undefined
    })
    const intent = await proven(got.intent)
    const outcome = await proven(got.outcome ?? '')
    assert.deepEqual([intent.kind, outcome.kind], ['call.allowed', 'call.ended'])
    assert.equal(String(intent.index), reply.headers.get('x-sluis-entry'))
    assert.ok(Number(reply.headers.get('x-sluis-tree-size')) > intent.index)
    assert.equal(outcome.data.call, reply.headers.get('x-sluis-call'))
  })

  it('prove a refusal too', { timeout: 30_000 }, async () => {
    const refused = await ask(house.sluis.gateUrl, house.agentKey, { model: 'unheard-of' })
    const { error } = z.object({ error: z.object({ call: z.string() }) }).parse(await refused.json())
    const got = receipts.parse(await (await get(`/v1/receipts/${error.call}`)).json())
    assert.equal((await proven(got.intent)).kind, 'call.denied')
    assert.equal(got.outcome, undefined)
  })

  it('are for the agent whose call it is, and a run key’s for its run alone', { timeout: 30_000 }, async () => {
    const reply = await ask(house.sluis.gateUrl, house.agentKey)
    const path = `/v1/receipts/${reply.headers.get('x-sluis-call')}`
    const made = await fetch(`${house.sluis.gateUrl}/v1/runs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${house.agentKey}` },
    })
    const { key } = z.object({ key: z.string() }).parse(await made.json())
    assert.equal((await get(path)).status, 200)
    assert.equal((await get(path, key)).status, 404)
    assert.equal((await get(path, 'sla_nobody')).status, 401)
    assert.equal((await get('/v1/receipts/call-none')).status, 404)
  })

  it('of a tool call are found by the name in its result', { timeout: 60_000 }, async () => {
    await using agent = await connectAgent(house.sluis.gateUrl, house.agentKey)
    const { gate } = await agent.call('books_list_directory', { path: `${house.folder}/books` })
    const got = receipts.parse(await (await get(`/v1/receipts/${gate.call}`)).json())
    assert.equal((await proven(got.outcome ?? '')).data.call, gate.call)
  })
})
