// SPDX-License-Identifier: EUPL-1.2

/** Characters of which each stands for `width` original UTF-16 units; a stretch wider than one holds one character. */
interface Stretch {
  /** Where it begins in the normalised text, and in the original. */
  readonly from: number
  readonly original: number
  readonly width: number
}

/**
 * Where the characters of a normalised text stand in the text as it was given. Kept as stretches, of which the first is
 * there from the start and may be empty: of plain text it is the only one.
 */
export class Offsets {
  readonly #stretches: Stretch[]
  #last: Stretch
  #length = 0
  #originalEnd: number

  constructor(originalStart: number) {
    this.#last = { from: 0, original: originalStart, width: 1 }
    this.#stretches = [this.#last]
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
    const last = this.#last
    const continues = width === 1 && last.width === 1 && last.original + this.#length - last.from === original
    if (!continues) {
      this.#last = { from: this.#length, original, width }
      this.#stretches.push(this.#last)
    }
    this.#length += count
    this.#originalEnd = original + count * width
  }

  /** The original offset of the character at `index`; of the end of the text, the end of the original. */
  of(index: number): number {
    if (index >= this.#length) return this.#originalEnd
    const { from, original } = this.#at(this.#find(index))
    return original + index - from
  }

  /** The original offset behind the character before `index`: invisible units that follow it don't count. */
  endOf(index: number): number {
    if (index <= 0) return this.of(0)
    const { from, original, width } = this.#at(this.#find(index - 1))
    return original + index - 1 - from + width
  }

  /** The first index whose character stands behind the original offset `original`. */
  firstBehind(original: number): number {
    if (original >= this.#originalEnd) return this.#length
    let low = 0
    let high = this.#stretches.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#at(middle).original <= original) low = middle
      else high = middle - 1
    }
    const stretch = this.#at(low)
    if (stretch.original > original) return 0
    const end = this.#endOfStretch(low)
    return Math.min(end, stretch.from + (stretch.width === 1 ? original - stretch.original + 1 : 1))
  }

  /** The same offsets without the first `count` characters. */
  without(count: number): Offsets {
    const rest = new Offsets(this.of(count))
    for (let at = this.#find(count); at < this.#stretches.length && count < this.#length; at++) {
      const { from, original, width } = this.#at(at)
      const first = Math.max(from, count)
      rest.#add(this.#endOfStretch(at) - first, original + first - from, width)
    }
    rest.#originalEnd = this.#originalEnd
    return rest
  }

  #find(index: number): number {
    let low = 0
    let high = this.#stretches.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#at(middle).from <= index) low = middle
      else high = middle - 1
    }
    return low
  }

  #at(stretch: number): Stretch {
    return this.#stretches[stretch] ?? this.#last
  }

  #endOfStretch(stretch: number): number {
    return stretch + 1 < this.#stretches.length ? this.#at(stretch + 1).from : this.#length
  }
}
