// SPDX-License-Identifier: EUPL-1.2
import { isUtf8 } from 'node:buffer'
import type { Candidate } from './window.ts'

// Base64 (RFC 4648 §4 and §5) one level deep. What a run says when decoded counts for the run as a whole, because a part
// of it can't be replaced without spoiling the rest. A run longer than a block is judged block by block, each read with
// an overlap on both sides that is longer than any finding but a secret.

/** Runs shorter than this can't hold an encoded finding: nine digits take twelve characters. */
export const SHORTEST_ENCODED = 12
export const BLOCK = 2048
export const OVERLAP = 512

/** Kinds that count even where most of what is decoded is no text; a word or a plate may stand in noise by chance. */
const STRONG: ReadonlySet<string> = new Set(['bsn', 'iban', 'payment-card', 'email', 'secret'])

const SEXTETS = new Int8Array(128).fill(-1)
for (const [index, character] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries()) {
  SEXTETS[character.charCodeAt(0)] = index
}
SEXTETS['-'.charCodeAt(0)] = 62
SEXTETS['_'.charCodeAt(0)] = 63

/** The shortest stretch of readable characters in which a finding could stand. */
const READABLE = 6

/**
 * What the run holds when decoded, as candidates that cover the block from `from` to `to`. `windowStart` and `windowEnd`
 * bound what of the run is decoded around it. The run may begin in the middle of its neighbour (`id=MTIz…` or
 * `files/MTIz…`), so all four alignments are read.
 */
export function encodedCandidates(
  text: string,
  [from, to]: readonly [number, number],
  [windowStart, windowEnd]: readonly [number, number],
  inspectDecoded: (decoded: string) => readonly Candidate[],
): Candidate[] {
  const found = new Map<string, Candidate>()
  for (let shift = 0; shift < 4; shift++) {
    const start = windowStart + shift
    if (!holdsReadable(text, start, windowEnd)) continue
    const bytes = Buffer.from(text.slice(start, windowEnd), 'base64')
    const utf8 = isUtf8(bytes)
    const decoded = bytes.toString(utf8 ? 'utf8' : 'latin1')
    const readable = isMostlyText(bytes)
    for (const candidate of inspectDecoded(decoded)) {
      if (!readable && !STRONG.has(candidate.kind)) continue
      const [first, last] = encodedRange(decoded, candidate, utf8)
      if (forward(text, start, last) <= from || forward(text, start, first) >= to) continue
      const known = found.get(candidate.kind)
      if (known === undefined || known.confidence < candidate.confidence) {
        found.set(candidate.kind, { kind: candidate.kind, start: from, end: to, confidence: candidate.confidence })
      }
    }
  }
  return [...found.values()]
}

/** The index behind `count` encoded characters, not counting line breaks. */
function forward(text: string, start: number, count: number): number {
  let at = start
  for (let left = count; left > 0 && at < text.length; at++) if (!isLineBreak(text.charCodeAt(at))) left--
  return at
}

export function isLineBreak(code: number): boolean {
  return code === 10 || code === 13
}

/** How many encoded characters stand before the bytes of a decoded finding, and up to their end. */
function encodedRange(decoded: string, { start, end }: Candidate, utf8: boolean): readonly [number, number] {
  const firstByte = utf8 ? Buffer.byteLength(decoded.slice(0, start)) : start
  const lastByte = utf8 ? firstByte + Buffer.byteLength(decoded.slice(start, end)) : end
  return [Math.floor(firstByte / 3) * 4, Math.ceil(lastByte / 3) * 4]
}

/** Whether a stretch of printable ASCII long enough for a finding comes out: rules out nearly every long word at once. */
function holdsReadable(text: string, from: number, to: number): boolean {
  let stretch = 0
  let bits = 0
  let held = 0
  for (let index = from; index < to; index++) {
    const code = text.charCodeAt(index)
    if (isLineBreak(code)) continue
    const sextet = SEXTETS[code] ?? -1
    if (sextet < 0) return false
    bits = ((bits << 6) | sextet) & 0x3fff
    held += 6
    if (held < 8) continue
    held -= 8
    const byte = (bits >> held) & 0xff
    stretch = (byte >= 32 && byte < 127) || byte === 10 ? stretch + 1 : 0
    if (stretch === READABLE) return true
  }
  return false
}

function isMostlyText(bytes: Uint8Array): boolean {
  let odd = 0
  for (const byte of bytes) if ((byte < 32 && byte !== 10 && byte !== 13 && byte !== 9) || byte === 127) odd++
  return odd * 20 <= bytes.length && (isUtf8(bytes) || odd === 0)
}
