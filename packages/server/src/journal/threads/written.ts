// SPDX-License-Identifier: EUPL-1.2
import { CanonicalText, canonicalJson } from '../canonical-json.ts'
import type { EntryDraft, PrivateField } from '../entry.ts'
import type { JsonValue } from '../json.ts'

/**
 * A draft in the form for the sequencer: its values as canonical JSON. A text costs less to pass between threads than
 * the objects for which it stands. It stands in the leaf unchanged, and a fold reads what a rebuild will read (P12).
 */
export interface WrittenDraft {
  readonly kind: string
  readonly data: string
  readonly private: readonly WrittenField[] | undefined
  readonly series: string | undefined
  readonly receipt: true | undefined
}

export interface WrittenField {
  readonly name: string
  readonly subject: string
  readonly value: string
  readonly parts: readonly string[]
}

/** Throws a RangeError for what JSON can't carry, or what is nested too deep to be walked. */
export function writeDraft({ kind, data, private: fields, series, receipt }: EntryDraft): WrittenDraft {
  return { kind, data: canonicalJson(data), private: fields?.map(writeField), series, receipt }
}

function writeField({ name, subject, value, parts = [] }: PrivateField): WrittenField {
  return { name, subject, value: textOf(value), parts: parts.map(textOf) }
}

function textOf(value: JsonValue | CanonicalText): string {
  return value instanceof CanonicalText ? value.text : canonicalJson(value)
}
