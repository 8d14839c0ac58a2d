// SPDX-License-Identifier: EUPL-1.2
// The facts about one system: checked once when they enter, trusted and immutable after that.
import { contradictions } from '../contradictions.ts'
import { type IsoDate, isDate } from '../dates.ts'
import { AiActError, quoted } from '../errors.ts'
import { isRole, type Role, roles } from '../law/roles.ts'
import { text } from '../text.ts'
import { type FactId, factSpecs, isFactId } from './catalogue.ts'
import type { FactKind } from './spec.ts'

export type Section = 'A' | 'B' | 'none'
export type FactValue = boolean | number | Section | IsoDate | readonly Role[]

/** A facts file is a flat object of known names; anything longer than this is no facts file. */
const maximumTextLength = 64 * 1024

export class Facts {
  readonly #known: ReadonlyMap<FactId, FactValue>
  readonly #asked: ReadonlySet<FactId>

  private constructor(known: ReadonlyMap<FactId, FactValue>, asked: ReadonlySet<FactId>) {
    this.#known = known
    this.#asked = asked
  }

  /**
   * Reads `{fact id: true | false | "unknown" | value}`. Throws an `AiActError`: `invalid_facts`, `unknown_fact`,
   * `invalid_value` or `contradictory_facts`.
   */
  static parse(input: unknown): Facts {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) {
      throw new AiActError(
        'invalid_facts',
        text('Feiten zijn een lijst van naam en antwoord.', 'Facts are an object of names and answers.'),
      )
    }
    const known = new Map<FactId, FactValue>()
    const asked = new Set<FactId>()
    for (const [id, value] of Object.entries(input)) {
      if (!isFactId(id)) throw unknownFact(id)
      if (value === 'unknown') asked.add(id)
      else known.set(id, readValue(id, value))
    }
    refuseContradictions(known)
    return new Facts(known, asked)
  }

  /** Reads the text of a facts file. Throws as `parse` does, and `invalid_json`. */
  static parseText(source: string): Facts {
    if (source.length > maximumTextLength) {
      throw new AiActError('invalid_json', text('Het bestand met feiten is te groot.', 'The facts file is too large.'))
    }
    let input: unknown
    try {
      input = JSON.parse(source)
    } catch {
      throw new AiActError('invalid_json', text('Het bestand is geen geldige JSON.', 'The file is not valid JSON.'))
    }
    const facts = Facts.parse(input)
    refuseRepeatedKeys(source)
    return facts
  }

  /** The answer, or undefined while it is unknown. */
  get(fact: FactId): FactValue | undefined {
    return this.#known.get(fact)
  }

  /** Whether somebody was asked and answered "unknown", which is not the same as never having been asked. */
  answeredUnknown(fact: FactId): boolean {
    return this.#asked.has(fact)
  }

  /** Every answer that was given, "unknown" included. */
  *answers(): Generator<readonly [FactId, FactValue | 'unknown']> {
    yield* this.#known
    for (const fact of this.#asked) yield [fact, 'unknown']
  }

  /** These facts with one answer added or replaced. Throws as `parse` does. */
  with(fact: FactId, value: FactValue | 'unknown'): Facts {
    return Facts.parse({ ...this.toJSON(), [fact]: value })
  }

  toJSON(): Readonly<Record<string, FactValue | 'unknown'>> {
    return Object.fromEntries(this.answers())
  }
}

function unknownFact(id: string): AiActError {
  return new AiActError(
    'unknown_fact',
    text(
      `${quoted(id)} is geen feit dat de regels kennen. Een verkeerd gespeld feit zou stil wegvallen, dus verbeter de naam.`,
      `${quoted(id)} is not a fact that the rules know. A misspelt fact would be lost in silence, so correct its name.`,
    ),
  )
}

const expected: Readonly<Record<FactKind, { readonly nl: string; readonly en: string }>> = {
  yes_no: text('true, false of "unknown"', 'true, false or "unknown"'),
  section: text('"A", "B", "none" of "unknown"', '"A", "B", "none" or "unknown"'),
  roles: text(`een of meer van ${roles.join(', ')}`, `one or more of ${roles.join(', ')}`),
  number: text('een getal vanaf 0, of "unknown"', 'a number from 0, or "unknown"'),
  date: text('een datum zoals 2026-12-02, of "unknown"', 'a date such as 2026-12-02, or "unknown"'),
}

function readValue(fact: FactId, value: unknown): FactValue {
  const kind: FactKind = factSpecs[fact].kind
  const read = answerOf(kind, value)
  if (read !== undefined) return read
  throw new AiActError(
    'invalid_value',
    text(
      `Het antwoord op ${fact} moet ${expected[kind].nl} zijn.`,
      `The answer to ${fact} must be ${expected[kind].en}.`,
    ),
  )
}

function answerOf(kind: FactKind, value: unknown): FactValue | undefined {
  switch (kind) {
    case 'yes_no':
      return typeof value === 'boolean' ? value : undefined
    case 'section':
      if (value === false) return 'none'
      return value === 'A' || value === 'B' || value === 'none' ? value : undefined
    case 'roles': {
      const list: readonly unknown[] = Array.isArray(value) ? value : [value]
      return list.length > 0 && list.every(isRole) ? roles.filter((role) => list.includes(role)) : undefined
    }
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined
    case 'date':
      return isDate(value) ? value : undefined
  }
}

function refuseContradictions(known: ReadonlyMap<FactId, FactValue>): void {
  for (const { article, facts, why } of contradictions) {
    if (!facts.every(([fact, value]) => known.get(fact) === value)) continue
    const shown = facts.map(([fact, value]) => `${fact} = ${value}`).join(', ')
    throw new AiActError(
      'contradictory_facts',
      text(
        `Deze feiten spreken elkaar tegen: ${shown}. Want ${why.nl} (${article}).`,
        `These facts contradict each other: ${shown}. Because ${why.en} (${article}).`,
      ),
    )
  }
}

/** JSON.parse keeps the last of two equal names: a second answer could quietly replace a stricter first one. */
function refuseRepeatedKeys(source: string): void {
  const seen = new Set<string>()
  for (const [, name, colon] of source.matchAll(/("(?:[^"\\]|\\.)*")\s*(:?)/g)) {
    if (colon !== ':' || name === undefined) continue
    const key = String(JSON.parse(name))
    if (seen.has(key)) {
      throw new AiActError(
        'contradictory_facts',
        text(
          `Het feit ${quoted(key)} staat twee keer in het bestand. Laat één antwoord staan.`,
          `The fact ${quoted(key)} is in the file twice. Keep one answer.`,
        ),
      )
    }
    seen.add(key)
  }
}
