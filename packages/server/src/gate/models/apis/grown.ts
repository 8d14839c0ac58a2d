// SPDX-License-Identifier: EUPL-1.2
import { isList, isObject, type JsonValue } from '../../../journal/index.ts'

/** They say which thing grows, and are no text of it. */
const words: ReadonlySet<string> = new Set(['type', 'id', 'index', 'name', 'format'])

/** Far deeper than any piece; what was built must be read again without exhausting the stack. */
const maxDepth = 32

/** What is put together is read in one go, at the end of its stream. */
const maxParts = 10_000

/** How much more may grow, in all that grows together. */
export interface Room {
  parts: number
}

export const newRoom = (): Room => ({ parts: maxParts })

/**
 * What the pieces of a value come to that no shape knows, as SDKs put them together: texts and lists go on, members grow
 * each by itself. Nothing that came is lost on the way, but what is nothing.
 */
export class Grown {
  readonly #room: Room
  readonly #depth: number
  #text: string | undefined
  /** Yes, no or a number; the last one, as those count on. */
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

  /** The last one goes on where it is of the same kind and place. */
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
