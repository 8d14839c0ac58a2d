// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import { id, label } from './fields.ts'

/** Longer than any list of an organisation's clients; the boundary bounds its entries. */
const maxDictionary = 4_000_000

const detector = z
  .strictObject({
    /** What it finds is called `own:` and this. */
    name: id,
    patterns: z.array(z.string().min(1).max(200)).max(64).default([]),
    /** A file of `dictionaries/`, with a word or phrase on each line. */
    dictionary: z
      .string()
      .regex(/^[a-z0-9][a-z0-9._-]{0,79}\.txt$/, 'name a file in dictionaries/, as in clients.txt')
      .optional(),
    /** What a text carries in which it was found. Whoever says nothing has found something of a person. */
    labels: z.array(label).max(10).default(['personal']),
  })
  .refine(({ patterns, dictionary }) => patterns.length > 0 || dictionary !== undefined, {
    message: 'give patterns, a dictionary or both',
  })

export const detectorsFile = z.strictObject({ detectors: z.array(detector).min(1).max(64) })

/** What an organisation looks for in texts beside what is built in, as its files have it. */
export interface Detector {
  readonly name: string
  readonly patterns: readonly { readonly pattern: string; readonly place: string }[]
  readonly dictionary?: { readonly name: string; readonly text: string }
  readonly labels: readonly string[]
}

interface Read {
  readonly settings: readonly z.output<typeof detector>[]
  /** `detectors.yaml:3:5`: where a value stands. */
  readonly placeOf: (path: readonly PropertyKey[]) => string
  readonly dictionaries: readonly { readonly name: string; readonly text: string }[]
}

/** The detectors with the texts of their dictionaries. A list that no detector reads would protect nothing: a problem. */
export function detectorsOf({ settings, placeOf, dictionaries }: Read, problems: string[]): readonly Detector[] {
  const files = new Map(dictionaries.map((file) => [file.name.slice('dictionaries/'.length), file]))
  const used = new Set(settings.map(({ dictionary }) => dictionary))
  for (const [short, { name, text }] of files) {
    if (!used.has(short)) problems.push(`${name}:1:1: no detector of detectors.yaml names this list`)
    if (text.length > maxDictionary) problems.push(`${name}:1:1: larger than ${maxDictionary} characters`)
  }
  return settings.map(({ name, patterns, dictionary, labels }, at) => {
    const file = dictionary === undefined ? undefined : files.get(dictionary)
    if (dictionary !== undefined && file === undefined) {
      problems.push(`${placeOf(['detectors', at, 'dictionary'])}: there is no file dictionaries/${dictionary}`)
    }
    if (settings.findIndex((other) => other.name === name) < at) {
      problems.push(`${placeOf(['detectors', at, 'name'])}: two detectors are called ${name}; they must differ`)
    }
    return {
      name,
      labels,
      patterns: patterns.map((pattern, index) => ({ pattern, place: placeOf(['detectors', at, 'patterns', index]) })),
      ...(file && { dictionary: file }),
    }
  })
}
