// SPDX-License-Identifier: EUPL-1.2
import { INVISIBLE_IN_ASCII, LOOK_ALIKE_CLASS, meaningOf } from './look-alikes.ts'
import type { Offsets } from './offsets.ts'

// A percent-encoded byte (RFC 3986 §2.1), a JSON escape (RFC 8259 §7), a numeric character reference (HTML): the ways in
// which the texts that pass the gate (URLs, stringified tool arguments, mail and web pages) spell one character.
const ESCAPE_SOURCE = '%[0-9A-Fa-f]{2}|\\\\u[0-9A-Fa-f]{4}|&#(?:[0-9]{1,7}|[xX][0-9A-Fa-f]{1,6});'
const LOOK_ALIKE = new RegExp(`[${LOOK_ALIKE_CLASS}]`, 'g')
const LOOK_ALIKE_OR_ESCAPE = new RegExp(`${ESCAPE_SOURCE}|[${LOOK_ALIKE_CLASS}]`, 'g')
const ESCAPE = new RegExp(ESCAPE_SOURCE)

/** The longest spelling of one character: a percent-encoded character of four bytes. */
const MAX_SPELLING = 12

/** Where the first escape stands, or -1. */
export function firstEscape(text: string): number {
  return text.search(ESCAPE)
}

/**
 * The text as detectors should read it: look-alikes as the ASCII they stand for, invisible signs left out and, with
 * `decoding`, escapes decoded one level deep. Extends `offsets` by where each character came from; the text must not
 * end inside an escape or a surrogate pair (`completeLength`) unless nothing follows.
 */
export function normalise(text: string, decoding: boolean, offsets: Offsets): string {
  const base = offsets.originalEnd
  if (!decoding && isPlain(text)) {
    offsets.addPlain(text.length, base)
    return text
  }
  const pattern = decoding ? LOOK_ALIKE_OR_ESCAPE : LOOK_ALIKE
  let out = ''
  let done = 0
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const { codePoint, width } = spelledAt(text, match.index, match[0])
    const meaning = meaningOf(codePoint)
    if (meaning === undefined && match[0].length === 1) continue
    out += text.slice(done, match.index)
    offsets.addPlain(match.index - done, base + done)
    done = match.index + width
    pattern.lastIndex = done
    if (meaning === 'nothing') {
      offsets.skipTo(base + done)
      continue
    }
    // A decoded character beyond the BMP can carry nothing once it isn't a look-alike: any sign stands for it.
    out += String.fromCharCode(meaning ?? (codePoint > 0xffff ? 0xfffd : codePoint))
    offsets.addOne(base + match.index, width)
  }
  out = done === 0 ? text : out + text.slice(done)
  offsets.addPlain(text.length - done, base + done)
  return out
}

/** Nothing in ASCII looks like something else; most texts are told in this look. */
function isPlain(text: string): boolean {
  return Buffer.byteLength(text) === text.length && !INVISIBLE_IN_ASCII.test(text)
}

type Spelled = { readonly codePoint: number; readonly width: number }

function spelledAt(text: string, at: number, match: string): Spelled {
  if (match.length === 1) {
    const codePoint = text.codePointAt(at) ?? 0
    return { codePoint, width: codePoint > 0xffff ? 2 : 1 }
  }
  if (match.startsWith('%')) return percentEncodedAt(text, at)
  if (match.startsWith('&')) {
    const hexadecimal = match[2] === 'x' || match[2] === 'X'
    const codePoint = Number.parseInt(match.slice(hexadecimal ? 3 : 2, -1), hexadecimal ? 16 : 10)
    return { codePoint: codePoint > 0x10ffff ? 0xfffd : codePoint, width: match.length }
  }
  return { codePoint: Number.parseInt(match.slice(2), 16), width: match.length }
}

// UTF-8 (RFC 3629 §3): what isn't a well-formed sequence counts byte by byte, so that a stray byte hides nothing.
function percentEncodedAt(text: string, at: number): Spelled {
  const lead = percentByte(text, at)
  const more = continuationsOf(lead)
  let codePoint = lead & (0x3f >> more)
  for (let index = 1; index <= more; index++) {
    const byte = percentByte(text, at + 3 * index)
    if (byte >> 6 !== 2) return { codePoint: lead, width: 3 }
    codePoint = (codePoint << 6) | (byte & 0x3f)
  }
  if (more === 0 || codePoint > 0x10ffff) return { codePoint: lead, width: 3 }
  return { codePoint, width: 3 * (more + 1) }
}

function continuationsOf(lead: number): number {
  if (lead >= 0xc2 && lead < 0xe0) return 1
  if (lead >= 0xe0 && lead < 0xf0) return 2
  return lead >= 0xf0 && lead < 0xf5 ? 3 : 0
}

function percentByte(text: string, at: number): number {
  const digits = text.slice(at, at + 3)
  return /^%[0-9A-Fa-f]{2}$/.test(digits) ? Number.parseInt(digits.slice(1), 16) : 0
}

/** Whether one of the signs that a longer spelling begins with stands so near the end that it may still go on. */
function mayEndUnfinished(text: string): boolean {
  let code = 0
  for (let at = Math.max(0, text.length - MAX_SPELLING); at < text.length; at++) {
    code = text.charCodeAt(at)
    if (code === 37 || code === 38 || code === 92) return true
  }
  return (code & 0xfc00) === 0xd800
}

const UNFINISHED =
  /(?:[\ud800-\udbff]|\\(?:u[0-9A-Fa-f]{0,3})?|&(?:#(?:[0-9]{0,7}|[xX][0-9A-Fa-f]{0,6}))?|%[0-9A-Fa-f]?)$/
const LAST_BYTES = /(?:%[0-9A-Fa-f]{2}){1,3}$/

/** How much of a text can be normalised although more may follow: all but a character that is still being spelled. */
export function completeLength(text: string): number {
  if (!mayEndUnfinished(text)) return text.length
  const tail = text.slice(-MAX_SPELLING)
  const unfinished = UNFINISHED.exec(tail)
  const complete = text.length - (unfinished === null ? 0 : unfinished[0].length)
  // `%E2%82` may go on with `%AC`: only the last lead byte can still lack continuations.
  const bytes = LAST_BYTES.exec(text.slice(Math.max(0, complete - 9), complete))?.[0] ?? ''
  for (let back = 3; back <= bytes.length; back += 3) {
    const byte = percentByte(text, complete - back)
    if (byte >> 6 !== 2) return continuationsOf(byte) >= back / 3 ? complete - back : complete
  }
  return complete
}
