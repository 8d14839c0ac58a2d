// SPDX-License-Identifier: EUPL-1.2
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { type JSONSchema7, jsonSchema, type LanguageModel, type ToolSet, tool } from 'ai'
import { z } from 'zod'

/** What came of a tool call, as the runner must know it: the gate's answer, and what the model is told. */
export type ToolAnswer =
  | { readonly kind: 'answer'; readonly text: string }
  | { readonly kind: 'held'; readonly case: string }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'closed' }

const gateMeta = z.object({
  'eu.sluis/call': z.object({ code: z.string().optional(), case: z.string().optional() }).optional(),
})
const textPart = z.object({ type: z.literal('text'), text: z.string() })

/** Refusals that a run waits out, because they say nothing about the call itself. */
const soonOver: ReadonlySet<string | undefined> = new Set([
  'log-unavailable',
  'files-behind',
  'over-rate',
  'too-many-at-once',
  'busy',
  'closing',
])

/** The gate as an agent uses it: over HTTP, with an agent's key. The runner has no other way to a model or a tool. */
export class GateClient {
  readonly #client: Client
  readonly #model: LanguageModel

  private constructor(client: Client, model: LanguageModel) {
    this.#client = client
    this.#model = model
  }

  static async connect(gateUrl: string, key: string, model: string): Promise<GateClient> {
    const provider = createOpenAICompatible({ name: 'sluis', baseURL: `${gateUrl}/v1`, apiKey: key })
    const client = new Client({ name: 'sluis-runner', version: '0.1.0' }, { versionNegotiation: { mode: 'auto' } })
    const requestInit = { headers: { authorization: `Bearer ${key}` } }
    await client.connect(new StreamableHTTPClientTransport(new URL(`${gateUrl}/mcp`), { requestInit }))
    return new GateClient(client, provider(model))
  }

  get model(): LanguageModel {
    return this.#model
  }

  /** The named tools in the form of the AI SDK; `call` carries them out, so that the runner sees what came of each. */
  async tools(
    names: readonly string[],
    call: (name: string, args: Record<string, unknown>, toolCallId: string) => Promise<string>,
  ): Promise<ToolSet> {
    const { tools } = await this.#client.listTools()
    return Object.fromEntries(
      tools
        .filter(({ name }) => names.includes(name))
        .map(({ name, description, inputSchema }) => [
          name,
          tool({
            ...(description === undefined ? {} : { description }),
            // The protocol says JSON Schema; the SDK's own type is narrower than that standard.
            inputSchema: jsonSchema<Record<string, unknown>>(inputSchema as JSONSchema7),
            execute: (args, { toolCallId }) => call(name, args, toolCallId),
          }),
        ]),
    )
  }

  /** No key is ever carried out twice: after a crash the same step gets the same answer. */
  async call(name: string, args: Record<string, unknown>, key: string): Promise<ToolAnswer> {
    const result = await this.#client.callTool({ name, arguments: args, _meta: { 'eu.sluis/call': { key } } })
    const meta = gateMeta.safeParse(result._meta).data?.['eu.sluis/call']
    if (meta?.code === 'held' && meta.case !== undefined) return { kind: 'held', case: meta.case }
    if (meta?.code === 'stopped') return { kind: 'stopped' }
    if (soonOver.has(meta?.code)) return { kind: 'closed' }
    const texts = result.content.flatMap((part) => textPart.safeParse(part).data?.text ?? [])
    return { kind: 'answer', text: result.isError === true ? `Error: ${texts.join('\n')}` : texts.join('\n') }
  }

  async close(): Promise<void> {
    await this.#client.close()
  }
}
