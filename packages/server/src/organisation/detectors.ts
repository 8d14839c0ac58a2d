// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import { id, label } from './fields.ts'
import { matching, says } from './in-words.ts'
import type { Places } from './places.ts'
import { type Place, type Problem, problemAt } from './problem.ts'

/** Longer than any list of an organisation's clients; the boundary bounds its entries. */
const maxDictionary = 4_000_000

const detector = z
  .strictObject({
    /** Its findings are called `own:` followed by this name. */
    name: id,
    patterns: z.array(z.string().min(1).max(200)).max(64).default([]),
    /** A file of `dictionaries/`, with a word or phrase on each line. */
    dictionary: matching(
      /^[a-z0-9][a-z0-9._-]{0,79}\.txt$/,
      'noem een bestand in dictionaries/, zoals klanten.txt',
      'name a file in dictionaries/, as in clients.txt',
    ).optional(),
    /** The labels of a text in which it finds something. By default a finding counts as personal data. */
    labels: z.array(label).max(10).default(['personal']),
  })
  .refine(
    ({ patterns, dictionary }) => patterns.length > 0 || dictionary !== undefined,
    says('geef patterns, een dictionary of allebei', 'give patterns, a dictionary or both'),
  )

export const detectorsFile = z.strictObject({ detectors: z.array(detector).min(1).max(64) })

/** What an organisation looks for in texts beside what is built in, as its files say. */
export interface Detector {
  readonly name: string
  readonly patterns: readonly { readonly pattern: string; readonly place: Place }[]
  readonly dictionary?: { readonly name: string; readonly text: string }
  readonly labels: readonly string[]
}

interface Read {
  readonly settings: readonly z.output<typeof detector>[]
  readonly places: Places
  readonly dictionaries: readonly { readonly name: string; readonly text: string }[]
}

/** The detectors with their dictionaries. A list that no detector uses protects nothing, so that is a problem. */
export function detectorsOf({ settings, places, dictionaries }: Read, problems: Problem[]): readonly Detector[] {
  const files = new Map(dictionaries.map((file) => [file.name.slice('dictionaries/'.length), file]))
  const used = new Set(settings.map(({ dictionary }) => dictionary))
  for (const [short, { name, text }] of files) {
    if (!used.has(short)) {
      problems.push(
        problemAt(
          { file: name },
          `niemand gebruikt deze lijst; noem haar in detectors.yaml met dictionary: ${short}, of haal het bestand weg`,
          `nothing uses this list; name it in detectors.yaml with dictionary: ${short}, or take the file out`,
        ),
      )
    }
    if (text.length > maxDictionary) {
      problems.push(
        problemAt(
          { file: name },
          `groter dan ${maxDictionary} tekens; maak de lijst korter`,
          `larger than ${maxDictionary} characters; make the list shorter`,
        ),
      )
    }
  }
  return settings.map(({ name, patterns, dictionary, labels }, at) => {
    const placeOf = (...path: readonly PropertyKey[]) => places.at('detectors.yaml', ['detectors', at, ...path])
    const file = dictionary === undefined ? undefined : files.get(dictionary)
    if (dictionary !== undefined && file === undefined) {
      problems.push(
        problemAt(
          placeOf('dictionary'),
          `er is geen bestand dictionaries/${dictionary}; maak het of verbeter de naam`,
          `there is no file dictionaries/${dictionary}; make it or mend the name`,
        ),
      )
    }
    if (settings.findIndex((other) => other.name === name) < at) {
      problems.push(
        problemAt(
          placeOf('name'),
          `er is al een detector met de naam ${name}; geef elk een eigen naam`,
          `there is another detector called ${name}; give each a name of its own`,
        ),
      )
    }
    return {
      name,
      labels,
      patterns: patterns.map((pattern, index) => ({ pattern, place: placeOf('patterns', index) })),
      ...(file && { dictionary: file }),
    }
  })
}
