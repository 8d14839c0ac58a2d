// SPDX-License-Identifier: EUPL-1.2
import type { Named } from '../../oversight/index.ts'
import type { Terminal } from '../terminal.ts'
import { named } from './case.ts'
import { tellTime } from './time.ts'

/** A key as the API gives it. */
export interface Key {
  readonly id: string
  readonly kind: 'agent' | 'person'
  readonly holder: Named
  readonly issuedAt: number
  readonly expiresAt?: number
  readonly madeBy: Named | 'machine' | 'unknown'
}

/** People and agents in the organisation's files who have no key. */
export interface Without {
  readonly people: readonly Named[]
  readonly agents: readonly Named[]
}

export function tellKeys(keys: readonly Key[], terminal: Pick<Terminal, 'say' | 'language'>): readonly string[] {
  const holders = new Map(keys.map(({ kind, holder }) => [`${kind}:${holder.id}`, holder.name]))
  return [...holders].flatMap(([whose, name]) => [
    `${name} (${whose})`,
    ...keys.filter(({ kind, holder }) => `${kind}:${holder.id}` === whose).map((key) => `  ${tellKey(key, terminal)}`),
  ])
}

function tellKey(
  { id, issuedAt, expiresAt, madeBy, holder }: Key,
  { say, language }: Pick<Terminal, 'say' | 'language'>,
) {
  const since = say(`sinds ${tellTime(issuedAt, language)}`, `since ${tellTime(issuedAt, language)}`)
  const until =
    expiresAt === undefined
      ? ''
      : say(`, tot ${tellTime(expiresAt, language)}`, `, until ${tellTime(expiresAt, language)}`)
  return `${id}  ${since}${until}, ${makerWord(madeBy, holder, say)}`
}

/** Says who made a key for somebody else: they may have seen it, so its holder may want another. */
function makerWord(madeBy: Key['madeBy'], holder: Named, say: Terminal['say']): string {
  if (madeBy === 'machine') return say('gemaakt op de machine zelf', 'made on the machine itself')
  if (madeBy === 'unknown') return say('gemaakt door: onbekend', 'made by: unknown')
  if (madeBy.id === holder.id) return say('zelf gemaakt', 'made by themselves')
  return say(`gemaakt door ${named(madeBy)}`, `made by ${named(madeBy)}`)
}

/** What an operator must do for those who were added since, or lost their key. */
export function tellWithout(
  { people, agents }: Without,
  { say, command }: Pick<Terminal, 'say' | 'command'>,
): readonly string[] {
  const all = [...people.map((one) => ['person', one] as const), ...agents.map((one) => ['agent', one] as const)]
  return all.map(([kind, { id, name }]) =>
    say(
      `Zonder sleutel: ${name}. Maak er een: ${command} keys issue ${kind}:${id}`,
      `Without a key: ${name}. Make one: ${command} keys issue ${kind}:${id}`,
    ),
  )
}
