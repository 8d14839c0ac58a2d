// SPDX-License-Identifier: EUPL-1.2
import type { SystemSummary } from '../api-systems.ts'

export const waitKinds = ['answers', 'acceptance', 'assessment', 'release'] as const
export type WaitKind = (typeof waitKinds)[number]

/** What a system waits for, in the order in which it has to be done. */
export function waitsOf(system: SystemSummary): readonly WaitKind[] {
  const { label, strictest, openQuestions, stage, isAccepted, waitsForAssessor } = system
  const waits: WaitKind[] = []
  if (openQuestions > 0 || label !== strictest) waits.push('answers')
  if (!isAccepted) waits.push('acceptance')
  if (waitsForAssessor) waits.push('assessment')
  return waits.length === 0 && mayBeReleased(system) && stage === 'test' ? ['release'] : waits
}

/** What the fold of the register asks of a release; only to show or hide the button: the API decides. */
export function mayBeReleased({ strictest, isAccepted, waitsForAssessor }: SystemSummary): boolean {
  return strictest !== 'prohibited' && isAccepted && !waitsForAssessor
}

/** Who can do it, by id; undefined where it is anybody but the people the system names. */
export function whoDoes(kind: WaitKind, { owner, accountable }: SystemSummary): string | undefined {
  if (kind === 'assessment') return undefined
  return kind === 'acceptance' ? accountable : owner
}
