// SPDX-License-Identifier: EUPL-1.2
import { GateError } from './error.ts'

/**
 * Fields by which endpoints and routers in front of them take another model, another address or key, or a search on the
 * web: what was decided about the named model would be carried out by another, or reach somewhere that no rule saw.
 */
const otherways: ReadonlySet<string> = new Set([
  'api_base',
  'api_key',
  'api_version',
  'base_url',
  'custom_llm_provider',
  'extra_body',
  'extra_headers',
  'fallbacks',
  'mcp_servers',
  'model_list',
  'models',
  'plugins',
  'provider',
  'route',
  'search_parameters',
  'web_search_options',
])

/** Tools whose calls come back to the caller, to be made through the gate. Any other kind the far side carries out itself. */
const callersTools: ReadonlySet<unknown> = new Set(['function', 'custom'])

interface ChatRequest {
  readonly messages: readonly { readonly [member: string]: unknown }[]
  readonly [member: string]: unknown
}

/**
 * Refuses a model request that would have the far side act beside answering: an effect without an entry (P1, P10). An
 * address in a message is one: whoever runs the model fetches it, and the address itself tells its owner what an agent
 * wants to get out. Throws `malformed`.
 */
export function refuseFarEffects(request: ChatRequest): void {
  for (const field of Object.keys(request)) {
    if (otherways.has(field.toLowerCase()))
      throw refused(`${field} is not passed on: the organisation says what runs a model`)
  }
  const { tools, messages } = request
  for (const tool of Array.isArray(tools) ? tools : []) {
    if (!callersTools.has(memberOf(tool, 'type')))
      throw refused('tools: only functions, whose calls come back to the agent')
  }
  for (const { content } of messages) {
    for (const part of Array.isArray(content) ? content : []) {
      if (addressesIn(part).some((address) => !isData(address))) {
        throw refused('messages: send an image or a file itself, as a data: URL; no address is fetched')
      }
    }
  }
}

/** `{"image_url": {"url": …}}`, its like for sound, video and files, and the short forms that some servers take. */
function addressesIn(part: unknown): readonly unknown[] {
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, value]) => {
    const isPlain = typeof value !== 'object' || value === null || Array.isArray(value)
    if (isPlain && /ur[il]$/i.test(key)) return [value]
    return addressesIn(value)
  })
}

function isData(address: unknown): boolean {
  return address === null || (typeof address === 'string' && /^data:/i.test(address))
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}

function refused(message: string): GateError {
  return new GateError('malformed', message)
}
