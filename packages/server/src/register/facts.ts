// SPDX-License-Identifier: EUPL-1.2
import { AiActError, type Class, type Classified, Facts, type FactValue, type Label } from '@sluis/ai-act'
import type { JsonObject, JsonValue } from '../journal/index.ts'
import type { Organisation, System } from '../organisation/index.ts'
import { RegisterError } from './error.ts'

/** A system whose file has a register section. */
export type Described = System & { readonly register: NonNullable<System['register']> }

export function isDescribed(system: System | undefined): system is Described {
  return system?.register !== undefined
}

export function describedIn({ systems }: Pick<Organisation, 'systems'>): readonly Described[] {
  return [...systems.values()].filter(isDescribed)
}

/** Answers by fact. What the file says overrides what people answered later. */
export type Answers = Readonly<Record<string, unknown>>

export function declaredBy({ register }: Described): Answers {
  const values = Object.entries(register.facts).map(([fact, given]) => {
    const isSourced = typeof given === 'object' && !Array.isArray(given) && 'is' in given
    return [fact, isSourced ? given.is : given] as const
  })
  return Object.fromEntries(values)
}

/** All known facts about a system. Throws RegisterError `facts-refused` with the sentence of the AI Act's rules. */
export function factsOf(system: Described, answers: Answers): Facts {
  const given = JSON.stringify(answers)
  const known = read.get(system)
  if (known?.given === given) return known.facts
  const facts = readFacts({ ...answers, ...declaredBy(system) })
  read.set(system, { given, facts })
  return facts
}

/** Gives the same object until somebody answers something else, so that what was derived from it stays valid too. */
const read = new WeakMap<Described, { readonly given: string; readonly facts: Facts }>()

export function readFacts(input: unknown): Facts {
  try {
    return Facts.parse(input)
  } catch (cause) {
    if (!(cause instanceof AiActError)) throw cause
    throw new RegisterError('facts-refused', cause.sentence, { cause })
  }
}

/** The outcome that an entry keeps, and on which two assessors may agree. */
export interface Outcome {
  readonly label: Label
  readonly strictest: Class
  /** Whether the filter of art. 6(3) takes out a point of Annex III, which needs a second pair of eyes as well. */
  readonly isFiltered: boolean
}

export function outcomeOf({ label, strictest, isFiltered, law }: Classified): Outcome & { readonly law: string } {
  return { label, strictest, isFiltered, law: law.version }
}

/**
 * What a class is based on. When the purpose, models, tools, data or a fact changes, it is another system to judge:
 * whoever accepted or assessed the earlier one said nothing about this one (art. 25(1)(c), 43(4)).
 */
export function basisOf(
  { purpose, models, tools, localTools, prompts, register }: Described,
  facts: Facts,
): JsonObject {
  const { data, outside } = register
  return {
    purpose,
    models: [...models].sort(),
    tools: [...tools].sort(),
    localTools: [...localTools].sort(),
    prompts: prompts === undefined ? null : [...prompts.labels].sort(),
    data: [...data],
    outside: { models: [...outside.models], tools: [...outside.tools] },
    facts: factsAsJson(facts),
  }
}

export function factsAsJson(facts: Facts): JsonObject {
  return Object.fromEntries(
    Object.entries(facts.toJSON()).map(([fact, value]): [string, JsonValue] => [fact, asJson(value)]),
  )
}

function asJson(value: FactValue | 'unknown'): JsonValue {
  return typeof value === 'object' ? [...value] : value
}
