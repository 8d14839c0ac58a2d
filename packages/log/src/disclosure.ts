// SPDX-License-Identifier: EUPL-1.2
import { decodeBase64, decodeUtf8, encodeBase64, encodeUtf8 } from './bytes.ts'
import { LogError } from './error.ts'
import { nestingOf } from './nesting.ts'
import { readOneWay } from './one-reading.ts'
import { sha256 } from './sha256.ts'

/**
 * A private field, or a piece of one, as it is given to somebody: `[salt, name, value]` or `[salt, value]` in base64url
 * (RFC 9901 §4.2). An entry commits to it by its digest, which says nothing to whoever doesn't have it.
 */
export interface Disclosure {
  /** Absent for a piece of a field. */
  readonly name?: string
  readonly value: unknown
  /** As the entry, or the field that it is a piece of, names it. */
  readonly digest: string
}

/** SHA-256 over the text that is given out, in base64url without padding (RFC 9901 §4.2.3). */
export function digestDisclosure(disclosure: string): string {
  return encodeBase64Url(sha256(encodeUtf8(disclosure)))
}

/** How many values may still be read: those of a small file can take all the memory there is. */
export interface Room {
  values: number
}

export const roomOfExhibit = 4_000_000

/** Reads a disclosure, which must have one reading, whatever program reads it. Throws `disclosure` or `too-large`. */
export function parseDisclosure(text: string, room: Room = { values: roomOfExhibit }): Disclosure {
  const json = decode(text)
  checkNesting(json, room)
  const read = readOneWay(json)
  if (read === undefined) throw refused('it is not JSON that can be read in one way only')
  if (!Array.isArray(read) || typeof read[0] !== 'string') throw refused('it is not a list that begins with a salt')
  const digest = digestDisclosure(text)
  if (read.length === 2) return { value: read[1], digest }
  const [, name, value] = read
  if (read.length !== 3 || typeof name !== 'string') throw refused('it has no name and value')
  return { name, value, digest }
}

const bytesOfPseudonym = 20

/** The name under which a subject stands in entries: the beginning of its disclosure's digest, in 32 letters and digits. */
export function pseudonymIn(disclosure: string): string {
  return encodeBase32(sha256(encodeUtf8(disclosure)).subarray(0, bytesOfPseudonym))
}

/** Whom a disclosure says that a pseudonym stands for. Throws `disclosure`. */
export function parseName(text: string): { readonly pseudonym: string; readonly subject: string } {
  const { name, value } = parseDisclosure(text)
  if (name !== 'subject' || typeof value !== 'string') throw refused('it names no subject')
  return { pseudonym: pseudonymIn(text), subject: value }
}

/** What a gate takes is not nested half as deep. */
const deepest = 200

function checkNesting(json: string, room: Room): void {
  const { depth, values } = nestingOf(json)
  if (depth > deepest) throw refused(`it is nested deeper than ${deepest}`)
  room.values -= values
  if (room.values < 0) throw new LogError('too-large', `what is disclosed holds more than ${roomOfExhibit} values`)
}

function decode(text: string): string {
  const bytes = decodeBase64Url(text)
  if (bytes === undefined) throw refused('it is not base64url')
  try {
    return decodeUtf8(bytes)
  } catch (cause) {
    throw refused('it is not UTF-8', cause)
  }
}

function refused(why: string, cause?: unknown): LogError {
  return new LogError('disclosure', `a disclosure can't be read: ${why}`, { cause })
}

function encodeBase64Url(bytes: Uint8Array): string {
  return encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Strict: one value has one text. */
function decodeBase64Url(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return undefined
  const standard = text.replaceAll('-', '+').replaceAll('_', '/')
  return decodeBase64(standard.padEnd(Math.ceil(standard.length / 4) * 4, '='))
}

const letters = 'abcdefghijklmnopqrstuvwxyz234567'

/** RFC 4648 §6 in lower case, of whole groups of five bytes. */
function encodeBase32(bytes: Uint8Array): string {
  let [text, bits, held] = ['', 0, 0]
  for (const byte of bytes) {
    held = held * 256 + byte
    for (bits += 8; bits >= 5; bits -= 5) {
      const place = 2 ** (bits - 5)
      text += letters[Math.floor(held / place)]
      held %= place
    }
  }
  return text
}
