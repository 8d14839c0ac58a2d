// SPDX-License-Identifier: EUPL-1.2
// A house between far sides that break everything: each way to break an answer is a model, or an argument of a tool.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createMcpHandler, Server } from '@modelcontextprotocol/server'
import { z } from 'zod'
import type { Entry } from '../../packages/server/src/journal/index.ts'
import { chaosApis, goodAnswer, pathOf } from './chaos-answers.ts'
import { behaviours, type ChaosServer, startChaosServer, type Wish } from './chaos-upstream.ts'
import { type House, openHouse } from './harness.ts'
import { addServers } from './more-tools.ts'

export interface Chaos extends AsyncDisposable {
  readonly house: House
  readonly models: ChaosServer
  readonly tools: ChaosServer
  readonly outcomes: Outcomes
}

/** What the log says of calls, counted as it comes: a list of it would itself grow with every call. */
interface Outcomes {
  /** Allowed, and without an outcome so far. */
  readonly awaited: Set<string>
  ended: number
  /** Of a call that was not allowed, or had one. */
  unexpected: number
}

const modelRequest = z.looseObject({ model: z.string(), stream: z.boolean().optional() })
const toolRequest = z.object({
  method: z.literal('tools/call'),
  params: z.object({ arguments: z.object({ how: z.string(), name: z.string(), after: z.int().optional() }) }),
})
/** What a client asks of a far side that stops half-way: `pause NAME AFTER`. */
const pauseText = /pause (\S+) (\d+)/

export async function openChaos(): Promise<Chaos> {
  await using opening = new AsyncDisposableStack()
  const models = opening.use(await startChaosServer(modelWish))
  const tools = opening.use(await startChaosServer(toolWish()))
  const environment = { TEST_CHAOS: `${models.origin}/v1`, CHAOS_TOOLS: `${tools.origin}/mcp` }
  const house = opening.use(await openHouse({ prepare, environment }))
  const outcomes: Outcomes = { awaited: new Set(), ended: 0, unexpected: 0 }
  house.sluis.journal.onEntry(({ entry }) => count(outcomes, entry))
  const name = 'chaos_find'
  const { digest = '' } = (await house.sluis.tools.review()).tools.find((tool) => tool.name === name) ?? {}
  await house.sluis.tools.admit(name, digest, house.person('anna'))
  const all = opening.move()
  return { house, models, tools, outcomes, [Symbol.asyncDispose]: () => all.disposeAsync() }
}

function count(outcomes: Outcomes, { kind, data }: Entry): void {
  if (kind === 'call.allowed') outcomes.awaited.add(String(data.call))
  if (kind !== 'call.ended') return
  outcomes.ended++
  if (!outcomes.awaited.delete(String(data.call))) outcomes.unexpected++
}

/** Each behaviour is a model of its own in each API, so that the rest that one of them earns keeps nobody from others. */
function prepare(folder: string): void {
  const names = [...Object.keys(behaviours), 'pause'].flatMap((how) => chaosApis.map((api) => `${how}-${api}`))
  const models = names.map((id) => `{ id: ${id}, admitted: { by: anna, on: 2026-11-22 } }`).join(', ')
  const timeouts = 'timeouts: { connect: 1s, headers: 1s, idle: 1s, total: 10s }'
  const speaks = `api: openai, speaks: [${chaosApis.join(', ')}], url: { env: TEST_CHAOS }`
  appendFileSync(
    join(folder, 'organisation/providers.yaml'),
    `  - { id: chaos, name: chaos, source: a test, asOf: 2026-11-22, ${speaks}, ${timeouts}, models: [${models}] }\n`,
  )
  const system = join(folder, 'organisation/systems/weekly-report.yaml')
  const text = readFileSync(system, 'utf8').replace('models: [reporting]', `models: [reporting, ${names.join(', ')}]`)
  writeFileSync(system, `${text}limits: { tokens: { perDay: 1000000000 } }\n`)
  const policy = '@id("any-model") permit (principal, action == Action::"callModel", resource);'
  addServers(folder, [{ id: 'chaos', kind: 'mcp-http', url: { env: 'CHAOS_TOOLS' }, tools: { find: {} } }], { policy })
}

function modelWish({ url }: { url?: string | undefined }, bytes: Buffer): Wish {
  const text = bytes.toString()
  const { model, stream = false } = modelRequest.parse(JSON.parse(text))
  const api = chaosApis.find((name) => pathOf[name] === url) ?? 'chat'
  const good = goodAnswer(api, stream)
  const [, name, after] = pauseText.exec(text) ?? []
  const behaviour = model.slice(0, -api.length - 1)
  return name === undefined ? { behaviour, good } : { behaviour, good, pause: { name, after: Number(after) } }
}

/** A tool server that is in order but for how it answers calls. */
function toolWish(): Parameters<typeof startChaosServer>[0] {
  const handler = createMcpHandler(() => {
    const server = new Server({ name: 'chaos', version: '1.0.0' }, { capabilities: { tools: {} } })
    const inputSchema = { type: 'object' as const }
    server.setRequestHandler('tools/list', () => ({ tools: [{ name: 'find', description: 'Finds.', inputSchema }] }))
    server.setRequestHandler('tools/call', () => ({ content: [{ type: 'text', text: 'Goede dag: € 12 ✓' }] }))
    return server
  })
  return async (asked, bytes) => {
    const headers = Object.entries(asked.headers).map(([name, value]): [string, string] => [name, String(value)])
    const method = asked.method ?? 'GET'
    const body = method === 'POST' ? new Uint8Array(bytes) : null
    const made = await handler.fetch(new Request('http://127.0.0.1/mcp', { method, headers, body }))
    const contentType = made.headers.get('content-type') ?? 'application/json'
    const good = { status: `${made.status} OK`, contentType, body: Buffer.from(await made.arrayBuffer()) }
    const call = bytes.length === 0 ? undefined : toolRequest.safeParse(JSON.parse(bytes.toString())).data
    if (call === undefined) return { behaviour: 'answer', good }
    const { how, name, after } = call.params.arguments
    return after === undefined ? { behaviour: how, good } : { behaviour: how, good, pause: { name, after } }
  }
}
