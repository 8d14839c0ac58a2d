// SPDX-License-Identifier: EUPL-1.2
import { type Entry, integer, type Journal, type Row, text } from '../journal/index.ts'

/** An entry that tells of what was asked after, and what of it is sealed. */
interface TrailEntry {
  readonly index: number
  readonly at: number
  readonly kind: string
  /** Its private fields that can still be opened. */
  readonly fields: readonly string[]
}

/** Everything in the log that tells of a call, in its order, and who the pseudonyms in it are. */
export interface Trail {
  readonly entries: readonly TrailEntry[]
  readonly names: readonly {
    readonly pseudonym: string
    /** `person:anna`, `customer:10023`. */
    readonly subject: string
    /** Whether it can be shown to an outsider that this is so. */
    readonly isProvable: boolean
  }[]
}

type Reading = Pick<Journal, 'query' | 'log' | 'subjectOf' | 'nameOf'>

/** Where a call stands, with the case that it waited for and the rules that it was decided by; undefined for an unknown one. */
export async function placesOfCall(journal: Reading, call: string): Promise<readonly number[] | undefined> {
  const [row] = await journal.query('SELECT entry, outcome_entry, case_id FROM calls WHERE id = $1', call)
  if (row === undefined) return undefined
  const opening = await journal.log.entry(integer(row, 'entry'))
  const cases = row.case_id === null ? [] : text(row, 'case_id').split(' ')
  const decided = await Promise.all(cases.map((id) => placesOfCase(journal, id)))
  const rules = await placesOfRules(journal, opening)
  const ended = row.outcome_entry === null ? [] : [integer(row, 'outcome_entry')]
  return inOrder([...rules, ...decided.flat(), integer(row, 'entry'), ...ended])
}

/** The call that was held, each verdict over it, and the same of the cases that edits made it of. */
async function placesOfCase(journal: Reading, first: string): Promise<readonly number[]> {
  const places: number[] = []
  for (let id: string | undefined = first; id !== undefined; ) {
    const [held] = await journal.query('SELECT entry, replaces FROM cases WHERE id = $1', id)
    const verdicts = await journal.query('SELECT entry FROM case_verdicts WHERE case_id = $1', id)
    for (const row of held === undefined ? verdicts : [held, ...verdicts]) places.push(integer(row, 'entry'))
    id = held === undefined || held.replaces === null ? undefined : text(held, 'replaces')
  }
  return places
}

/** The load that holds the text of the rules which decided. */
async function placesOfRules(journal: Reading, opening: Entry | undefined): Promise<readonly number[]> {
  if (typeof opening?.data.policy !== 'string') return []
  const rows = await journal.query('SELECT entry FROM policy_versions WHERE digest = $1', opening.data.policy)
  return rows.map((row: Row) => integer(row, 'entry'))
}

function inOrder(places: readonly number[]): readonly number[] {
  return [...new Set(places)].sort((one, other) => one - other)
}

/** What stands at these places. An index beyond the log's end is left out. */
export async function trailOf(journal: Reading, places: readonly number[]): Promise<Trail> {
  const entries: TrailEntry[] = []
  const pseudonyms = new Set<string>()
  for (const index of inOrder(places)) {
    const entry = await journal.log.entry(index)
    if (entry === undefined) continue
    entries.push({ index, at: entry.at, kind: entry.kind, fields: await journal.log.fieldsOf(index) })
    for (const pseudonym of pseudonymsIn(entry)) pseudonyms.add(pseudonym)
  }
  const names: Trail['names'][number][] = []
  for (const pseudonym of pseudonyms) {
    const subject = await journal.subjectOf(pseudonym)
    if (subject === undefined) continue
    names.push({ pseudonym, subject, isProvable: (await journal.nameOf(pseudonym)) !== undefined })
  }
  return { entries, names }
}

/** What could be one: by itself, as people stand in entries, or behind a label's name. */
export function pseudonymsIn({ data }: Pick<Entry, 'data'>): readonly string[] {
  return JSON.stringify(data).match(/(?<![\w-])[a-z0-9]{32}(?![\w-])/g) ?? []
}
