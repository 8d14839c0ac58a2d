// SPDX-License-Identifier: EUPL-1.2
import { cite, type Hit, type IsoDate, isFactId, type Obligation, type Reading, type Text } from '@sluis/ai-act'
import { integer, type Journal, type Row, text } from '../journal/index.ts'
import { type Asked, askedOf, type OpenQuestion } from './asked.ts'
import type { AiDisclosure } from './disclosure.ts'
import { classified, evaluated, openIn } from './evaluated.ts'
import { declaredBy, factsAsJson } from './facts.ts'
import type { Ground } from './ground.ts'
import { type LogTerm, logTermOf } from './log-term.ts'
import { type Notice, noticesIn } from './notices.ts'
import { isOf, reasonIn } from './outside.ts'
import { isSameClass, judgementsIn } from './projection.ts'
import { disclosedText, personBehind } from './record.ts'
import type { RegisteredSystem } from './registered.ts'
import type { Standing } from './standing.ts'

export interface SystemSummary {
  readonly id: string
  readonly name: string
  readonly purpose: string
  readonly owner: string
  readonly accountable: string
  /** The part of the organisation that it belongs to. */
  readonly department?: string
  /** How many open facts may still change its class. */
  readonly openQuestions: number
  /** The class that follows from the facts. */
  readonly label: string
  /** The strictest class that is still possible: the gate goes by this one. */
  readonly strictest: string
  readonly isFiltered: boolean
  readonly law: string
  readonly stage: string
  readonly isAccepted: boolean
  readonly waitsForAssessor: boolean
  /** Points of Annex III that its files or tasks mention and that the facts don't count. */
  readonly notices: readonly Notice[]
  /** Whether assessors, inside or outside, disagree on the class. */
  readonly isDisputed: boolean
  /** Whether the system has any model or tool behind the gate; everything else was only declared. */
  readonly passesGate: boolean
  /** Identifies what an assessment, an acceptance or a release applies to. */
  readonly basis: string
}

export interface ShownJudgement {
  /** Absent once that person was erased. */
  readonly by?: string
  readonly role: string
  readonly label: string
  readonly strictest: string
  readonly agrees: boolean
  readonly reason?: string
}

/** What an outside body stated under its signature; `agrees` compares it with the class that the facts give today. */
export interface OutsideJudgement {
  readonly issuer: string
  /** The id of the statement. */
  readonly statement: string
  readonly label: string
  readonly strictest: string
  readonly on: IsoDate
  readonly agrees: boolean
  /** Whether it is about the system as it is now; one about an earlier system has no effect. */
  readonly isOfThis: boolean
  /** Absent once the statement was erased. */
  readonly reason?: string
}

export interface SystemView extends SystemSummary {
  /** How long requests and answers are kept. */
  readonly logTerm: LogTerm
  /** What outside bodies concluded, beside `judgements`. */
  readonly outside: readonly OutsideJudgement[]
  /** What the gate knows of the system today. */
  readonly gate: Standing
  /** The disclosure that art. 50 requires, and the tools in whose texts the gate looks for it. */
  readonly disclosure?: AiDisclosure & { readonly tools: readonly string[] }
  readonly content: unknown
  readonly facts: readonly {
    readonly fact: string
    readonly value: unknown
    readonly source?: string
    readonly by?: string
    readonly at?: number
    /** Declared in the system's file, and can only be changed there. */
    readonly isDeclared: boolean
    readonly asked?: Asked
  }[]
  /** Those that decide most come first. */
  readonly open: readonly OpenQuestion[]
  readonly hits: readonly (Hit & { readonly cited: Text })[]
  readonly obligations: readonly (Obligation & { readonly isAheadOfLaw: boolean; readonly cited: Text })[]
  /** What makes part of this provisional. */
  readonly readings: readonly Reading[]
  readonly judgements: readonly ShownJudgement[]
  readonly history: readonly {
    readonly kind: string
    readonly label: string
    readonly at: number
    readonly by?: string
  }[]
}

export function summaryOf(ground: Pick<Ground, 'law' | 'today'>, registered: RegisteredSystem): SystemSummary {
  const { system, row, facts } = registered
  const { label, strictest, isFiltered, law } = classified(ground, facts, ground.today())
  const judgements = judgementsIn(row)
  const isSame = (one: (typeof judgements)[number]) => isSameClass(one, { label, strictest, isFiltered })
  const asksSecond = strictest === 'high' || strictest === 'prohibited' || isFiltered || row.unconfirmed === 1
  const { id, name, purpose, owner, accountable, models, tools } = system
  const { department } = system.register
  return {
    ...{ id, name, purpose, owner, accountable, label, strictest, isFiltered },
    ...(department === undefined ? {} : { department }),
    openQuestions: openIn(ground, facts).length,
    law: law.version,
    stage: text(row, 'stage'),
    isAccepted: row.accepted !== null,
    waitsForAssessor: asksSecond && !judgements.some((one) => one.role === 'second' && isSame(one)),
    notices: noticesIn(ground, registered.notices, facts),
    isDisputed:
      judgements.some((one) => !isSame(one)) ||
      registered.outside.some((one) => isOf(one, row) && (one.label !== label || one.strictest !== strictest)),
    passesGate: models.length + tools.length > 0,
    basis: text(row, 'basis'),
  }
}

