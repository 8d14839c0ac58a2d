// SPDX-License-Identifier: EUPL-1.2
import type { Journal, PrivateField } from '../journal/index.ts'
import type { Organisation, PolicyFile } from '../organisation/index.ts'
import { type Recorded, readRecorded } from './recorded.ts'

/** A decision, with the rules of that time. */
export interface DecisionOfCall extends Recorded {
  /** The policy files that were in force; undefined for a version that was loaded before their text was kept. */
  readonly policies: readonly PolicyFile[] | undefined
}

/**
 * The text of the rules, sealed with the entry of their load, and kept as long as the log. Sealed, because rules may
 * name customers and amounts, which no leaf may hold. The same text is not stored twice.
 */
export function versionFields(field: 'policies' | 'shadow', files: readonly PolicyFile[]): readonly PrivateField[] {
  if (files.length === 0) return []
  const [names, parts] = [files.map(({ name }) => name), files.map(({ text }) => text)]
  return [{ name: field, value: names, subject: 'organisation', parts }]
}

type Reading = Pick<Journal, 'query' | 'disclose' | 'log'>

/**
 * What was decided about a call and on what facts; undefined when no rules decided it, or when its input was erased.
 */
export async function callDecision(
  journal: Reading,
  organisation: Organisation,
  call: string,
): Promise<DecisionOfCall | undefined> {
  const [row] = await journal.query('SELECT entry FROM calls WHERE id = $1', call)
  const entry = row === undefined ? undefined : await journal.log.entry(Number(row.entry))
  if (entry?.data.rules === undefined) return undefined
  const sealed = await journal.disclose(entry.index, 'decision')
  const recorded = readRecorded(entry, sealed?.value, organisation)
  return recorded && { ...recorded, policies: await policiesOf(journal, recorded.policy) }
}

/** Why `callDecision` gives nothing. Without a reason, an erasure would look like a damaged log to whoever asks. */
export async function whyNoDecision(
  journal: Reading,
  call: string,
): Promise<'not-found' | 'decided-without-rules' | 'decision-erased'> {
  const [row] = await journal.query('SELECT entry FROM calls WHERE id = $1', call)
  if (row === undefined) return 'not-found'
  const entry = await journal.log.entry(Number(row.entry))
  return entry?.data.rules === undefined ? 'decided-without-rules' : 'decision-erased'
}

async function policiesOf(journal: Reading, digest: string): Promise<readonly PolicyFile[] | undefined> {
  const [row] = await journal.query('SELECT entry FROM policy_versions WHERE digest = $1', digest)
  const opened = row === undefined ? undefined : await journal.disclose(Number(row.entry), 'policies')
  if (opened === undefined || !Array.isArray(opened.value)) return undefined
  return opened.value.map((name, at) => ({ name: String(name), text: String(opened.parts[at]) }))
}
