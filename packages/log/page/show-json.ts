// SPDX-License-Identifier: EUPL-1.2
import { element, foreign } from './dom.ts'
import { isJson, isObject, type Json } from './leaf.ts'

/** More things than this nobody reads on a page, and a browser could choke on. */
const maxThings = 20_000

/** Shows values of JSON as lists in lists, up to what one page can hold. */
export class JsonView {
  readonly #words: { readonly empty: string; readonly tooMuch: string }
  /** Whom pseudonyms stand for. */
  readonly #names: ReadonlyMap<string, string>
  #left = maxThings

  constructor(words: { readonly empty: string; readonly tooMuch: string }, names: ReadonlyMap<string, string>) {
    this.#words = words
    this.#names = names
  }

  show(value: unknown): HTMLElement {
    return isJson(value) ? this.#show(value) : this.#note(this.#words.tooMuch)
  }

  /** One more than there is room for: in its place stands that there are more. */
  #room(): number {
    return Math.max(0, this.#left) + 1
  }

  #note(text: string): HTMLElement {
    return element('span', 'quiet', text)
  }

  #show(value: Json): HTMLElement {
    if (--this.#left < 0) return this.#note(this.#words.tooMuch)
    if (Array.isArray(value)) return this.#showList(value)
    return isObject(value) ? this.#showMembers(Object.entries(value)) : this.#showText(String(value))
  }

  #showText(text: string): HTMLElement {
    const name = this.#names.get(text)
    return name === undefined ? foreign(text) : element('span', '', foreign(text), ' = ', foreign(name))
  }

  #showList(values: readonly Json[]): HTMLElement {
    if (values.length === 0) return this.#note(this.#words.empty)
    const shown = values.slice(0, this.#room())
    return element('ul', 'json', ...shown.map((inner) => element('li', '', this.#show(inner))))
  }

  #showMembers(members: readonly (readonly [string, Json])[]): HTMLElement {
    if (members.length === 0) return this.#note(this.#words.empty)
    const rows = members
      .slice(0, this.#room())
      .flatMap(([name, inner]) => [element('dt', '', foreign(name)), element('dd', '', this.#show(inner))])
    return element('dl', 'json', ...rows)
  }
}
