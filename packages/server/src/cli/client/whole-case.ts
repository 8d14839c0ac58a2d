// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject } from '../../journal/index.ts'
import type { Case, HeldCall } from '../../oversight/index.ts'
import type { ApiClient } from './api-client.ts'

type WithFacts<Facts> = Omit<Case, 'facts'> & { readonly facts: Facts }
type ContentWith<Facts> = Omit<HeldCall, 'context'> & { readonly context: Facts }

/** A case with its content, which the API gives separately when it is long. */
export async function wholeCase<Facts = JsonObject>(api: ApiClient, id: string): Promise<WithFacts<Facts>> {
  const found = await api.get<WithFacts<Facts>>('cases', id)
  if (found.contentBytes === undefined) return found
  const { context: facts, arguments: given, attachments } = await api.get<ContentWith<Facts>>('cases', id, 'content')
  return { ...found, arguments: given, attachments, facts }
}
