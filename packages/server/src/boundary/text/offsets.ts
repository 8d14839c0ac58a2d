// SPDX-License-Identifier: EUPL-1.2

/**
 * Where the characters of a normalised text stand in the text as it was given. Kept as stretches: within one, each
 * normalised character stands for `width` original UTF-16 units, and a stretch wider than one holds one character.
 */
export class Offsets {
  readonly #from: number[] = []
  readonly #original: number[] = []
  readonly #width: number[] = []
  #length = 0
  #originalEnd: number

  constructor(originalStart: number) {
    this.#originalEnd = originalStart
  }

  /** The offset behind the last original unit, also when the last ones were invisible. */
  get originalEnd(): number {
    return this.#originalEnd
  }

  /** Adds `count` characters that stand for as many original units, from `original` on. */
  addPlain(count: number, original: number): void {
    if (count > 0) this.#add(count, original, 1)
  }

  /** Adds one character that stands for `width` original units at `original`. */
  addOne(original: number, width: number): void {
    this.#add(1, original, width)
  }

  /** Moves the end past invisible units. */
  skipTo(originalEnd: number): void {
    this.#originalEnd = originalEnd
  }

  #add(count: number, original: number, width: number): void {
    const last = this.#from.length - 1
    const continues =
      last >= 0 &&
      width === 1 &&
      this.#width[last] === 1 &&
      (this.#original[last] ?? 0) + this.#length - (this.#from[last] ?? 0) === original
    if (!continues) {
      this.#from.push(this.#length)
      this.#original.push(original)
      this.#width.push(width)
    }
    this.#length += count
    this.#originalEnd = original + count * width
  }

  /** The original offset of the character at `index`; of the end of the text, the end of the original. */
  of(index: number): number {
    if (index >= this.#length) return this.#originalEnd
    const at = this.#find(index)
    return (this.#original[at] ?? 0) + index - (this.#from[at] ?? 0)
  }

  /** The original offset behind the character before `index`: invisible units that follow it don't count. */
  endOf(index: number): number {
    if (index <= 0) return this.of(0)
    const at = this.#find(index - 1)
    return (this.#original[at] ?? 0) + (index - 1 - (this.#from[at] ?? 0)) + (this.#width[at] ?? 1)
  }

  /** The first index whose character stands behind the original offset `original`. */
  firstBehind(original: number): number {
    if (original >= this.#originalEnd) return this.#length
    let low = 0
    let high = this.#original.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#original[middle] ?? 0) <= original) low = middle
      else high = middle - 1
    }
    const first = this.#original[low] ?? 0
    if (first > original) return 0
    const end = this.#from[low + 1] ?? this.#length
    const from = this.#from[low] ?? 0
    return Math.min(end, from + ((this.#width[low] ?? 1) === 1 ? original - first + 1 : 1))
  }

  /** The same offsets without the first `count` characters. */
  without(count: number): Offsets {
    const rest = new Offsets(this.of(count))
    for (let at = this.#find(count); at < this.#from.length && count < this.#length; at++) {
      const from = Math.max(this.#from[at] ?? 0, count)
      const to = this.#from[at + 1] ?? this.#length
      const width = this.#width[at] ?? 1
      rest.#add(to - from, (this.#original[at] ?? 0) + from - (this.#from[at] ?? 0), width)
    }
    rest.#originalEnd = this.#originalEnd
    return rest
  }

  #find(index: number): number {
    if (this.#from.length <= 1) return 0
    let low = 0
    let high = this.#from.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#from[middle] ?? 0) <= index) low = middle
      else high = middle - 1
    }
    return low
  }
}
