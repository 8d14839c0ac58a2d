// SPDX-License-Identifier: EUPL-1.2
import { Conflict, type Journal, type JsonObject, type JsonValue } from '../journal/index.ts'
import { refusalOf } from './error.ts'

/** What people wrote, and anything long, is sealed beside the leaf under a key of the system. */
export interface Sealed {
  readonly system: string
  readonly fields: Readonly<Record<string, JsonValue>>
}

/** Appends an entry of this room; a refusal by the fold is thrown as a RegisterError. */
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

/** Safe: what zod returned or this room built is JSON. Members without a value are left out. */
export function asJson(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject
}

/** Who a pseudonym stands for; undefined once that person was erased. */
export async function personBehind(journal: Journal, pseudonym: string): Promise<string | undefined> {
  return (await journal.subjectOf(pseudonym))?.replace(/^person:/, '')
}

/** A text that was sealed beside an entry; undefined once it was erased, or if there never was one. */
export async function disclosedText(journal: Journal, entry: number, name: string): Promise<string | undefined> {
  const value = (await journal.disclose(entry, name))?.value
  return typeof value === 'string' ? value : undefined
}
