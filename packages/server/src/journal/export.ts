// SPDX-License-Identifier: EUPL-1.2
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { tilePath, tilesOfTree } from '@sluis/log'
import { JournalError } from './error.ts'
import { LogReader } from './log-reader.ts'

/**
 * Writes the log of a data folder as tlog-tiles files: checkpoint, hash tiles, entry bundles, and nothing else. Reads
 * one snapshot, also while a server appends. The directory must be new or empty.
 */
export async function exportLog(
  dataFolder: string,
  directory: string,
  onProgress?: (done: number) => void,
): Promise<{ readonly size: number; readonly note: string }> {
  const file = join(dataFolder, 'journal.db')
  if (!existsSync(file)) throw new JournalError('damaged', `${dataFolder} holds no journal`)
  if (existsSync(directory) && readdirSync(directory).length > 0) {
    throw new JournalError('in-use', `${directory} is not empty; choose a new directory`)
  }
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    database.exec('BEGIN')
    const reader = new LogReader(database)
    const head = await reader.checkpoint()
    mkdirSync(directory, { recursive: true })
    let done = 0
    for (const tile of tilesOfTree(head.size)) {
      const bytes = await reader.tile(tile)
      if (bytes === undefined) throw new JournalError('damaged', `${tilePath(tile)} is incomplete`)
      const path = join(directory, tilePath(tile))
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, bytes)
      onProgress?.(++done)
    }
    writeFileSync(join(directory, 'checkpoint'), head.note)
    return head
  } finally {
    database.close()
  }
}
