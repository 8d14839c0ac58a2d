// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject } from '../../journal/index.ts'
import { GateError } from '../error.ts'

/**
 * The arguments of a prompt, which are all texts (MCP, `prompts/get`). Throws `malformed` for any other: it would be
 * approved, and then left out (P5).
 */
export function promptTexts(body: JsonObject): Readonly<Record<string, string>> {
  const texts = Object.entries(body).map(([name, value]): [string, string] => {
    if (typeof value === 'string') return [name, value]
    throw new GateError('malformed', 'a prompt takes texts only; write each argument as a text')
  })
  return Object.fromEntries(texts)
}
