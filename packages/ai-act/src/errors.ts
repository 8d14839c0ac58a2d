// SPDX-License-Identifier: EUPL-1.2
// One closed union of codes. Every refusal has a sentence in both languages that says what to do.
import type { Text } from './text.ts'

export type AiActErrorCode =
  | 'invalid_json'
  | 'invalid_facts'
  | 'unknown_fact'
  | 'invalid_value'
  | 'contradictory_facts'
  | 'invalid_date'
  | 'unknown_article'
  | 'unknown_law_version'

export class AiActError extends Error {
  readonly code: AiActErrorCode
  readonly sentence: Text

  constructor(code: AiActErrorCode, sentence: Text) {
    super(sentence.en)
    this.name = 'AiActError'
    this.code = code
    this.sentence = sentence
  }
}

/** A stranger's text, made short and printable so that an error can safely repeat it. */
export function quoted(value: unknown): string {
  const shown = typeof value === 'string' ? value : typeof value
  const printable = shown.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?')
  return `"${printable.length > 60 ? `${printable.slice(0, 60)}…` : printable}"`
}
