// SPDX-License-Identifier: EUPL-1.2
import { isUtf8 } from 'node:buffer'
import type { FindingKind } from '../kinds.ts'
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
  const readable = readableAlignments(text, windowStart, windowEnd)
  for (let shift = 0; shift < 4; shift++) {
    if ((readable & (1 << shift)) === 0) continue
    const start = windowStart + shift
    for (const { kind, confidence, bytes } of findInBytes(text.slice(start, windowEnd), inspectDecoded)) {
      const known = found.get(kind)
      if (known !== undefined && known.confidence >= confidence) continue
      const [firstByte, endByte] = bytes()
      const first = forward(text, start, Math.floor(firstByte / 3) * 4)
      const end = forward(text, start, Math.ceil(endByte / 3) * 4)
      if (end > from && first < to) found.set(kind, { kind, start: from, end: to, confidence })
    }
  }
  return [...found.values()]
}

type InBytes = {
  readonly kind: FindingKind
  readonly confidence: number
  /** First byte and end; worked out only when asked, for that takes time. */
  readonly bytes: () => readonly [number, number]
}

function findInBytes(encoded: string, inspectDecoded: (decoded: string) => readonly Candidate[]): InBytes[] {
  const bytes = Buffer.from(encoded, 'base64')
  const [first, last] = wholeCharacters(bytes)
  const core = bytes.subarray(first, last)
  if (isUtf8(core) && isMostlyText(core)) {
    const decoded = core.toString('utf8')
    const byteAt = (index: number) => first + Buffer.byteLength(decoded.slice(0, index))
    return inspectDecoded(decoded).map(({ kind, confidence, start, end }) => {
      return { kind, confidence, bytes: () => [byteAt(start), byteAt(end)] }
    })
  }
  return readableStretches(bytes).flatMap(([from, to]) =>
    inspectDecoded(bytes.toString('latin1', from, to))
      .filter(({ kind }) => STRONG.has(kind))
      .map(({ kind, confidence, start, end }) => ({ kind, confidence, bytes: () => [from + start, from + end] })),
  )
}

/** Without the halves of UTF-8 characters (RFC 3629 §3) that a block may have cut at either end. */
function wholeCharacters(bytes: Uint8Array): readonly [number, number] {
  let first = 0
  while (first < 3 && ((bytes[first] ?? 0) & 0xc0) === 0x80) first++
  for (let back = 1; back <= 3; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return [first, length > back ? bytes.length - back : bytes.length]
    }
    if (byte < 0x80) break
  }
  return [first, bytes.length]
}

/** The stretches of printable ASCII in what is mostly no text, as strings in a program or a picture's metadata. */
function readableStretches(bytes: Uint8Array): (readonly [number, number])[] {
  const stretches: (readonly [number, number])[] = []
  let from = 0
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && READABLE_BYTES[bytes[at] ?? 0] === 1) continue
    if (at - from >= READABLE) stretches.push([from, at])
    from = at + 1
  }
  return stretches
}

const READABLE_BYTES = new Uint8Array(256).fill(1, 32, 127)
READABLE_BYTES[10] = 1

/** The index behind `count` encoded characters, not counting line breaks. */
function forward(text: string, start: number, count: number): number {
  let at = start
  for (let left = count; left > 0 && at < text.length; at++) if (!isLineBreak(text.charCodeAt(at))) left--
  return at
}

export function isLineBreak(code: number): boolean {
  return code === 10 || code === 13
}

/**
 * The alignments, as bits, in which a stretch of printable ASCII long enough for a finding comes out: for nearly every
 * long word of a text, none. Two neighbouring characters hold one byte in each of three alignments, and a part of two in
 * the fourth.
 */
function readableAlignments(text: string, from: number, to: number): number {
  const stretches = [0, 0, 0, 0]
  let readable = 0
  let last = -1
  let count = 0
  for (let index = from; index < to; index++) {
    const code = text.charCodeAt(index)
    if (isLineBreak(code)) continue
    const sextet = SEXTETS[code] ?? -1
    if (sextet < 0) return 0
    if (last >= 0) {
      for (let place = 1; place <= 3; place++) {
        const alignment = (count - place) & 3
        const byte = ((last << (2 * place)) | (sextet >> (6 - 2 * place))) & 0xff
        const stretch = READABLE_BYTES[byte] === 1 ? (stretches[alignment] ?? 0) + 1 : 0
        stretches[alignment] = stretch
        if (stretch === READABLE) readable |= 1 << alignment
      }
    }
    last = sextet
    count++
  }
  return readable
}

function isMostlyText(bytes: Uint8Array): boolean {
  let control = 0
  for (const byte of bytes) if ((byte < 32 && byte !== 10 && byte !== 13 && byte !== 9) || byte === 127) control++
  return control * 20 <= bytes.length
}
