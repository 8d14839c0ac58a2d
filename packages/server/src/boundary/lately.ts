// SPDX-License-Identifier: EUPL-1.2

/** The longest text that is remembered, and how many characters are, in each of two generations. */
const [maxText, maxCharacters] = [1 << 16, 1 << 21]
/** What a value costs beside its characters, and what the first one of a place does. */
const [perValue, perPlace] = [64, 256]

type Generation<T> = Map<string, Map<string | number, T>>

/**
 * What was said of the values of a moment ago, each in its place: the same text elsewhere is another. A conversation sends
 * all its past along at every turn, and the names in a request are always the same. What nobody asked for while others
 * filled a generation is forgotten.
 */
export class Lately<T extends object | string> {
  #young: Generation<T> = new Map()
  #old: Generation<T> = new Map()
  #characters = 0

  get(place: string, value: string | number): T | undefined {
    const known = this.#young.get(place)?.get(value)
    if (known !== undefined) return known
    const older = this.#old.get(place)?.get(value)
    return older === undefined ? undefined : this.keep(place, value, older)
  }

  keep(place: string, value: string | number, said: T): T {
    const length = place.length + (typeof value === 'string' ? value.length : 0)
    if (length > maxText) return said
    this.#characters += length + perValue
    if (this.#characters > maxCharacters) {
      this.#old = this.#young
      this.#young = new Map()
      this.#characters = length + perValue
    }
    let values = this.#young.get(place)
    if (values === undefined) {
      values = new Map()
      this.#young.set(place, values)
      this.#characters += perPlace
    }
    values.set(value, said)
    return said
  }
}
