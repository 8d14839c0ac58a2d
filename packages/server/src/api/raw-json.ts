// SPDX-License-Identifier: EUPL-1.2
import { randomUUID } from 'node:crypto'

/**
 * Writes an answer in which some values are bytes of JSON that was sealed. They are copied unchanged: parsing and
 * writing megabytes again would hold up every call.
 */
export function rawJson(answer: object): Uint8Array<ArrayBuffer> {
  // New for each answer, so that nothing an agent wrote earlier can contain it.
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
