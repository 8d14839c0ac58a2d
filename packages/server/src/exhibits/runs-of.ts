// SPDX-License-Identifier: EUPL-1.2
import { type Entry, type Journal, text } from '../journal/index.ts'

/** The runs that entries tell of: by these somebody finds who was handed what was said in them. */
export async function runsOf(journal: Pick<Journal, 'query'>, entries: readonly Entry[]): Promise<readonly string[]> {
  const runs = new Set<string>()
  for (const { data } of entries) {
    const { run, call, case: opened, scope, target } = data
    if (typeof run === 'string') runs.add(run)
    else if (scope === 'run' && typeof target === 'string') runs.add(target)
    else if (typeof call === 'string') await addFrom('calls', call)
    else if (typeof opened === 'string') await addFrom('cases', opened)
  }
  return [...runs]

  async function addFrom(table: 'calls' | 'cases', id: string): Promise<void> {
    const [row] = await journal.query(`SELECT run FROM ${table} WHERE id = $1`, id)
    if (row !== undefined) runs.add(text(row, 'run'))
  }
}
