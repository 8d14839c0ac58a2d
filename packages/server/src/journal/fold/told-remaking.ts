// SPDX-License-Identifier: EUPL-1.2
import { warn } from '../../warnings/index.ts'

const firstAfterMs = 5000
const everyMs = 10_000

/**
 * Tells whoever waits for the doors to open how far it is that tables are made anew from a long log; of a short one nothing.
 */
export function toldRemaking(size: number, tell = warn, now = () => performance.now()): (entriesRead: number) => void {
  let nextMs = now() + firstAfterMs
  return (entriesRead) => {
    if (now() < nextMs) return
    nextMs = now() + everyMs
    tell('tables-remade', { entries: `${entriesRead} of ${size}` })
  }
}
