// SPDX-License-Identifier: EUPL-1.2
import { maxHolders, maxMembers } from '../requests/many-values.ts'

const [quote, backslash, comma, colon, list, members, newline, back] = [...'"\\,:[{\n\r'].map((sign) =>
  sign.charCodeAt(0),
)

/** As many as a whole answer of a model may hold. */
const maxValues = 2_000_000

/** Of a stream: a message takes two. A server has one answer to give, and tells a little ahead of it at most. */
const maxLines = 2000

/**
 * Counts in what a tool server answers, as it comes and before anything is parsed, the signs that part values, and the
 * lines of a stream. Four megabytes of messages, or of empty objects, would keep everybody waiting for seconds, a stop
 * too (P4).
 */
export class AnswerSigns {
  readonly #isStream: boolean
  #values = 0
  #holders = 0
  #members = 0
  #lines = 0
  #isText = false
  #isEscaped = false

  constructor(comes: 'whole' | 'in a stream') {
    this.#isStream = comes === 'in a stream'
  }

  /** Whether there is more in it, with this piece, than any honest answer has. */
  isTooMuch(piece: Uint8Array): boolean {
    for (const sign of piece) this.#count(sign)
    return (
      this.#values > maxValues ||
      this.#holders > maxHolders ||
      this.#members > maxMembers ||
      (this.#isStream && this.#lines > maxLines)
    )
  }

  #count(sign: number): void {
    // No text of JSON goes on in the next line; a line of a stream that is no JSON may open one.
    if (sign === newline || sign === back) {
      this.#lines++
      this.#isText = false
      this.#isEscaped = false
    } else if (this.#isText) {
      if (this.#isEscaped) this.#isEscaped = false
      else if (sign === backslash) this.#isEscaped = true
      else if (sign === quote) this.#isText = false
    } else if (sign === quote) this.#isText = true
    else if (sign === comma) this.#values++
    else if (sign === colon) this.#members++
    else if (sign === list || sign === members) {
      this.#values++
      this.#holders++
    }
  }
}
