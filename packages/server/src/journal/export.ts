// SPDX-License-Identifier: EUPL-1.2
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { tilePath, tilesOfTree } from '@sluis/log'
import type { Place } from './engine/open.ts'
import { JournalError } from './error.ts'
import type { LogReader } from './log-reader.ts'
import { makeFolder } from './make-folder.ts'
import { readLog } from './read-log.ts'

/**
 * Writes a log as tlog-tiles files: checkpoint, hash tiles, entry bundles, and nothing else. Reads one snapshot, also
 * while a server appends. The directory must be new or empty.
 */
export async function exportLog(
  place: Place,
  directory: string,
  onProgress?: (done: number) => void,
): Promise<{ readonly size: number; readonly note: string }> {
  if (existsSync(directory) && readdirSync(directory).length > 0) {
    throw new JournalError('in-use', {
      nl: `${directory} is niet leeg; kies een nieuwe map`,
      en: `${directory} is not empty; choose a new directory`,
    })
  }
  return await readLog(place, (log) => writeFiles(log, directory, onProgress))
}

async function writeFiles(
  log: LogReader,
  directory: string,
  onProgress: ((done: number) => void) | undefined,
): Promise<{ readonly size: number; readonly note: string }> {
  const head = await log.checkpoint()
  makeFolder(directory)
  let done = 0
  for (const tile of tilesOfTree(head.size)) {
    const bytes = await log.coveredTile(tile)
    const path = join(directory, tilePath(tile))
    makeFolder(dirname(path))
    writeFileSync(path, bytes)
    onProgress?.(++done)
  }
  writeFileSync(join(directory, 'checkpoint'), head.note)
  return head
}
