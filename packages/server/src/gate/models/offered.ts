// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject } from '../../journal/index.ts'
import { object, objects, text } from './json.ts'

/**
 * The names of the functions that an agent offers its model: every name that an endpoint may read, wherever its API
 * puts it. `functions` is what chat completions had before `tools`, and endpoints still accept it. A function without a
 * name has the empty one, which nobody knows.
 */
export function offeredFunctions({ tools, functions }: JsonObject): readonly string[] {
  if (tools === undefined && functions === undefined) return none
  return [...new Set([...objects(tools), ...objects(functions)].flatMap(namesOf))]
}

function namesOf(offered: JsonObject): readonly string[] {
  const described = [offered, object(offered.function), object(offered.custom)]
  const names = described.flatMap((part) => text(part?.name) ?? [])
  return names.length === 0 ? [''] : names
}

const none: readonly string[] = []
