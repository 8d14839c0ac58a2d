// SPDX-License-Identifier: EUPL-1.2

export type Language = 'nl' | 'en'

/** One sentence in both languages; gives the reader's. Both stand side by side, so that none is an afterthought. */
export type Say = (nl: string, en: string) => string

export type Environment = Readonly<Record<string, string | undefined>>

/** What `--lang` asks, else Dutch for a Dutch locale and English for every other. */
export function languageOf(args: readonly string[], environment: Environment): Language {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='))
  const asked = args[at]?.split('=', 2)[1] ?? (at === -1 ? undefined : args[at + 1])
  if (asked === 'nl' || asked === 'en') return asked
  // The first that is set counts, also when it is `C`: POSIX.1-2017 8.2.
  return /^nl/i.test(environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '') ? 'nl' : 'en'
}

export function sayIn(language: Language): Say {
  return (nl, en) => (language === 'nl' ? nl : en)
}
