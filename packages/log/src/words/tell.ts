// SPDX-License-Identifier: EUPL-1.2
import { encodeBase64 } from '../bytes.ts'
import type { Finding } from '../finding.ts'
import { formatKeyId } from '../verifier-key.ts'
import type { VerifiedCheckpoint } from '../verify-checkpoint.ts'
import type { Words } from './words.ts'

/** One thing that an answer says, with what it is called. */
export interface Fact {
  readonly label: string
  readonly value: string
}

/**
 * Text from a log can hold anything: what makes a terminal do things, and letters that nobody sees but a program reads. The
 * one that makes an emoji of the sign before it is let be.
 */
export function printable(text: string): string {
  return text.replaceAll(/(?!\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, '\ufffd')
}

/** One finding as one line: where, what, and in English what exactly. */
export function tellFinding(words: Words, { code, path, entry, line, message }: Finding): string {
  const where = [
    path,
    ...(entry === undefined ? [] : [words.entryNumber(entry)]),
    ...(line === undefined ? [] : [words.line(line)]),
  ]
  return `${where.join(', ')}: ${words.findings[code]} (${message})`
}

/** What a verified checkpoint says. */
export function tellCheckpoint({ labels, ...words }: Words, verified: VerifiedCheckpoint): Fact[] {
  const { checkpoint, logKey, alsoSigned, cosignatures, note } = verified
  const logKeys = [logKey, ...alsoSigned]
  const ignored = note.signatures.length - logKeys.length - cosignatures.length
  return [
    { label: labels.log, value: words.log(checkpoint.origin, checkpoint.size) },
    { label: labels.root, value: encodeBase64(checkpoint.root) },
    ...logKeys.map(({ name, keyId }) => ({ label: labels.signedBy, value: `${name} (${formatKeyId(keyId)})` })),
    ...cosignatures.map(({ key, timeSeconds = 0 }) => ({
      label: labels.cosignedBy,
      value: `${key.name}, ${tellTime(timeSeconds)}`,
    })),
    ...(ignored > 0 ? [{ label: labels.ignored, value: words.ignored(ignored) }] : []),
  ]
}

/** A witness may claim any time up to 2^53-1 seconds; a calendar stops sooner. */
function tellTime(seconds: number): string {
  const time = new Date(seconds * 1000)
  return Number.isNaN(time.getTime()) ? `${seconds} s` : time.toISOString()
}

/** The text of an entry when it is text, and not too long to read. */
export function textOfEntry(entry: Uint8Array, maxLength: number): string | undefined {
  if (entry.length > maxLength) return undefined
  const text = new TextDecoder('utf-8').decode(entry)
  return text.includes('\ufffd') ? undefined : text
}
