// SPDX-License-Identifier: EUPL-1.2
// What people do with a registered system: answer, assess, accept and release. Each act is an entry; whether it is
// allowed is decided in the fold, where the order of the log is made.
import { AiActError, articleOf, isFactId, type Law } from '@sluis/ai-act'
import { text } from '../journal/index.ts'
import { classBefore, classNow } from './class-in-entry.ts'
import { gatherDecision } from './decision/gather.ts'
import { RegisterError } from './error.ts'
import { classified } from './evaluated.ts'
import { declaredBy, factsAsJson, outcomeOf, readFacts } from './facts.ts'
import type { Ground } from './ground.ts'
import { asJson, pseudonymOf, record } from './record.ts'
import type { RegisteredSystem } from './registered.ts'

export interface Answer {
  readonly fact: string
  readonly value: unknown
  readonly source: string
}

export interface AssessmentWish {
  readonly role: 'owner' | 'second'
  /** The assessor's own facts; by default those of the register. */
  readonly facts?: Readonly<Record<string, unknown>> | undefined
  /** Rules of the law that the assessor refers to, such as `4.a`. */
  readonly articles?: readonly string[] | undefined
  readonly reason: string
  /** What the assessor looked at. If the system has changed since, the assessment is refused. */
  readonly basis: string
}

/** Records an answer with who gave it, when, and from what source; `unknown` is an answer too. */
export async function answer(ground: Ground, { system, facts, row }: RegisteredSystem, given: Answer, person: string) {
  const { fact, source } = given
  const { id } = system
  if (Object.hasOwn(declaredBy(system), fact)) {
    throw new RegisterError('fact-declared', {
      nl: `${fact} staat in systems/${id}.yaml. Verander het daar en laad de organisatie.`,
      en: `${fact} stands in systems/${id}.yaml. Change it there and load the organisation.`,
    })
  }
  const fresh = readFacts({ ...facts.toJSON(), [fact]: given.value })
  const value = isFactId(fact) ? (factsAsJson(fresh)[fact] ?? null) : null
  const by = await pseudonymOf(ground.journal, person)
  const place = { system: id, fact, value, from: text(row, 'basis') }
  const data = { ...place, ...classNow(ground, system, fresh), before: classBefore(row), by }
  await record(ground.journal, 'system.answered', data, { system: id, fields: { source } })
}

/**
 * Records the class that a person derives from the facts: as the owner, or as a second assessor independent of the
 * owner.
 */
export async function assess(ground: Ground, registered: RegisteredSystem, wish: AssessmentWish, person: string) {
  const { journal, law, today } = ground
  const { system, facts } = registered
  const articles = (wish.articles ?? []).map((article) => articleIn(law, article))
  const own = wish.facts === undefined ? facts : readFacts({ ...facts.toJSON(), ...wish.facts })
  const on = today()
  const { label, strictest, isFiltered: filtered, law: version } = outcomeOf(classified(ground, own, on))
  const by = await pseudonymOf(journal, person)
  const { id } = system
  const { basis, role, reason } = wish
  const data = { system: id, basis, role, by, label, strictest, filtered, law: version, on }
  const fields = { reason, facts: factsAsJson(own) }
  const pointed = articles.length === 0 ? {} : { articles }
  await record(journal, 'system.assessed', { ...data, ...pointed }, { system: id, fields })
}

/** The named person accepts accountability: an allocation inside the organisation, which decides no legal liability. */
export async function accept(
  { journal }: Ground,
  { system }: RegisteredSystem,
  basis: string,
  person: string,
): Promise<void> {
  const means = 'an allocation inside the organisation, which decides no legal liability'
  const by = await pseudonymOf(journal, person)
  await record(journal, 'system.accepted', { system: system.id, basis, means, by })
}

interface DecisionWish {
  readonly decision: 'go' | 'no-go'
  /** What the person looked at. If the system has changed since, the decision is refused. */
  readonly basis: string
  readonly reason?: string | undefined
}

/**
 * Go takes the system out of the test stage, no-go keeps it there or returns it. The file that the person saw is sealed
 * with the decision.
 */
export async function decide(
  ground: Ground,
  registered: RegisteredSystem,
  wish: DecisionWish,
  person: string,
): Promise<void> {
  const { journal } = ground
  const { decision, basis, reason } = wish
  const { id } = registered.system
  const file = asJson(await gatherDecision(ground, registered))
  const data = { system: id, basis, by: await pseudonymOf(journal, person) }
  const fields = { file, ...(reason === undefined ? {} : { reason }) }
  await record(journal, decision === 'go' ? 'system.released' : 'system.declined', data, { system: id, fields })
}

function articleIn(law: Law, id: string): string {
  try {
    return articleOf(id, law).id
  } catch (cause) {
    if (!(cause instanceof AiActError)) throw cause
    throw new RegisterError('article-unknown', cause.sentence, { cause })
  }
}
