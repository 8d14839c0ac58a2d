// SPDX-License-Identifier: EUPL-1.2
import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder, with those above it; an existing folder stays as it is. Node's own recursive making loops for ever if
 * a folder exists and accepts none in it, as in `/proc`.
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
