// SPDX-License-Identifier: EUPL-1.2
import { isList, isObject, type JsonValue } from '../../../journal/index.ts'

/** Members that say which thing grows, and are no text of it. */
const words: ReadonlySet<string> = new Set(['type', 'id', 'index', 'name', 'format'])

/** Far deeper than any piece; the result must be read again without exhausting the stack. */
const maxDepth = 32

/** The result is read in one go, at the end of its stream. */
const maxParts = 10_000

/** How much more may be added, in all values that grow together. */
export interface Room {
  parts: number
}

export const newRoom = (): Room => ({ parts: maxParts })

/**
 * Puts together the pieces of an unknown value as SDKs do: texts and lists are continued, members grow each by itself.
 * No text, item or member is lost; null adds nothing.
 */
export class Grown {
  readonly #room: Room
  readonly #depth: number
  #text: string | undefined
  /** Yes, no or a number: the last one, because a later value replaces it. */
  #last: boolean | number | undefined
  #items: Grown[] | undefined
  #members: Map<string, Grown> | undefined

  constructor(room: Room, depth = 0) {
    if (depth > maxDepth) throw new RangeError(`a piece of an answer is nested deeper than ${maxDepth}`)
    if (room.parts-- <= 0) throw new RangeError(`pieces of an answer that come to more than ${maxParts} parts`)
    this.#room = room
    this.#depth = depth
  }

  add(piece: JsonValue): void {
    if (isList(piece)) for (const item of piece) this.#itemFor(item).add(item)
    else if (isObject(piece)) this.#addMembers(piece)
    else if (typeof piece === 'string') this.#text = (this.#text ?? '') + piece
    else if (piece !== null) this.#last = piece
  }

  get value(): JsonValue {
    const items = this.#items?.map((item) => item.value)
    const members =
      this.#members && [...this.#members].map(([name, member]): [string, JsonValue] => [name, member.value])
    const kinds = [this.#text, this.#last, items, members && Object.fromEntries(members)].filter(
      (kind) => kind !== undefined,
    )
    return kinds.length > 1 ? kinds : (kinds[0] ?? null)
  }

  #addMembers(piece: { readonly [name: string]: JsonValue | undefined }): void {
    this.#members ??= new Map()
    for (const [name, value] of Object.entries(piece)) {
      const known = this.#members.get(name)
      if (value === undefined || (known !== undefined && words.has(name))) continue
      const member = known ?? new Grown(this.#room, this.#depth + 1)
      this.#members.set(name, member)
      member.add(value)
    }
  }

  /** The last item is continued if it is of the same kind and place. */
  #itemFor(item: JsonValue): Grown {
    this.#items ??= []
    const last = this.#items.at(-1)
    if (last !== undefined && isObject(item) && last.#isAt(item)) return last
    const next = new Grown(this.#room, this.#depth + 1)
    this.#items.push(next)
    return next
  }

  #isAt({ type, index }: { readonly [name: string]: JsonValue | undefined }): boolean {
    return this.#members?.get('type')?.value === type && this.#members?.get('index')?.value === index
  }
}
