// SPDX-License-Identifier: EUPL-1.2
import { Conflict, type Journal, type JsonObject, type JsonValue } from '../journal/index.ts'
import { refusalOf } from './error.ts'

/** What people wrote and all that is long is sealed beside the leaf, under a key of the system. */
export interface Sealed {
  readonly system: string
  readonly fields: Readonly<Record<string, JsonValue>>
}

/** Appends an entry of this room; what the fold refuses comes back as the register's own refusal. */
export async function record(journal: Journal, kind: string, data: object, sealed?: Sealed): Promise<void> {
  const fields = Object.entries(sealed?.fields ?? {})
  const subject = `system:${sealed?.system ?? ''}`
  try {
    await journal.append({
      kind,
      data: asJson(data),
      private: fields.map(([name, value]) => ({ name, value, subject })),
    })
  } catch (error) {
    throw (error instanceof Conflict ? refusalOf(error.reason) : undefined) ?? error
  }
}

export async function pseudonymOf(journal: Journal, person: string): Promise<string> {
  return await journal.pseudonymOf(`person:${person}`)
}

/** What zod gave and what this room makes is JSON; members without a value are left out. */
export function asJson(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject
}
