// SPDX-License-Identifier: EUPL-1.2
import { builtInWords } from './detect/built-in-words.ts'
import { Lexicon, MAX_ENTRY } from './detect/lexicon.ts'
import { type Pattern, readPattern } from './detect/pattern.ts'
import { BoundaryError } from './errors.ts'
import { isFindingKind, type OwnKind } from './kinds.ts'
import { isWord } from './text/characters.ts'

/** What an organisation adds to the detectors: named patterns (`readPattern`) and lists of words and phrases. */
export type OwnRules = {
  readonly patterns?: readonly { readonly name: string; readonly pattern: string }[]
  readonly dictionaries?: readonly { readonly name: string; readonly entries: readonly string[] }[]
}

/** The words and patterns that a scan looks for: the built-in ones and an organisation's own, read and checked once. */
export type Rules = {
  readonly lexicon: Lexicon
  readonly patterns: readonly { readonly kind: OwnKind; readonly pattern: Pattern }[]
  /** Which ASCII characters a match of a pattern may begin with. */
  readonly patternStarts: Uint8Array
}

export const MAX_OWN_PATTERNS = 64
export const MAX_OWN_ENTRIES = 50_000

const DICTIONARY_CONFIDENCE = 0.8

/** Reads an organisation's rules; throws `bad-pattern` for one outside the safe subset. Keep the result: it is costly. */
export function readOwnRules(own: OwnRules): Rules {
  const words = builtInWords()
  let entries = 0
  for (const dictionary of own.dictionaries ?? []) {
    const kind = ownKind(dictionary.name)
    entries += dictionary.entries.length
    if (entries > MAX_OWN_ENTRIES)
      throw new BoundaryError('bad-pattern', `dictionaries hold over ${MAX_OWN_ENTRIES} entries`)
    for (const entry of dictionary.entries) {
      if (entry.length > MAX_ENTRY || !isWord(entry.trim().charCodeAt(0))) {
        throw new BoundaryError(
          'bad-pattern',
          `dictionary ${dictionary.name}: ${JSON.stringify(entry.slice(0, MAX_ENTRY))}`,
        )
      }
      words.push([entry, { finds: kind, confidence: DICTIONARY_CONFIDENCE, anyEnding: false }])
    }
  }
  if ((own.patterns?.length ?? 0) > MAX_OWN_PATTERNS) {
    throw new BoundaryError('bad-pattern', `more than ${MAX_OWN_PATTERNS} patterns`)
  }
  const patterns = (own.patterns ?? []).map(({ name, pattern }) => ({
    kind: ownKind(name),
    pattern: readPattern(pattern),
  }))
  const starts = patterns.map(({ pattern }) => pattern.firstCharacters)
  const patternStarts = Uint8Array.from({ length: 128 }, (_, code) =>
    starts.some((start) => start[code] === 1) ? 1 : 0,
  )
  return { lexicon: new Lexicon(words), patterns, patternStarts }
}

function ownKind(name: string): OwnKind {
  const kind = `own:${name}` as const
  if (!isFindingKind(kind)) throw new BoundaryError('bad-pattern', `${JSON.stringify(name)} is no name for a kind`)
  return kind
}

/** The built-in detectors alone. */
export const BUILT_IN_RULES: Rules = readOwnRules({})
