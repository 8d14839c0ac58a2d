// SPDX-License-Identifier: EUPL-1.2
// An agent of somebody else, as tests play it: it has a key and a URL, and speaks MCP and OpenAI's API over HTTP.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { z } from 'zod'
import type { House } from './harness.ts'

const decided = z.looseObject({
  code: z.string().optional(),
  call: z.string().optional(),
  number: z.number().optional(),
  rules: z.array(z.string()).optional(),
  case: z.string().optional(),
  link: z.string().optional(),
})
const resultMeta = z.object({ 'eu.sluis/call': decided.optional() }).optional()
const textPart = z.object({ type: z.literal('text'), text: z.string() })

/** A tool result as an agent gets it. */
export interface ToolAnswer {
  readonly isError: boolean
  readonly text: string
  /** What the gate says of the call. */
  readonly gate: z.infer<typeof decided>
}

export interface OutsideAgent extends AsyncDisposable {
  readonly client: Client
  call(name: string, args: Record<string, unknown>): Promise<ToolAnswer>
}

/** Connects to the gate's `/mcp` with an agent's key. */
export async function connectAgent(gateUrl: string, key: string): Promise<OutsideAgent> {
  const client = new Client({ name: 'outside-agent', version: '1.0.0' }, { versionNegotiation: { mode: 'auto' } })
  const requestInit = { headers: { authorization: `Bearer ${key}` } }
  await client.connect(new StreamableHTTPClientTransport(new URL(`${gateUrl}/mcp`), { requestInit }))
  return {
    client,
    call: async (name, args) => readToolAnswer(await client.callTool({ name, arguments: args })),
    [Symbol.asyncDispose]: () => client.close(),
  }
}

/** Reads a tool result of any MCP client. */
export function readToolAnswer(result: { content?: unknown; isError?: unknown; _meta?: unknown }): ToolAnswer {
  const parts = Array.isArray(result.content) ? result.content : []
  const texts = parts.flatMap((part) => textPart.safeParse(part).data?.text ?? [])
  const gate = resultMeta.parse(result._meta)?.['eu.sluis/call'] ?? {}
  return { isError: result.isError === true, text: texts.join('\n'), gate }
}

/** A question to the model, as a plain HTTP request. */
export function ask(
  gateUrl: string,
  key: string,
  { text = 'Hello.', model = 'reporting', ...rest }: { text?: string; model?: string; stream?: boolean } = {},
  signal: AbortSignal | null = null,
): Promise<Response> {
  return fetch(`${gateUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: text }], ...rest }),
    signal,
  })
}

/** Mail that a person has to look at first, by the example's rules. */
export function outsideMail(subject: string): Record<string, unknown> {
  return { to: ['sales@elsewhere.example'], subject, text: 'Good day.' }
}

/** The numbers of an agent's calls, as the log has them. */
export async function numbersOf({ sluis }: Pick<House, 'sluis'>, agent = 'reporter'): Promise<readonly number[]> {
  const rows = await sluis.journal.query('SELECT number FROM calls WHERE agent = $1 ORDER BY number', agent)
  return rows.map(({ number }) => Number(number))
}

/** 1, 2, 3 … as many as given. */
export function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1)
}
