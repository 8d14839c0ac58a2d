// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject } from '../../../journal/index.ts'
import { parsed } from '../json.ts'

/** A message that says only the next words of one text. */
export interface NextWords {
  readonly words: string
  /** The same message with other words. */
  readonly saying: (words: string) => JsonObject
}

/** What stands around the words in each event of a text, exactly as it was written. */
export class Frame {
  /** Up to and including the quotation mark that opens the words, and from the one that closes them. */
  readonly #before: string
  readonly #behind: string
  readonly saying: (words: string) => JsonObject

  private constructor(before: string, behind: string, saying: (words: string) => JsonObject) {
    this.#before = before
    this.#behind = behind
    this.saying = saying
  }

  /**
   * The frame of this data, if it can be proven. The words may stand in it twice, and a hostile far side may write one
   * member twice. So other words are put in their place. If the message then says those and is otherwise the same, the
   * place is that of one whole JSON string, and any string there changes the words and nothing else.
   */
  static of(data: string, { words, saying }: NextWords): Frame | undefined {
    const written = JSON.stringify(words)
    const at = data.indexOf(written)
    if (at === -1) return undefined
    const before = data.slice(0, at + 1)
    const behind = data.slice(at + written.length - 1)
    const others = `${words}.`
    const changed = before.slice(0, -1) + JSON.stringify(others) + behind.slice(1)
    const meant = JSON.stringify(saying(others))
    // Most write JSON as `JSON.stringify` does.
    const isProven = changed === meant || JSON.stringify(parsed(changed)) === meant
    return isProven ? new Frame(before, behind, saying) : undefined
  }

  /** The words of an event that has this frame. */
  wordsIn(data: string | undefined): string | undefined {
    const before = this.#before
    const behind = this.#behind
    if (data === undefined || data.length < before.length + behind.length) return undefined
    // Three times as fast as `startsWith`.
    if (data.slice(0, before.length) !== before || !data.endsWith(behind)) return undefined
    const written = data.slice(before.length, data.length - behind.length)
    if (!special.test(written)) return written
    const words = parsed(`"${written}"`)
    return typeof words === 'string' ? words : undefined
  }
}

/** Characters that a JSON string must escape. */
const special = /["\\\u0000-\u001f]/
