// SPDX-License-Identifier: EUPL-1.2
// Characters that a reader or a model takes for an ASCII one, and characters that nobody sees. An attacker writes a
// number with them so that a detector for ASCII digits passes it by.

/** First code point (the zero) of every block of ten decimal digits in Unicode 17 (general category Nd). */
const ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20,
  0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0,
  0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0x104a0, 0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0,
  0x11450, 0x114d0, 0x11650, 0x116c0, 0x116d0, 0x116da, 0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50, 0x11da0,
  0x11de0, 0x11f50, 0x16130, 0x16a60, 0x16ac0, 0x16b50, 0x16d70, 0x1ccf0, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6,
  0x1e140, 0x1e2f0, 0x1e4f0, 0x1e5f1, 0x1e950, 0x1fbf0,
]

/** Ranges of signs that stand for consecutive ASCII characters: first code point, last, what the first stands for. */
const SEQUENCES: readonly (readonly [number, number, string])[] = [
  [0x2474, 0x247c, '1'], // digits in parentheses and in filled circles
  [0x2776, 0x277e, '1'],
  [0x2780, 0x2788, '1'],
  [0x278a, 0x2792, '1'],
]

/**
 * Ranges in which Unicode says of most signs which ASCII character they are a form of (NFKC): raised, lowered, in circles
 * and squares, full-width, mathematical, Roman numerals.
 */
const FORMS: readonly (readonly [number, number])[] = [
  [0xb2, 0xb3],
  [0xb9, 0xb9],
  [0x17f, 0x17f],
  [0x2b0, 0x2b8],
  [0x2e0, 0x2e3],
  [0x1d2c, 0x1dbf],
  [0x2070, 0x24ff],
  [0x2c7c, 0x2c7d],
  [0xa7f0, 0xa7f9],
  [0xfe50, 0xfe6f],
  [0xff01, 0xff5e],
  [0x10780, 0x107bf],
  [0x1ccd6, 0x1ccf9],
  [0x1d400, 0x1d7ff],
  [0x1f100, 0x1f1ff],
]

/** Signs that look like the ASCII character at the same place in the second string. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['\u00a0\u1680\u202f\u205f\u3000', '     '],
  ['\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a', '           '],
  ['\u2028\u2029\u0085', '\n\n\n'],
  ['\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63', '----------'],
  ['\ufe6b\u2024\u3002\uff61\u2236\ua789\u2044\u2215\u2018\u2019', "@...:://''"],
  ['\u2800', ' '], // a sign of braille without dots
  // Cyrillic, Greek, Armenian and other letters that look like Latin ones.
  ['АВЕКМНОРСТХаеорсухіјѕ', 'ABEKMHOPCTXaeopcyxijs'],
  ['ІЈЅҮԚԜԁһӏүԛԝ', 'IJSYQWdhlyqw'],
  ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιν', 'ABEZHIKMNOPTYXoiv'],
  ['ՕՏԼօսհց', 'OSLouhg'],
  ['\u0131\u0251\u0261', 'iag'],
]

/**
 * Ranges that show nothing: controls, zero-width, bidirectional and format signs, accents on their own, variation
 * selectors, tags. A tab and the ends of lines are seen.
 */
const INVISIBLE: readonly (readonly [number, number])[] = [
  [0x0, 0x8],
  [0xe, 0x1f],
  [0x7f, 0x84],
  [0x86, 0x9f],
  [0xad, 0xad],
  [0x300, 0x36f],
  [0x483, 0x489],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x20d0, 0x20ff],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfe20, 0xfe2f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0x13430, 0x1345f],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
]

/** Of what is invisible, what stands in ASCII. */
export const INVISIBLE_IN_ASCII = /[\0-\x08\x0e-\x1f\x7f]/

const INVISIBLE_MEANING = -1
const meanings = new Map<number, number>()
for (const zero of ZEROS) for (let digit = 0; digit < 10; digit++) meanings.set(zero + digit, 48 + digit)
for (const [first, last, ascii] of SEQUENCES) {
  for (let code = first; code <= last; code++) meanings.set(code, ascii.charCodeAt(0) + code - first)
}
for (const [signs, ascii] of PAIRS) {
  for (let index = 0; index < signs.length; index++) meanings.set(signs.charCodeAt(index), ascii.charCodeAt(index))
}
for (const [first, last] of FORMS) {
  for (let code = first; code <= last; code++) {
    const form = String.fromCodePoint(code).normalize('NFKC')
    if (form.length === 1 && form > ' ' && form <= '~') meanings.set(code, form.charCodeAt(0))
  }
}
for (const [first, last] of INVISIBLE) {
  for (let code = first; code <= last; code++) meanings.set(code, INVISIBLE_MEANING)
}

/** The ASCII code a code point stands for, `undefined` when it stands for itself, 'nothing' when nobody sees it. */
export function meaningOf(codePoint: number): number | 'nothing' | undefined {
  const meaning = meanings.get(codePoint)
  return meaning === INVISIBLE_MEANING ? 'nothing' : meaning
}

/** The body of a regular-expression class with every UTF-16 unit that may begin a look-alike or invisible sign. */
export const LOOK_ALIKE_CLASS = classSource()

function classSource(): string {
  const units = new Set([...meanings.keys()].map((code) => (code > 0xffff ? 0xd800 + ((code - 0x10000) >> 10) : code)))
  return [...units].map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')
}
