// SPDX-License-Identifier: EUPL-1.2
import { isAlphanumeric, isSpace, isWord } from '../text/characters.ts'
import type { Candidate, Window } from './window.ts'

/** First words of what names a secret in a form, a configuration or a sentence; the lexicon leads from them here. */
export const SECRET_FIRST_WORDS: readonly string[] = [
  'password',
  'passwd',
  'pwd',
  'passphrase',
  'wachtwoord',
  'wachtwoorden',
  'ww',
  'secret',
  'geheim',
  'api',
  'apikey',
  'accesstoken',
  'authtoken',
  'clientsecret',
  'bearer',
  'private',
  'privatekey',
  'token',
  'sleutel',
  'pincode',
  'authorization',
  'accountkey',
  'sharedaccesskey',
]

const ASSIGNMENT =
  /^(?:(?:client|auth|access|api|private)[-_ ]?)?(?:passw(?:or)?d|pwd|passphrase|wachtwoord(?:en)?|ww|secret(?:[-_ ]?access)?(?:[-_ ]?key)?|geheim|key|sleutel|token|pincode|authorization|accountkey|sharedaccesskey)["']?(?: ?(?:[:=]|=>|:=) ?| (?:is|luidt|was) (?:nu |now )?:? ?)(?:bearer |basic )?["'`]?/i
const BEARER = /^(?:bearer|basic) (?=[A-Za-z0-9._~+/=-]{16})/i
const LONGEST_NAME = 64

const PLACEHOLDER =
  /^(?:x+|\*+|\.+|<[^>]*>?|\$\{?\w+\}?|%\w+%|\{\{.*|null|true|false|none|undefined|required|example|voorbeeld|verplicht|changeme|\[.*)$/i

// What program text has behind such a word: a call, an index, a variable, a pattern.
const PROGRAM_TEXT =
  /^(?:[A-Za-z_$][\w$.]*[([]|(?:process|config|this|self|os|env|req|import|options|settings)\.|[/\\$({[])/

/** A value that a word before it calls a secret: `wachtwoord: …`, `"api_key": "…"`, `Authorization: Bearer …`. */
export function namedSecretAt(window: Window, start: number): Candidate | undefined {
  const text = nameAhead(window, start)
  const name = ASSIGNMENT.exec(text)?.[0] ?? BEARER.exec(text)?.[0]
  if (name === undefined) return undefined
  const from = start + name.length
  const end = valueEnd(window, from, isQueryName(window.at(start - 1)))
  const value = window.text.slice(from, end)
  if (value.length < 4 || PLACEHOLDER.test(value) || PROGRAM_TEXT.test(value) || !looksChosen(value)) return undefined
  return { kind: 'secret', start: from, end, confidence: 0.85 }
}

function isQueryName(before: number): boolean {
  return before === 63 || before === 38 // ? &
}

function valueEnd(window: Window, from: number, inQuery: boolean): number {
  let end = from
  while (end - from < 256 && isValueCharacter(window.at(end)) && !(inQuery && window.at(end) === 38)) {
    if (isBracket(window.at(end)) && !isAlphanumeric(window.at(end + 1))) break
    end++
  }
  while (end > from && AFTER_VALUE.has(window.at(end - 1))) end--
  return end
}

function isBracket(code: number): boolean {
  return code === 41 || code === 93 || code === 125 // ) ] }
}

/** At most five words: a name, and what may stand between it and its value. */
function nameAhead(window: Window, start: number): string {
  let end = start
  for (let spaces = 0; end - start < LONGEST_NAME && spaces < 5; end++) {
    const code = window.at(end)
    if (code === 0 || code === 10) break
    if (code === 32) spaces++
  }
  return window.text.slice(start, end)
}

// Quotes, commas and what is unreadable end a value.
const ENDS_VALUE = new Set([...'"\'`<,;\ufffd'].map((sign) => sign.charCodeAt(0)))
const AFTER_VALUE = new Set([...'.):]}?'].map((sign) => sign.charCodeAt(0)))

function isValueCharacter(code: number): boolean {
  return code > 32 && !isSpace(code) && !ENDS_VALUE.has(code)
}

/** A password has a digit or a sign or is long; `wachtwoord: vergeten` is a sentence. */
function looksChosen(value: string): boolean {
  if (/\d/.test(value)) return true
  const path = /^(?:https?:|[A-Za-z_$]+(?:\.[A-Za-z_$]+)+$)/.test(value) // `exports.token`
  if (/[A-Za-z][^A-Za-z\s'-]+[A-Za-z]/.test(value) && !path) return true
  return value.length >= 20 && !isWordOnly(value)
}

function isWordOnly(value: string): boolean {
  for (let index = 0; index < value.length; index++) if (!isWord(value.charCodeAt(index))) return false
  return true
}
