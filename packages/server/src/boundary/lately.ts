// SPDX-License-Identifier: EUPL-1.2

/** The longest text that is remembered, and how many characters are, in each of two generations. */
const [maxText, maxCharacters] = [1 << 16, 1 << 21]
/** What a short text costs beside its characters. */
const perText = 64

/**
 * What was said of the texts of a moment ago. A conversation sends all its past along at every turn, and the names in a
 * request are always the same. What nobody asked for while others filled a generation is forgotten.
 */
export class Lately<T extends object> {
  #young = new Map<string, T>()
  #old = new Map<string, T>()
  #characters = 0

  of(text: string, make: () => T): T {
    const known = this.#young.get(text)
    if (known !== undefined) return known
    const value = this.#old.get(text) ?? make()
    if (text.length <= maxText) this.#remember(text, value)
    return value
  }

  #remember(text: string, value: T): void {
    this.#characters += text.length + perText
    if (this.#characters > maxCharacters) {
      this.#old = this.#young
      this.#young = new Map()
      this.#characters = text.length + perText
    }
    this.#young.set(text, value)
  }
}
