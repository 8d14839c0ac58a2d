// SPDX-License-Identifier: EUPL-1.2
import { builtInWords } from './detect/built-in-words.ts'
import { Lexicon, MAX_ENTRY, type Meaning } from './detect/lexicon.ts'
import { longestOf, type Pattern, readPattern } from './detect/pattern.ts'
import { BoundaryError, type RulePlace, type RuleProblem } from './errors.ts'
import { BUILT_IN_KINDS, type FindingKind, isFindingKind, type OwnKind } from './kinds.ts'
import { isWord } from './text/characters.ts'

/** What an organisation looks for beside what is built in: what it finds has the kind `own:` and the name. */
export type OwnDetector = {
  readonly name: string
  /** As `readPattern` takes them; `place` says where each stands, for problems. */
  readonly patterns: readonly { readonly pattern: string; readonly place: RulePlace }[]
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
  const problems: RuleProblem[] = []
  const detectors = own.map((detector) => ({ ...detector, kind: ownKind(detector.name) }))
  const words = detectors.flatMap((detector) => wordsOf(detector, problems))
  if (words.length > MAX_OWN_ENTRIES) {
    problems.push({
      file: 'dictionaries',
      message: {
        nl: `samen meer dan ${MAX_OWN_ENTRIES} regels; maak de lijsten korter`,
        en: `over ${MAX_OWN_ENTRIES} entries together; make the lists shorter`,
      },
    })
  }
  const patterns = detectors.flatMap((detector) => patternsOf(detector, problems))
  if (patterns.length > MAX_OWN_PATTERNS) {
    problems.push(
      ofDetectors(
        `meer dan ${MAX_OWN_PATTERNS} patronen; neem er een paar samen of haal er weg`,
        `more than ${MAX_OWN_PATTERNS} patterns; join some or take some out`,
      ),
    )
  }
  const steps = patterns.reduce((sum, { pattern }) => sum + longestOf(pattern), 0)
  if (steps > MAX_OWN_STEPS) {
    problems.push(
      ofDetectors(
        `de patronen vangen samen tot ${steps} tekens; ${MAX_OWN_STEPS} is het meeste, dus maak er een paar korter`,
        `the patterns together match up to ${steps} characters; ${MAX_OWN_STEPS} is the most, so make some shorter`,
      ),
    )
  }
  if (problems.length > 0) {
    throw new BoundaryError('bad-pattern', problems.map(({ message }) => message.en).join('\n'), problems)
  }
  return rules(
    words,
    patterns,
    detectors.map(({ kind }) => kind),
  )
}

function ofDetectors(nl: string, en: string): RuleProblem {
  return { file: 'detectors.yaml', message: { nl, en } }
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

function wordsOf({ dictionary, kind: finds }: Named, problems: RuleProblem[]): Words {
  if (dictionary === undefined) return []
  const { name, text } = dictionary
  return text.split('\n').flatMap((line, at) => {
    const entry = line.trim()
    if (entry === '' || entry.startsWith('#')) return []
    const message = unfit(entry)
    if (message === undefined) return [[entry, { finds, confidence: DICTIONARY_CONFIDENCE, anyEnding: false }] as const]
    problems.push({ file: name, line: at + 1, column: 1, message })
    return []
  })
}

function unfit(entry: string): RuleProblem['message'] | undefined {
  if (entry.length > MAX_ENTRY) {
    return {
      nl: `langer dan ${MAX_ENTRY} tekens; zet één woord of naam op een regel`,
      en: `longer than ${MAX_ENTRY} characters; put one word or name on a line`,
    }
  }
  if (isWord(entry.charCodeAt(0))) return undefined
  return {
    nl: 'begint niet met een letter of cijfer; haal weg wat ervoor staat',
    en: 'does not begin with a letter or a digit; take out what stands before',
  }
}

function patternsOf({ patterns, kind }: Named, problems: RuleProblem[]): Rules['patterns'] {
  return patterns.flatMap(({ pattern, place }) => {
    try {
      return [{ kind, pattern: readPattern(pattern) }]
    } catch (error) {
      if (!(error instanceof BoundaryError)) throw error
      problems.push(...error.problems.map((problem) => ({ ...problem, ...place })))
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
