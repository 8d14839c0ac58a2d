// SPDX-License-Identifier: EUPL-1.2
import { Journal } from '../../packages/server/src/journal/index.ts'

const projections = new URL('../../packages/server/src/projections.ts', import.meta.url)

/** The projections of a log that nothing else writes to meanwhile. */
export async function dumpOf(folder: string, origin: string): Promise<string> {
  const journal = await Journal.open({ folder, origin, projections })
  try {
    return await journal.dump()
  } finally {
    await journal.close()
  }
}
