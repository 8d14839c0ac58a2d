// SPDX-License-Identifier: EUPL-1.2
import { isAlphanumeric, isHexadecimal, isLetter, isWord } from '../text/characters.ts'
import type { Candidate, Window } from './window.ts'

// RFC 5321 §4.5.3.1: 64 octets before the @, 255 behind it, 63 in a label (RFC 1035 §2.3.4).
export const MAX_LOCAL = 64
const MAX_DOMAIN = 255
const MAX_LABEL = 63

/** File names like `logo@2x.png` end in these, addresses don't. */
const FILE_ENDINGS = new Set(['png', 'jpg', 'jpeg', 'gif', 'svg', 'webp', 'pdf', 'css', 'js', 'ts', 'html'])

/** Whether a character may stand before the @: letters, digits and the signs that real addresses have. */
export function isLocal(code: number): boolean {
  return isWord(code) || code === 46 || code === 95 || code === 43 || code === 45 || code === 39
}

/** The e-mail address around the @ at `at`. */
export function emailAt(window: Window, at: number): Candidate | undefined {
  const start = localStart(window, at)
  if (start === at) return undefined
  const end = domainEnd(window, at + 1)
  return end === -1 ? undefined : { kind: 'email', start, end, confidence: 0.97 }
}

function localStart(window: Window, at: number): number {
  let start = at
  while (at - start < MAX_LOCAL && isLocal(window.at(start - 1))) start--
  while (start < at && !isWord(window.at(start)) && window.at(start) !== 95 && window.at(start) !== 43) start++
  // Behind a percent-encoded sign, as in `to=%3Cjan@…`, its two digits aren't part of the address.
  const encoded = window.at(start - 1) === 37 && isHexadecimal(window.at(start)) && isHexadecimal(window.at(start + 1))
  return encoded ? Math.min(start + 2, at) : start
}

function domainEnd(window: Window, start: number): number {
  let at = start
  let lastLabel = start
  let end = -1
  while (at - start <= MAX_DOMAIN) {
    const from = at
    while (at - from <= MAX_LABEL && (isWord(window.at(at)) || (window.at(at) === 45 && at > from))) at++
    while (at > from && window.at(at - 1) === 45) at--
    if (at === from || at - from > MAX_LABEL) break
    lastLabel = from
    if (from > start && isTopLevel(window, from, at)) end = at
    if (window.at(at) !== 46 || !isWord(window.at(at + 1))) break
    at++
  }
  return end !== -1 && FILE_ENDINGS.has(window.text.slice(lastLabel, end).toLowerCase()) ? -1 : end
}

function isTopLevel(window: Window, from: number, to: number): boolean {
  if (to - from < 2) return false
  if (window.ahead(from, 4).toLowerCase() === 'xn--') return true
  for (let index = from; index < to; index++) {
    const code = window.at(index)
    if (isAlphanumeric(code) && !isLetter(code)) return false
  }
  return true
}
