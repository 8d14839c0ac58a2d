// SPDX-License-Identifier: EUPL-1.2
import { integer, type Journal, type Row, text } from '../../journal/index.ts'
import { disclosedText, personBehind } from '../record.ts'
import { type Decided, type DecisionFile, withPeople } from './decision.ts'

const maxListed = 100

/** The decisions about a system, the newest first. */
export async function decisionsOn(journal: Journal, system: string): Promise<readonly Decided[]> {
  const rows = await journal.query(
    `SELECT * FROM register_history WHERE system = $1 AND kind IN ('system.released', 'system.declined')
      ORDER BY entry DESC LIMIT $2`,
    system,
    maxListed,
  )
  return await Promise.all(rows.map((row) => decidedIn(journal, row)))
}

async function decidedIn(journal: Journal, row: Row): Promise<Decided> {
  const entry = integer(row, 'entry')
  const by = await personBehind(journal, text(row, 'by'))
  const reason = await disclosedText(journal, entry, 'reason')
  return {
    ...{ entry, at: integer(row, 'at'), decision: row.kind === 'system.released' ? 'go' : 'no-go' },
    ...(by === undefined ? {} : { by }),
    ...(reason === undefined ? {} : { reason }),
  }
}

/**
 * The file that the person who decided saw; undefined once it was erased, or if it was decided before files were kept.
 */
export async function decidedFile(journal: Journal, entry: number): Promise<DecisionFile | undefined> {
  const value = (await journal.disclose(entry, 'file'))?.value
  // Safe: the register sealed it under this name in this shape, and the leaf commits to it.
  return value === undefined ? undefined : await shown(journal, value as unknown as DecisionFile)
}

/** The file with people by their ids, and with each assessor's reason beside their judgement. */
export async function shown(journal: Journal, file: DecisionFile): Promise<DecisionFile> {
  const named = await withPeople(file, (pseudonym) => personBehind(journal, pseudonym))
  const judgements = named.judgements.map(async (one) => {
    const reason = await disclosedText(journal, one.entry, 'reason')
    return { ...one, ...(reason === undefined ? {} : { reason }) }
  })
  return { ...named, judgements: await Promise.all(judgements) }
}
