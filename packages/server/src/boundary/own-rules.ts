// SPDX-License-Identifier: EUPL-1.2
import { builtInWords } from './detect/built-in-words.ts'
import { Lexicon, MAX_ENTRY, type Meaning } from './detect/lexicon.ts'
import { longestOf, type Pattern, readPattern } from './detect/pattern.ts'
import { BoundaryError } from './errors.ts'
import { BUILT_IN_KINDS, type FindingKind, isFindingKind, type OwnKind } from './kinds.ts'
import { isWord } from './text/characters.ts'

/** What an organisation looks for beside what is built in: what it finds has the kind `own:` and the name. */
export type OwnDetector = {
  readonly name: string
  /** As `readPattern` takes them; `place` says where each stands, for problems. */
  readonly patterns: readonly { readonly pattern: string; readonly place: string }[]
  /** A word or phrase on each line; an empty line or one that begins with `#` says nothing. */
  readonly dictionary?: { readonly name: string; readonly text: string }
}

/** The words and patterns that a scan looks for: the built-in ones and an organisation's own, read and checked once. */
export type Rules = {
  readonly lexicon: Lexicon
  readonly patterns: readonly { readonly kind: OwnKind; readonly pattern: Pattern }[]
  /** Which ASCII characters a match of a pattern may begin with. */
  readonly patternStarts: Uint8Array
  /** Every kind that can be found. */
  readonly kinds: readonly FindingKind[]
}

const MAX_OWN_PATTERNS = 64
/** The most characters that all patterns together may match: what one word of a hostile text can cost. */
const MAX_OWN_STEPS = 512
export const MAX_OWN_ENTRIES = 50_000

const DICTIONARY_CONFIDENCE = 0.8

const known = new WeakMap<readonly OwnDetector[], Rules>()

/**
 * The rules of an organisation with these detectors, made once for each list. Throws `bad-pattern` with every problem,
 * each with its place, where something lies outside the safe subset.
 */
export function rulesOf(own: readonly OwnDetector[]): Rules {
  const kept = known.get(own)
  if (kept !== undefined) return kept
  const rules = own.length === 0 ? BUILT_IN_RULES : readOwnRules(own)
  known.set(own, rules)
  return rules
}

function readOwnRules(own: readonly OwnDetector[]): Rules {
  const problems: string[] = []
  const detectors = own.map((detector) => ({ ...detector, kind: ownKind(detector.name) }))
  const words = detectors.flatMap((detector) => wordsOf(detector, problems))
  if (words.length > MAX_OWN_ENTRIES) problems.push(`dictionaries: hold over ${MAX_OWN_ENTRIES} entries together`)
  const patterns = detectors.flatMap((detector) => patternsOf(detector, problems))
  if (patterns.length > MAX_OWN_PATTERNS) problems.push(`detectors.yaml: more than ${MAX_OWN_PATTERNS} patterns`)
  const steps = patterns.reduce((sum, { pattern }) => sum + longestOf(pattern), 0)
  if (steps > MAX_OWN_STEPS) {
    problems.push(`detectors.yaml: the patterns together match up to ${steps} characters; ${MAX_OWN_STEPS} is the most`)
  }
  if (problems.length > 0) throw new BoundaryError('bad-pattern', problems.join('\n'), problems)
  return rules(
    words,
    patterns,
    detectors.map(({ kind }) => kind),
  )
}

type Named = OwnDetector & { readonly kind: OwnKind }

type Words = readonly (readonly [phrase: string, meaning: Meaning])[]

function rules(words: Words, patterns: Rules['patterns'], kinds: readonly OwnKind[]): Rules {
  const starts = patterns.map(({ pattern }) => pattern.firstCharacters)
  const patternStarts = Uint8Array.from({ length: 128 }, (_, code) =>
    starts.some((start) => start[code] === 1) ? 1 : 0,
  )
  const lexicon = new Lexicon([...builtInWords(), ...words])
  return { lexicon, patterns, patternStarts, kinds: [...BUILT_IN_KINDS, ...kinds] }
}

function wordsOf({ dictionary, kind: finds }: Named, problems: string[]): Words {
  if (dictionary === undefined) return []
  const { name, text } = dictionary
  return text.split('\n').flatMap((line, at) => {
    const entry = line.trim()
    if (entry === '' || entry.startsWith('#')) return []
    if (entry.length > MAX_ENTRY) problems.push(`${name}:${at + 1}:1: longer than ${MAX_ENTRY} characters`)
    else if (!isWord(entry.charCodeAt(0))) problems.push(`${name}:${at + 1}:1: must begin with a letter or a digit`)
    else return [[entry, { finds, confidence: DICTIONARY_CONFIDENCE, anyEnding: false }] as const]
    return []
  })
}

function patternsOf({ patterns, kind }: Named, problems: string[]): Rules['patterns'] {
  return patterns.flatMap(({ pattern, place }) => {
    try {
      return [{ kind, pattern: readPattern(pattern) }]
    } catch (error) {
      if (!(error instanceof BoundaryError)) throw error
      problems.push(`${place}: ${error.message}`)
      return []
    }
  })
}

function ownKind(name: string): OwnKind {
  const kind = `own:${name}` as const
  if (!isFindingKind(kind)) throw new BoundaryError('bad-pattern', `${JSON.stringify(name)} is no name for a kind`)
  return kind
}

/** The built-in detectors alone. */
export const BUILT_IN_RULES: Rules = rules([], [], [])
