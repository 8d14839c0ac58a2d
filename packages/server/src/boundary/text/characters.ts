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

const ASCII = new Uint8Array(128)
for (let code = 48; code <= 57; code++) ASCII[code] = RUN | DIGIT
for (let code = 65; code <= 90; code++) ASCII[code] = RUN | UPPER
for (let code = 97; code <= 122; code++) ASCII[code] = RUN | LOWER
for (const symbol of '+/_-') ASCII[symbol.charCodeAt(0)] = RUN | SYMBOL
for (const mark of '@:(') ASCII[mark.charCodeAt(0)] = MARK

/** The class bits of one UTF-16 unit; 0 for what can neither start nor continue a finding by itself. */
export function classOf(code: number): number {
  if (code < 128) return ASCII[code] ?? 0
  return isOtherLetter(code) ? RUN | OTHER_LETTER : 0
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

const BASE_LETTERS = new Uint16Array(0x250)
for (let code = 0; code < BASE_LETTERS.length; code++) {
  BASE_LETTERS[code] = String.fromCharCode(code).normalize('NFD').toLowerCase().charCodeAt(0)
}

/** Lower case without accents (Latin letters), for comparing words. */
export function baseLetter(code: number): number {
  return code < 0x250 ? (BASE_LETTERS[code] ?? code) : code
}
