// SPDX-License-Identifier: EUPL-1.2
import type { Cell, Journal, Row } from '../journal/index.ts'
import type { LiveKeys } from './live-keys.ts'
import { machine } from './projection.ts'

/** An agent's or a person's key that is in force, without anything that could be used to sign in. */
export interface KeyView {
  readonly id: string
  readonly kind: 'agent' | 'person'
  /** The id of the agent or the person. */
  readonly holder: string
  readonly issuedAtMs: number
  readonly expiresAtMs?: number
  /** Who may have seen the key when it was made; `unknown` where the log doesn't say or that person was erased. */
  readonly madeBy: { readonly person: string } | typeof machine | 'unknown'
}

/** What the log says of the keys that are in force. */
export async function keyViews(journal: Journal, live: LiveKeys, rows: readonly Row[]): Promise<readonly KeyView[]> {
  // A few people make most keys, so each name is looked up once.
  const names = [...new Set(rows.map(({ issued_by }) => issued_by))]
  const makers = await Promise.all(names.map(async (name) => [name, await makerNamed(journal, name)] as const))
  const known = new Map(makers)
  return rows.flatMap((row) => viewOf(live, row, known.get(row.issued_by) ?? 'unknown'))
}

function viewOf(live: LiveKeys, { id, issued_at }: Row, madeBy: KeyView['madeBy']): readonly KeyView[] {
  const credential = live.inForce(String(id))
  if (credential === undefined || credential.kind === 'run') return []
  const { kind, principal: holder, expiresAtMs } = credential
  const key = { id: credential.id, kind, holder, issuedAtMs: Number(issued_at), madeBy }
  return [expiresAtMs === null ? key : { ...key, expiresAtMs }]
}

async function makerNamed(journal: Journal, name: Cell | undefined): Promise<KeyView['madeBy']> {
  if (name === machine) return machine
  const subject = typeof name === 'string' ? await journal.subjectOf(name) : undefined
  return subject === undefined ? 'unknown' : { person: subject.slice('person:'.length) }
}