export async function viewOf(ground: Ground, registered: RegisteredSystem): Promise<Omit<SystemView, 'gate' | 'open'>> {
  const { journal } = ground
  const { system, row, facts } = registered
  const summary = summaryOf(ground, registered)
  const evaluation = evaluated(ground, facts, ground.today())
  const { hits, obligations, readings } = evaluation
  const { limits, ...content } = system
  return {
    ...summary,
    content: JSON.parse(JSON.stringify(content)),
    facts: await factsShown(journal, registered),
    hits: hits.map((one) => ({ ...one, cited: inBoth(one.article) })),
    obligations: obligations.map((one) => ({ ...one, isAheadOfLaw: !one.inForce, cited: inBoth(one.article) })),
    readings,
    logTerm: logTermOf(evaluation, system, ground.organisation().settings),
    outside: await outsideOf(ground, registered, summary),
    judgements: await Promise.all(
      judgementsIn(row).map(async ({ by, role, label, strictest, isFiltered, entry }) => {
        const agrees = isSameClass({ label, strictest, isFiltered }, summary)
        const reason = await disclosedText(journal, entry, 'reason')
        return {
          ...(await who(journal, by)),
          role,
          label,
          strictest,
          agrees,
          ...(reason === undefined ? {} : { reason }),
        }
      }),
    ),
    history: await historyOf(journal, system.id),
  }
}

export async function outsideOf(
  { journal, organisation }: Ground,
  { row, outside }: RegisteredSystem,
  { label, strictest }: SystemSummary,
): Promise<readonly OutsideJudgement[]> {
  const { issuers } = organisation()
  return await Promise.all(
    outside.map(async (one) => {
      const reason = await reasonIn(journal, one)
      return {
        issuer: issuers.get(text(one, 'issuer'))?.name ?? text(one, 'issuer'),
        statement: text(one, 'statement'),
        ...{ label: text(one, 'label'), strictest: text(one, 'strictest'), on: text(one, 'assessed_on') },
        agrees: one.label === label && one.strictest === strictest,
        isOfThis: isOf(one, row),
        ...(reason === undefined ? {} : { reason }),
      }
    }),
  )
}

async function factsShown(journal: Journal, { system, facts }: RegisteredSystem): Promise<SystemView['facts']> {
  const declared = declaredBy(system)
  const rows = await journal.query('SELECT * FROM register_answers WHERE system = $1', system.id)
  const answered = new Map(rows.map((row) => [text(row, 'fact'), row]))
  return await Promise.all(
    Object.entries(factsAsJson(facts)).map(async ([fact, value = null]) => {
      const row = Object.hasOwn(declared, fact) ? undefined : answered.get(fact)
      const shown = { fact, value, isDeclared: row === undefined, ...(isFactId(fact) ? { asked: askedOf(fact) } : {}) }
      if (row !== undefined) return { ...shown, ...(await provenance(journal, row)) }
      const given = system.register.facts[fact]
      const source = typeof given === 'object' && !Array.isArray(given) && 'is' in given ? given.source : undefined
      return { ...shown, source: source ?? `systems/${system.id}.yaml` }
    }),
  )
}

/** A reference to the law, cited as each language does. */
export function inBoth(article: string): Text {
  return { nl: cite(article, 'nl'), en: cite(article, 'en') }
}

async function provenance(journal: Journal, row: Row) {
  const source = await disclosedText(journal, integer(row, 'entry'), 'source')
  return { ...(source === undefined ? {} : { source }), ...(await who(journal, row.by)), at: integer(row, 'at') }
}

const maxHistory = 200

async function historyOf(journal: Journal, id: string): Promise<SystemView['history']> {
  const rows = await journal.query(
    'SELECT * FROM register_history WHERE system = $1 ORDER BY entry DESC LIMIT $2',
    id,
    maxHistory,
  )
  return await Promise.all(
    rows.map(async (row) => ({
      kind: text(row, 'kind'),
      label: text(row, 'label'),
      at: integer(row, 'at'),
      ...(await who(journal, row.by)),
    })),
  )
}

async function who(journal: Journal, pseudonym: unknown): Promise<{ readonly by?: string }> {
  const by = typeof pseudonym === 'string' ? await personBehind(journal, pseudonym) : undefined
  return by === undefined ? {} : { by }
}
