// SPDX-License-Identifier: EUPL-1.2
import { GateError } from '../error.ts'
import type { GateParts } from '../parts.ts'
import type { Asked } from '../requests/request.ts'
import { isAnthropic } from './face.ts'

/** The models that a caller's system may ask, in the shape of the API that the caller speaks. */
export function listModels(parts: GateParts, { request, caller, connection }: Asked): void {
  const names = modelsOf(parts, caller.system)
  const list = isAnthropic(request.headers)
    ? { has_more: false, first_id: names[0] ?? null, last_id: names.at(-1) ?? null, data: names.map(anthropicModel) }
    : { object: 'list', data: names.map(openaiModel) }
  connection.json(200, list)
}

/** One of them, by its name. Throws `not-found`. */
export function showModel(parts: GateParts, { request, caller, connection }: Asked, id: string): void {
  if (!modelsOf(parts, caller.system).includes(id)) {
    throw new GateError('not-found', 'this agent has no model by that name')
  }
  connection.json(200, isAnthropic(request.headers) ? anthropicModel(id) : openaiModel(id))
}

function modelsOf({ loaded }: GateParts, system: string): readonly string[] {
  return loaded().organisation.systems.get(system)?.models ?? []
}

function openaiModel(id: string) {
  return { id, object: 'model', created: 0, owned_by: 'sluis' }
}

function anthropicModel(id: string) {
  return { type: 'model', id, display_name: id, created_at: '1970-01-01T00:00:00Z' }
}
