// SPDX-License-Identifier: EUPL-1.2
import { isRecord } from '../facts.ts'
import { ownWords, withOwnWords } from './own-words.ts'

/** The fields of one form. Never one with a key or a secret in it, nor one that says who a question is about. */
export type Fields = Readonly<Record<string, string>>

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

interface Kept {
  readonly at: number
  /** Of each field what `ownWords` gave; whatever else stands there is refused when it is read. */
  readonly words: Readonly<Record<string, unknown>>
}

const place = 'sluis.drafts'
/** As long as a break, a lost session or a night: no longer, as this machine may be somebody else's tomorrow. */
const keptMs = 24 * 3_600_000
/** By then looking for what is one's own would be felt at each key. */
const mostCharacters = 50_000

/**
 * What a person was writing when the page, or their session, ended. Only their own words, in this tab alone, for
 * nobody else, for a day; gone once they are sent, at a sign-out and when another person comes.
 */
export class Drafts {
  readonly #store: () => Store
  readonly #now: () => number

  /** `store` may throw, and so may what it gives: a browser can be told to keep nothing. Then nothing is kept. */
  constructor(store: () => Store, now: () => number) {
    this.#store = store
    this.#now = now
  }

  /** From now on this person's; what anybody else left goes. */
  ownedBy(who: string): void {
    if (this.#whole().who !== who) this.#write(who, {})
  }

  isEmpty(): boolean {
    return Object.keys(this.#whole().drafts).length === 0
  }

  has(form: string): boolean {
    return this.#whole().drafts[form] !== undefined
  }

  /** The fields as they were left; undefined when nothing of this form was kept. */
  read(form: string, start: Fields): Fields | undefined {
    const words = this.#whole().drafts[form]?.words
    if (words === undefined) return undefined
    const fields = Object.entries(start).map(
      ([name, before]) => [name, withOwnWords(before, words[name]) ?? before] as const,
    )
    return fields.every(([name, value]) => start[name] === value) ? undefined : Object.fromEntries(fields)
  }

  /** Keeps these fields; what is as it was at first is nothing to keep. */
  keep(form: string, start: Fields, fields: Fields): void {
    const { who, drafts } = this.#whole()
    const { [form]: _, ...others } = drafts
    const names = Object.keys(start)
    const isSame = names.every((name) => start[name] === fields[name])
    const size = names.reduce((sum, name) => sum + (start[name] ?? '').length + (fields[name] ?? '').length, 0)
    if (isSame || size > mostCharacters) {
      this.#write(who, others)
      return
    }
    const words = Object.fromEntries(names.map((name) => [name, ownWords(start[name] ?? '', fields[name] ?? '')]))
    this.#write(who, { ...others, [form]: { at: this.#now(), words } })
  }

  drop(form: string): void {
    const { who, drafts } = this.#whole()
    const { [form]: _, ...others } = drafts
    this.#write(who, others)
  }

  clear(): void {
    this.#write('', {})
  }

  /** Whatever else stands there is nobody's. */
  #whole(): { readonly who: string; readonly drafts: Readonly<Record<string, Kept>> } {
    try {
      const whole: unknown = JSON.parse(this.#store().getItem(place) ?? '')
      if (isRecord(whole) && typeof whole.who === 'string' && isRecord(whole.drafts)) {
        const oldest = this.#now() - keptMs
        const drafts = Object.entries(whole.drafts).flatMap(([form, kept]) =>
          isRecord(kept) && typeof kept.at === 'number' && kept.at > oldest && isRecord(kept.words)
            ? [[form, { at: kept.at, words: kept.words }] as const]
            : [],
        )
        return { who: whole.who, drafts: Object.fromEntries(drafts) }
      }
    } catch {
      // Nothing, or nothing of ours.
    }
    return { who: '', drafts: {} }
  }

  #write(who: string, drafts: Readonly<Record<string, Kept>>): void {
    try {
      if (who === '') this.#store().removeItem(place)
      else this.#store().setItem(place, JSON.stringify({ who, drafts }))
    } catch {
      // A full store, or none: then this is lost at the end of the page, as it is without drafts.
    }
  }
}
