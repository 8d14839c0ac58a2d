// SPDX-License-Identifier: EUPL-1.2
import type { TextGuard } from '../guard.ts'

/** Writes capitals, and holds the last two characters of each channel back as long as it can. */
export function holdingGuard(): TextGuard {
  const held = new Map<string, string>()
  return {
    pass(channel, delta) {
      const text = (held.get(channel) ?? '') + delta.toUpperCase()
      held.set(channel, text.slice(-2))
      return text.slice(0, -2)
    },
    flush(channel, last = '') {
      const rest = (held.get(channel) ?? '') + last.toUpperCase()
      held.delete(channel)
      return rest
    },
  }
}
