// SPDX-License-Identifier: EUPL-1.2
import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * A folder, with those above it; one that is there already stays as it is. Node's own recursive making goes round for
 * ever where a folder is there and takes none in it, as in `/proc`.
 */
export function makeFolder(folder: string, mode?: number): void {
  const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
  if (isFolder(folder)) return
  const above = dirname(folder)
  if (above !== folder) makeFolder(above, mode)
  try {
    mkdirSync(folder, { mode })
  } catch (error) {
    // Another process may have made it a moment ago.
    if (!isFolder(folder)) throw error
  }
}
