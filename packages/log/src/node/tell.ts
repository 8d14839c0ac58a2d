// SPDX-License-Identifier: EUPL-1.2
import { encodeBase64 } from '../bytes.ts'
import type { Finding } from '../finding.ts'
import { formatKeyId } from '../verifier-key.ts'
import type { VerifiedCheckpoint } from '../verify-checkpoint.ts'
import type { Words } from './words.ts'

/** Text from a log can hold anything, also what makes a terminal do things. */
export function printable(text: string): string {
  return text.replaceAll(
    /[^\x20-\x7e\u00a0-\u{10ffff}]|[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu,
    '\ufffd',
  )
}

/** One finding as one line: where, what, and in English what exactly. */
export function tellFinding(words: Words, { code, path, entry, line, message }: Finding): string {
  const where = [
    path,
    ...(entry === undefined ? [] : [words.entryNumber(entry)]),
    ...(line === undefined ? [] : [words.line(line)]),
  ]
  return `- ${where.join(', ')}: ${words.findings[code]} (${message})`
}

/** What a verified checkpoint says, line by line. */
export function tellCheckpoint(words: Words, verified: VerifiedCheckpoint): string[] {
  const { checkpoint, logKey, alsoSigned, cosignatures, note } = verified
  const logKeys = [logKey, ...alsoSigned]
  const ignored = note.signatures.length - logKeys.length - cosignatures.length
  return [
    words.log(checkpoint.origin, checkpoint.size),
    words.root(encodeBase64(checkpoint.root)),
    ...logKeys.map(({ name, keyId }) => words.signedBy(name, formatKeyId(keyId))),
    ...cosignatures.map(({ key, timeSeconds = 0 }) => words.cosignedBy(key.name, tellTime(timeSeconds))),
    ...(ignored > 0 ? [words.ignored(ignored)] : []),
  ]
}

/** A witness may claim any time up to 2^53-1 seconds; a calendar stops sooner. */
function tellTime(seconds: number): string {
  const time = new Date(seconds * 1000)
  return Number.isNaN(time.getTime()) ? `${seconds} s` : time.toISOString()
}

const maxShownLength = 4096

/** A proven entry, and its text when it is short and is text: what a reader wants to see first. */
export function tellEntry(words: Words, index: number, entry: Uint8Array): string[] {
  const told = [words.entry(index, entry.length)]
  if (entry.length > maxShownLength) return told
  const text = new TextDecoder('utf-8').decode(entry)
  return text.includes('\ufffd') ? told : [...told, text]
}
