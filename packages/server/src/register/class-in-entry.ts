// SPDX-License-Identifier: EUPL-1.2
import type { Facts } from '@sluis/ai-act'
import { canonicalJson, integer, type JsonObject, type Row } from '../journal/index.ts'
import { classified } from './evaluated.ts'
import { basisOf, type Described, outcomeOf } from './facts.ts'
import type { Ground } from './ground.ts'

/** What an entry says of a system's class: what it is based on, by which version of the law, and for which day. */
export function classNow(ground: Ground, system: Described, facts: Facts) {
  const on = ground.today()
  const { label, strictest, isFiltered: filtered, law } = outcomeOf(classified(ground, facts, on))
  return { basis: basisDigest(ground, system, facts), label, strictest, filtered, law, on }
}

export function basisDigest({ journal }: Pick<Ground, 'journal'>, system: Described, facts: Facts): string {
  return journal.digest(canonicalJson(basisOf(system, facts)))
}

/** The previous class of a row, for the entry that changes it. */
export function classBefore({ label, strictest, law, evaluated_on: on }: Row): JsonObject {
  return { label: label ?? null, strictest: strictest ?? null, law: law ?? null, on: on ?? null }
}

/** Whether nothing changed that an entry would have to say. */
export function isUnchanged(
  row: Row,
  now: { readonly label: string; readonly strictest: string; readonly filtered: boolean; readonly law: string },
): boolean {
  const isFiltered = integer(row, 'filtered') === 1
  const { label, strictest, law } = now
  return row.label === label && row.strictest === strictest && isFiltered === now.filtered && row.law === law
}
