// SPDX-License-Identifier: EUPL-1.2
import {
  CanonicalText,
  canonicalJson,
  canonicalName,
  type JsonObject,
  listIn,
  sortedNames,
} from '../../journal/index.ts'
import type { Ask } from '../call.ts'

/** Where the APIs of models hold the part that a conversation repeats at every turn. */
const conversations = ['messages', 'input'] as const

/**
 * A request as canonical JSON, written once: its digest, its bound and its sealed fields are all made from the same
 * texts.
 */
export class RequestText {
  /** The whole request. */
  readonly whole: string
  /** The request without its conversation. */
  readonly rest: string
  /** Each message of the conversation; empty where the request holds none. */
  readonly items: readonly CanonicalText[]

  /** Throws a RangeError on what JSON can't carry exactly. */
  constructor(body: JsonObject, action: Ask['action']) {
    const list = action === 'callModel' ? conversations.find((name) => Array.isArray(body[name])) : undefined
    this.items = list === undefined ? none : listIn(body[list]).map((item) => new CanonicalText(canonicalJson(item)))
    let [whole, rest] = ['', '']
    for (const name of sortedNames(body)) {
      const value = body[name]
      if (value === undefined) continue
      const text = name === list ? `[${this.items.map(({ text }) => text).join(',')}]` : canonicalJson(value)
      const member = canonicalName(name) + text
      whole += whole === '' ? member : `,${member}`
      if (name !== list) rest += rest === '' ? member : `,${member}`
    }
    this.whole = `{${whole}}`
    this.rest = list === undefined ? this.whole : `{${rest}}`
  }
}

const none: readonly CanonicalText[] = []
