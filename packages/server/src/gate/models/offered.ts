// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject } from '../../journal/index.ts'
import type { ModelApiName } from '../../organisation/index.ts'
import { object, objects, text } from './json.ts'

/** The names of the functions that an agent offers its model; one without a name has the empty one, which nobody knows. */
export function offeredFunctions(api: ModelApiName, request: JsonObject): readonly string[] {
  if (request.tools === undefined && request.functions === undefined) return none
  const tools = objects(request.tools).map((tool) => {
    const described = api === 'chat' ? (object(tool.function) ?? object(tool.custom)) : tool
    return text(described?.name) ?? ''
  })
  // The field that chat completions had before `tools`, which endpoints still take.
  const older = api === 'chat' ? objects(request.functions).map(({ name }) => text(name) ?? '') : []
  return [...new Set([...tools, ...older])]
}

const none: readonly string[] = []
