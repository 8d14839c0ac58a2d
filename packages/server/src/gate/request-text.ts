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
  /** The whole request. */
  readonly whole: string
  /** The request without its conversation. */
  readonly rest: string
  /** Each message of the conversation; empty where the request holds none. */
  readonly items: readonly CanonicalText[]
  /** Each member with its name. */
  readonly #members = new Map<string, string>()

  /** Throws a RangeError on what JSON can't carry exactly. */
  constructor(body: JsonObject, action: Ask['action']) {
    const list = action === 'callModel' ? conversations.find((name) => Array.isArray(body[name])) : undefined
    this.items = list === undefined ? none : listIn(body[list]).map((item) => new CanonicalText(canonicalJson(item)))
    for (const name of sortedNames(body)) {
      const value = body[name]
      if (value === undefined) continue
      const text = name === list ? `[${this.items.map(({ text }) => text).join(',')}]` : canonicalJson(value)
      this.#members.set(name, canonicalName(name) + text)
    }
    this.whole = `{${this.#without(() => false)}}`
    this.rest = list === undefined ? this.whole : `{${this.#without((name) => name === list)}}`
  }

  /** The request with these members in the place of its own. */
  with(members: JsonObject): string {
    const own = this.#without((name) => Object.hasOwn(members, name))
    const more = canonicalJson(members).slice(1, -1)
    return `{${own}${own === '' || more === '' ? '' : ','}${more}}`
  }

  #without(isLeftOut: (name: string) => boolean): string {
    let texts = ''
    for (const [name, text] of this.#members) if (!isLeftOut(name)) texts += texts === '' ? text : `,${text}`
    return texts
  }
}

const none: readonly CanonicalText[] = []

function listIn(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : []
}
