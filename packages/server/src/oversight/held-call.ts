// SPDX-License-Identifier: EUPL-1.2
import { isObject, type JsonObject, type JsonValue } from '../journal/index.ts'

export interface Attachment {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

/** The sealed content of a held call, as the gate recorded it in the private field `call`. */
export interface HeldCall {
  readonly tool: string
  readonly arguments: JsonObject
  /** The facts that the decision was based on. */
  readonly context: JsonObject
  readonly attachments: readonly Attachment[]
}

/** Undefined for anything that isn't a held call: nobody can decide about a call that can't be shown. */
export function readHeldCall(value: JsonValue | undefined): HeldCall | undefined {
  if (!isObject(value)) return undefined
  const { tool, arguments: given, context } = value
  if (typeof tool !== 'string' || !isObject(given) || !isObject(context) || !Array.isArray(value.attachments)) {
    return undefined
  }
  const attachments = value.attachments.map(readAttachment)
  if (!attachments.every((attachment) => attachment !== undefined)) return undefined
  return { tool, arguments: given, context, attachments }
}

function readAttachment(value: JsonValue): Attachment | undefined {
  if (!isObject(value)) return undefined
  const { name, bytes, sha256 } = value
  if (typeof name !== 'string' || typeof bytes !== 'number' || typeof sha256 !== 'string') return undefined
  return { name, bytes, sha256 }
}
