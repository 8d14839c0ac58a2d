// SPDX-License-Identifier: EUPL-1.2

export type Language = 'nl' | 'en'

/**
 * Gives a sentence in the reader's language. Both stand side by side in the code, so that neither is an afterthought.
 */
export type Say = (nl: string, en: string) => string

export type Environment = Readonly<Record<string, string | undefined>>

/** The language of `--lang`, else Dutch for a Dutch locale and English for any other. */
export function languageOf(args: readonly string[], environment: Environment): Language {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='))
  const asked = args[at]?.split('=', 2)[1] ?? (at === -1 ? undefined : args[at + 1])
  if (asked === 'nl' || asked === 'en') return asked
  // The first one that is set decides, even if it is `C`: POSIX.1-2017 8.2.
  return /^nl/i.test(environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '') ? 'nl' : 'en'
}

export function sayIn(language: Language): Say {
  return (nl, en) => (language === 'nl' ? nl : en)
}
