// SPDX-License-Identifier: EUPL-1.2
import {
  CanonicalText,
  canonicalJson,
  canonicalName,
  type JsonObject,
  type JsonValue,
  sortedNames,
} from '../journal/index.ts'
import type { Ask } from './call.ts'

/** Where the APIs of models hold what a conversation repeats at every turn. */
const conversations = ['messages', 'input'] as const

/**
 * A request as canonical JSON, written once: its digest, what is sealed of it and what is sent to a model are put
 * together from the same texts, so they can't tell different things (P5).
 */
export class RequestText {
  /** Each message of a conversation; empty where the request holds none. */
  readonly items: readonly CanonicalText[]
  /** Each member with its name. */
  readonly #members = new Map<string, string>()
  readonly #list: string | undefined

  /** Throws a RangeError on what JSON can't carry exactly. */
  constructor(body: JsonObject, action: Ask['action']) {
    const list = action === 'callModel' ? conversations.find((name) => Array.isArray(body[name])) : undefined
    this.#list = list
    this.items = list === undefined ? [] : listIn(body[list]).map((item) => new CanonicalText(canonicalJson(item)))
    for (const name of sortedNames(body)) {
      const value = body[name]
      if (value === undefined) continue
      const text = name === list ? `[${this.items.map(({ text }) => text).join(',')}]` : canonicalJson(value)
      this.#members.set(name, canonicalName(name) + text)
    }
  }

  /** The whole request. */
  get whole(): string {
    return `{${[...this.#members.values()].join(',')}}`
  }

  /** The request without its conversation. */
  get rest(): string {
    return this.#list === undefined ? this.whole : `{${this.#without((name) => name === this.#list).join(',')}}`
  }

  /** The request with these members in the place of its own. */
  with(members: JsonObject): string {
    const own = this.#without((name) => Object.hasOwn(members, name)).join(',')
    const more = canonicalJson(members).slice(1, -1)
    return `{${own}${own === '' || more === '' ? '' : ','}${more}}`
  }

  #without(isLeftOut: (name: string) => boolean): readonly string[] {
    const texts: string[] = []
    for (const [name, text] of this.#members) if (!isLeftOut(name)) texts.push(text)
    return texts
  }
}

function listIn(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : []
}
