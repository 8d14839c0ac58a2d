// SPDX-License-Identifier: EUPL-1.2
import { randomUUID } from 'node:crypto'

/**
 * Writes an answer in which values stand as the bytes of JSON that was sealed. They go out as they are: to read megabytes
 * and write them again would hold up every call.
 */
export function rawJson(answer: object): Uint8Array<ArrayBuffer> {
  // New for each answer: nothing that an agent wrote before can hold it.
  const mark = randomUUID()
  const raw: Uint8Array[] = []
  const text = JSON.stringify(answer, (_, value) => {
    if (!(value instanceof Uint8Array)) return value
    raw.push(value)
    return mark
  })
  const between = text.split(`"${mark}"`)
  return Buffer.concat(between.flatMap((piece, at) => [Buffer.from(piece), raw[at] ?? Buffer.alloc(0)]))
}
