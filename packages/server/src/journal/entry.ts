// SPDX-License-Identifier: EUPL-1.2
import type { CanonicalText } from './canonical-json.ts'
import type { JsonObject, JsonValue } from './json.ts'

/**
 * A field that must not stand in the leaf because it is personal or secret. It is sealed under the key of `subject`
 * (`customer:10023`, `person:anna`, or `run:…` where nobody can be named); the leaf commits to it by a salted digest.
 */
export interface PrivateField {
  readonly name: string
  readonly value: JsonValue | CanonicalText
  readonly subject: string
  /** Large pieces that recur from entry to entry (the messages of a conversation): each is sealed once. */
  readonly parts?: readonly (JsonValue | CanonicalText)[]
}

/** What a room asks the journal to record. `data` is public for ever: no personal data, no secret (P7). */
export interface EntryDraft {
  readonly kind: string
  readonly data: JsonObject
  readonly private?: readonly PrivateField[]
  /** Entries of one series are numbered 1, 2, 3 … without gaps; the number stands in the leaf (P3). */
  readonly series?: string
  /** Whether what comes back carries the entry's receipt. */
  readonly receipt?: true
}

/** One leaf of the log, as the folds see it: public parts only. */
export interface Entry {
  readonly index: number
  readonly at: number
  readonly kind: string
  readonly data: JsonObject
  readonly series?: string
  readonly number?: number
}

/** What an append gives back, once it is durable: never before. */
export interface Appended {
  readonly entry: Entry
  /** The size of the tree whose signed checkpoint covers the entry. */
  readonly treeSize: number
  /**
   * The proof that the entry is in the log, as a tlog-proof file that carries the leaf; only for a draft that asked.
   * Also absent if another process added to the log before it was signed: then `receiptFor` reads it.
   */
  readonly receipt?: string
}

/** What a private field was, opened again. */
export interface Disclosed {
  readonly value: JsonValue
  readonly parts: readonly JsonValue[]
}

/** What an erasure is bound to, and what its entry says beside the subject and the ground. */
export interface Erasing {
  /** The last entry whose sealed fields the person was shown. */
  readonly upTo?: number
  readonly data?: JsonObject
  readonly private?: readonly PrivateField[]
}

/** The same as the canonical JSON that was sealed, in UTF-8: it is passed on without parsing and writing it again. */
export interface DisclosedText {
  readonly value: Uint8Array<ArrayBuffer>
  readonly parts: readonly Uint8Array<ArrayBuffer>[]
}

/** Replaces a private field that is longer than was asked for. */
export interface TooLong {
  /** Of everything that was sealed with it. */
  readonly bytes: number
}
