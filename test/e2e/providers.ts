// SPDX-License-Identifier: EUPL-1.2
// Endpoints of models that answer as a test tells them to, and an organisation that knows them.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { type Listening, listen } from '../listen.ts'

/** `hang up` takes the request and breaks the connection; a status answers with that. */
export type Behaviour = 'answer' | 'hang up' | { readonly status: number; readonly retryAfter?: string }

export interface TestProvider extends Listening {
  /** The last messages of all requests, in their order. */
  readonly asked: readonly string[]
  /** One for each next request; then it answers. */
  readonly next: Behaviour[]
  /** What it says that it serves. */
  serves: { model: string; system_fingerprint?: string }
}

export async function startProvider(model: string): Promise<TestProvider> {
  const asked: string[] = []
  const next: Behaviour[] = []
  const provider = { asked, next, serves: { model } }
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    const { messages, input } = JSON.parse(Buffer.concat(pieces).toString())
    asked.push(String(messages?.at(-1)?.content ?? input))
    const behaviour = next.shift() ?? 'answer'
    if (behaviour === 'hang up') request.socket.destroy()
    else answer(response, behaviour, provider.serves)
  })
  return Object.assign(provider, await listen(server, '/v1'))
}

function answer(response: ServerResponse, behaviour: Exclude<Behaviour, 'hang up'>, serves: object): void {
  if (behaviour !== 'answer') {
    const { status, retryAfter } = behaviour
    response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter })
    return void response.end('{"error":{"message":"not now"}}')
  }
  response.writeHead(200, { 'content-type': 'application/json' })
  const message = { role: 'assistant', content: 'Good.' }
  response.end(JSON.stringify({ object: 'chat.completion', ...serves, choices: [{ index: 0, message }] }))
}

const facts = {
  far: 'jurisdiction: US, processedIn: [US], subProcessors: [], retentionDays: 30, trainsOnData: false',
  near: 'jurisdiction: NL, processedIn: [NL], subProcessors: [], retentionDays: 0, trainsOnData: false',
  dark: '',
} as const

const speaks = { far: ', speaks: [chat]', near: '', dark: '' } as const

/** Adds providers in this order, each with its models, and rules; a URL is in `TEST_` and the provider's name. */
export function addProviders(
  folder: string,
  providers: readonly (readonly [id: keyof typeof facts, models: readonly string[], url?: string])[],
  rules: string,
): void {
  const entries = providers.map(([id, models, url]) => {
    const listed = models.map((model) => `{ id: ${model}, admitted: { by: anna, on: 2026-11-22 } }`).join(', ')
    const known = facts[id] === '' ? '' : `${facts[id]}, `
    return `  - { id: ${id}, name: ${id}, source: a test, asOf: 2026-11-22, ${known}api: openai${speaks[id]}, url: { env: TEST_${id.toUpperCase()}${url === undefined ? '' : `, default: '${url}'`} }, models: [${listed}] }\n`
  })
  appendFileSync(join(folder, 'organisation/providers.yaml'), entries.join(''))
  const system = join(folder, 'organisation/systems/weekly-report.yaml')
  const models = [...new Set(providers.flatMap(([, names]) => names))].join(', ')
  writeFileSync(system, readFileSync(system, 'utf8').replace('models: [reporting]', `models: [reporting, ${models}]`))
  appendFileSync(
    join(folder, 'organisation/policies/weekly-report.cedar'),
    `\n@id("any-model") permit (principal in System::"weekly-report", action == Action::"callModel", resource);\n${rules}`,
  )
}
