// SPDX-License-Identifier: EUPL-1.2
import { parseArgs } from 'node:util'
import type { Language } from '../words/words.ts'

/** What the command was asked to do. */
export interface VerifyArguments {
  readonly target: string
  readonly key: string | undefined
  readonly policy: string | undefined
  readonly against: readonly string[]
  readonly entry: string | undefined
  /** Whether all of what was handed over is shown, however long. */
  readonly full: boolean
}

export type Arguments =
  | { readonly kind: 'verify'; readonly language: Language; readonly verify: VerifyArguments }
  | { readonly kind: 'help'; readonly language: Language }
  | { readonly kind: 'misused'; readonly language: Language }

/** Dutch for a Dutch locale, English for every other. */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): Language {
  const locale =
    environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || Intl.DateTimeFormat().resolvedOptions().locale
  return /^nl/i.test(locale) ? 'nl' : 'en'
}

const options = {
  key: { type: 'string' },
  policy: { type: 'string' },
  against: { type: 'string', multiple: true },
  entry: { type: 'string' },
  full: { type: 'boolean' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Reads the command line. What isn't understood is a misuse: nothing is guessed. */
export function readArguments(args: readonly string[], fallback: Language): Arguments {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
    const { key, policy, against = [], entry, full = false, lang = fallback, help = false } = values
    if (lang !== 'nl' && lang !== 'en') return { kind: 'misused', language: fallback }
    if (help) return { kind: 'help', language: lang }
    const [command, target, ...rest] = positionals
    const isTooMuch = rest.length > 0 || (key !== undefined && policy !== undefined)
    if (command !== 'verify' || target === undefined || isTooMuch) return { kind: 'misused', language: lang }
    return { kind: 'verify', language: lang, verify: { target, key, policy, against, entry, full } }
  } catch {
    return { kind: 'misused', language: fallback }
  }
}
