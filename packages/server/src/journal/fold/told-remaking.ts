// SPDX-License-Identifier: EUPL-1.2
import { warn } from '../../warnings/index.ts'

const firstAfterMs = 5000
const everyMs = 10_000

/**
 * Tells whoever waits for the doors to open how far the rebuilding of tables from a long log is; says nothing for a
 * short log.
 */
export function toldRemaking(size: number, tell = warn, now = () => performance.now()): (entriesRead: number) => void {
  let nextMs = now() + firstAfterMs
  return (entriesRead) => {
    if (now() < nextMs) return
    nextMs = now() + everyMs
    tell('tables-remade', { entries: `${entriesRead} of ${size}` })
  }
}
