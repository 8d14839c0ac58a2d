// SPDX-License-Identifier: EUPL-1.2
import type { StopScope } from '../api-stops.ts'
import type { Words } from '../language/nl.ts'
import { visibleLine } from '../visible.ts'

/** What a stop covers, in words that fit in a sentence. */
export function whatStops(
  stop: { readonly scope: StopScope; readonly target?: string },
  { stop: words }: Words,
): string {
  const target = visibleLine(stop.target ?? '')
  switch (stop.scope) {
    case 'all':
      return words.everything
    case 'agent':
      return words.theAgent(target)
    case 'system':
      return words.theSystem(target)
    case 'run':
      return words.theRun(target)
  }
}
