// SPDX-License-Identifier: EUPL-1.2
import { ApiProblem } from '../api-call.ts'
import type { Words } from '../language/nl.ts'

/** What became of a stop, where that asks for other words than of any other deed. */
export function ownWords(error: unknown, { stop }: Words): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined
  // It acts first and is recorded next (P4): a stop that couldn't be recorded stops all the same.
  if (error.problem.code === 'stop-unrecorded') return stop.doneUnrecorded
  // Nobody should look first whether it worked: once more does no harm, and a wait may.
  return error.problem.code === 'unreachable' ? stop.unanswered : undefined
}
