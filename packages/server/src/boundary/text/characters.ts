// SPDX-License-Identifier: EUPL-1.2
// Character classes for the scan. A *run* is a stretch of letters, digits and the symbols that base64, codes and
// hyphenated words are made of; a *mark* is a character outside runs that a finding can hang on.

export const RUN = 1
export const DIGIT = 2
export const UPPER = 4
export const LOWER = 8
export const SYMBOL = 16
export const MARK = 32
export const OTHER_LETTER = 64
/** Any letter or digit: what words are made of. */
export const WORD = DIGIT | UPPER | LOWER | OTHER_LETTER

const CLASS_BITS = 8
const LATIN = 0x250

/** Of each UTF-16 unit its class and, above that, its base letter: what is asked of nearly every character of a text. */
const UNITS = new Uint32Array(1 << 16)
for (let code = 0; code < UNITS.length; code++) UNITS[code] = classBits(code) | (base(code) << CLASS_BITS)

function classBits(code: number): number {
  if (isDigit(code)) return RUN | DIGIT
  if (isLetter(code)) return RUN | (isUpper(code) ? UPPER : LOWER)
  if (code >= 128) return isOtherLetter(code) ? RUN | OTHER_LETTER : 0
  const sign = String.fromCharCode(code)
  if ('+/_-'.includes(sign)) return RUN | SYMBOL
  return '@:('.includes(sign) ? MARK : 0
}

function base(code: number): number {
  if (!isWord(code)) return 0
  return code < LATIN ? String.fromCharCode(code).normalize('NFD').toLowerCase().charCodeAt(0) : code
}

/** The class bits of one UTF-16 unit; 0 for what can neither start nor continue a finding by itself. */
export function classOf(code: number): number {
  return (UNITS[code] ?? 0) & 0xff
}

/** A letter or digit in lower case and without accents (Latin letters), for comparing words; 0 for what is neither. */
export function baseLetter(code: number): number {
  return (UNITS[code] ?? 0) >> CLASS_BITS
}

/** What `classOf` says of a UTF-16 unit and, for `letterIn`, what `baseLetter` does, in one look. */
export function unitOf(code: number): number {
  return UNITS[code] ?? 0
}

export function letterIn(unit: number): number {
  return unit >> CLASS_BITS
}

// Coarse on purpose: a sign taken for a letter only lengthens a word, and emoji, punctuation and symbols are excluded.
function isOtherLetter(code: number): boolean {
  if (code < 0xc0 || code === 0xd7 || code === 0xf7) return false
  if (code < 0x2000) return true
  if (code < 0x2c00 || (code >= 0x3000 && code < 0x3040)) return false
  return code < 0xd800 || (code >= 0xf900 && code < 0xfe00)
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

export function isUpper(code: number): boolean {
  return code >= 65 && code <= 90
}

/** An ASCII letter. */
export function isLetter(code: number): boolean {
  return isUpper(code) || (code >= 97 && code <= 122)
}

/** An ASCII letter or digit. */
export function isAlphanumeric(code: number): boolean {
  return isDigit(code) || isLetter(code)
}

/** A letter of any script or a digit: what a word is made of. */
export function isWord(code: number): boolean {
  return code < 128 ? isAlphanumeric(code) : isOtherLetter(code)
}

export function isHexadecimal(code: number): boolean {
  return isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102)
}

export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13)
}
