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

const CLASSES = new Uint8Array(1 << 16)
for (let code = 48; code <= 57; code++) CLASSES[code] = RUN | DIGIT
for (let code = 65; code <= 90; code++) CLASSES[code] = RUN | UPPER
for (let code = 97; code <= 122; code++) CLASSES[code] = RUN | LOWER
for (let code = 128; code < CLASSES.length; code++) if (isOtherLetter(code)) CLASSES[code] = RUN | OTHER_LETTER
for (const symbol of '+/_-') CLASSES[symbol.charCodeAt(0)] = RUN | SYMBOL
for (const mark of '@:(') CLASSES[mark.charCodeAt(0)] = MARK

/** The class bits of one UTF-16 unit; 0 for what can neither start nor continue a finding by itself. */
export function classOf(code: number): number {
  return CLASSES[code] ?? 0
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

const LATIN = 0x250
const BASE_LETTERS = new Uint16Array(1 << 16)
for (let code = 0; code < BASE_LETTERS.length; code++) {
  if (!isWord(code)) continue
  BASE_LETTERS[code] = code < LATIN ? String.fromCharCode(code).normalize('NFD').toLowerCase().charCodeAt(0) : code
}

/** A letter or digit in lower case and without accents (Latin letters), for comparing words; 0 for what is neither. */
export function baseLetter(code: number): number {
  return BASE_LETTERS[code] ?? 0
}
