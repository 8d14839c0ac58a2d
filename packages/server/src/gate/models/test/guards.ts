// SPDX-License-Identifier: EUPL-1.2
import type { InPieces } from '../../../boundary/index.ts'
import type { TextGuard } from '../../release/text-guard.ts'

/** Writes capitals, and holds the last two characters of each channel back as long as it can; pauses at each text. */
export function holdingGuard(): TextGuard {
  const held = new Map<string, string>()
  return {
    *pass(channel, delta) {
      yield delta.length
      const text = (held.get(channel) ?? '') + delta.toUpperCase()
      held.set(channel, text.slice(-2))
      return text.slice(0, -2)
    },
    *flush(channel, last = '') {
      yield last.length
      const rest = (held.get(channel) ?? '') + last.toUpperCase()
      held.delete(channel)
      return rest
    },
  }
}

/** Lets nothing through. */
export const removing: TextGuard = { pass: nothing, flush: nothing }

function* nothing(channel: string): InPieces<string> {
  yield channel.length
  return ''
}
