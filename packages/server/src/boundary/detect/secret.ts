// SPDX-License-Identifier: EUPL-1.2
import { isAlphanumeric, isDigit, isSpace } from '../text/characters.ts'
import type { Candidate, Window } from './window.ts'

/** The longest secret in one finding; what goes on behind it isn't told from other text any more. */
const MAX_SECRET = 7680
const MAX_KEY = 512

// Keys that services give out with a prefix of their own, as their documentation shows them, and the fewest characters
// behind it. The first letters or digits stand in the lexicon, which leads here.
const ISSUED: readonly (readonly [string, number])[] = [
  ['AKIA', 16],
  ['ASIA', 16],
  ['AIza', 35],
  ['ya29.', 20],
  ['GOCSPX-', 20],
  ['sk-', 20],
  ['sk_live_', 16],
  ['sk_test_', 16],
  ['rk_live_', 16],
  ['rk_test_', 16],
  ['whsec_', 20],
  ['ghp_', 36],
  ['gho_', 36],
  ['ghu_', 36],
  ['ghs_', 36],
  ['ghr_', 36],
  ['github_pat_', 22],
  ['glpat-', 20],
  ['xoxb-', 20],
  ['xoxp-', 20],
  ['xoxa-', 20],
  ['xoxr-', 20],
  ['xoxs-', 20],
  ['npm_', 36],
  ['pypi-', 20],
  ['hf_', 30],
  ['SG.', 40],
  ['dop_v1_', 32],
  ['shpat_', 32],
  ['live_', 30],
  ['test_', 30],
  ['lin_api_', 30],
]

export const ISSUED_FIRST_WORDS: readonly string[] = [
  ...new Set(ISSUED.map(([prefix]) => /^[A-Za-z0-9]+/.exec(prefix)?.[0].toLowerCase() ?? '')),
]

function isKeyCharacter(code: number): boolean {
  return isAlphanumeric(code) || code === 95 || code === 45
}

/** A key with a known prefix at `start`. */
export function issuedKeyAt(window: Window, start: number): Candidate | undefined {
  for (const [prefix, fewest] of ISSUED) {
    if (!startsWith(window, start, prefix)) continue
    const from = start + prefix.length
    let end = from
    let digits = 0
    while (end - from < MAX_KEY) {
      const code = window.at(end)
      if (isDigit(code)) digits++
      else if (!isKeyCharacter(code) && !isInnerSign(window, prefix, end)) break
      // A random key has a digit soon; a word with hyphens never does.
      if (digits === 0 && end - from > 64) break
      end++
    }
    if (end - from >= fewest && digits > 0) return { kind: 'secret', start, end, confidence: 0.95 }
  }
  return undefined
}

function isInnerSign(window: Window, prefix: string, at: number): boolean {
  const code = window.at(at)
  if (prefix === 'SG.' || prefix === 'ya29.') return code === 46 && isKeyCharacter(window.at(at + 1))
  return false
}

function startsWith(window: Window, start: number, prefix: string): boolean {
  for (let index = 0; index < prefix.length; index++) {
    if (window.at(start + index) !== prefix.charCodeAt(index)) return false
  }
  return true
}

const MAX_TOKEN_HEADER = 512

/** A JSON Web Token (RFC 7519 §3): two or three base64url parts, the first of which begins as `{"` does. */
export function tokenAt(window: Window, start: number): Candidate | undefined {
  if (!startsWith(window, start, 'eyJ')) return undefined
  let end = start
  let dots = 0
  while (end - start < MAX_SECRET) {
    const code = window.at(end)
    if (code === 46 && isKeyCharacter(window.at(end + 1)) && dots < 4) dots++
    else if (!isKeyCharacter(code) || (dots === 0 && end - start > MAX_TOKEN_HEADER)) break
    end++
  }
  if (dots < 2 || end - start < 30) return undefined
  return { kind: 'secret', start, end, confidence: 0.97 }
}

const PEM_BEGIN = /^-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/
const PEM_END = /-----END (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/

/** A private key in PEM (RFC 7468) or OpenPGP armour, up to its end line or, when that lacks, to what can't be a key. */
export function privateKeyAt(window: Window, start: number): Candidate | undefined {
  if (!startsWith(window, start, '-----BEGIN ')) return undefined
  const header = PEM_BEGIN.exec(window.ahead(start, 64))?.[0]
  if (header === undefined) return undefined
  let end = start + header.length
  while (end - start < MAX_SECRET) {
    const code = window.at(end)
    if (code === 45 && startsWith(window, end, '-----END ')) {
      const closing = PEM_END.exec(window.ahead(end, 64))?.[0]
      return { kind: 'secret', start, end: closing === undefined ? end : end + closing.length, confidence: 0.99 }
    }
    if (!isKeyBody(code) || (code === 45 && startsWith(window, end, '-----BEGIN '))) break
    end++
  }
  return { kind: 'secret', start, end: keyLinesEnd(window, start + header.length, end), confidence: 0.99 }
}

function isKeyBody(code: number): boolean {
  if (isAlphanumeric(code) || isSpace(code)) return true
  return (
    code === 43 || code === 47 || code === 61 || code === 92 || code === 45 || code === 58 || code === 44 || code === 46
  )
}

/** Without an end line only lines that look like base64 belong to the key, so that prose behind a header stays. */
function keyLinesEnd(window: Window, from: number, to: number): number {
  const lines = /^(?:(?:\\[rn]|\s)*[A-Za-z0-9+/=]{24,}(?![^\s\\]))*/.exec(window.text.slice(from, to))
  return from + (lines?.[0].length ?? 0)
}

const ENDS_AUTHORITY = new Set([...'/?#"<'].map((sign) => sign.charCodeAt(0)))

/** The password in `scheme://user:password@host` (RFC 3986 §3.2.1); `colon` is the one before `//`. */
export function passwordInUrlAt(window: Window, colon: number): Candidate | undefined {
  if (window.at(colon + 1) !== 47 || window.at(colon + 2) !== 47) return undefined
  let password = -1
  for (let at = colon + 3; at - colon < 320; at++) {
    const code = window.at(at)
    if (code === 58 && password === -1) password = at + 1
    if (code === 123) return undefined // `://${user}:${password}@`: program text
    if (code === 64) {
      if (password === -1 || password === at) return undefined
      return { kind: 'secret', start: password, end: at, confidence: 0.95 }
    }
    if (code === 0 || isSpace(code) || ENDS_AUTHORITY.has(code)) return undefined
  }
  return undefined
}
