// SPDX-License-Identifier: EUPL-1.2
import { isAlphanumeric, OTHER_LETTER } from '../text/characters.ts'
import { encodedCandidates, isLineBreak, OVERLAP, SHORTEST_ENCODED } from './encoded.ts'
import type { Candidate, Window } from './window.ts'

// MIME breaks base64 into lines of 76 characters (RFC 2045 §6.8), PEM into 64 (RFC 7468 §2); a finding may stand across.
const SHORTEST_LINE = 60
const LONGEST_LINE = 76

/** Whether the line break at `at` lies inside base64: the run has filled whole lines and goes on behind the break. */
export function isWrappedAt(window: Window, start: number, at: number): boolean {
  if (at - start < SHORTEST_LINE || !isLineBreak(window.at(at))) return false
  if (window.at(at) === 10 && window.at(at - 1) === 13) return isEncoded(window.at(at + 1))
  let line = at
  while (at - line <= LONGEST_LINE && isEncoded(window.at(line - 1))) line--
  if (at - line < SHORTEST_LINE || at - line > LONGEST_LINE || (at - line) % 4 !== 0) return false
  return (
    isEncoded(window.at(at + 1)) || (window.at(at) === 13 && window.at(at + 1) === 10 && isEncoded(window.at(at + 2)))
  )
}

function isEncoded(code: number): boolean {
  return isAlphanumeric(code) || code === 43 || code === 47 || code === 45 || code === 95
}

/**
 * What the base64 in a run holds: `piece` is the end of what is judged now, `end` of what may be read, `seen` the classes
 * of its characters. Letters beyond ASCII end one stretch of base64 and begin another.
 */
export function encodedInRun(
  window: Window,
  [start, piece, end]: readonly [number, number, number],
  seen: number,
  inspectDecoded: (decoded: string) => readonly Candidate[],
): Candidate[] {
  const candidates: Candidate[] = []
  for (let from = start; from < piece; ) {
    const to = (seen & OTHER_LETTER) === 0 ? end : stretchEnd(window, from, end)
    const first = from === start ? overlapStart(window, start) : from
    if (to - first >= SHORTEST_ENCODED) {
      const covered = to <= piece ? to + padding(window, to) : piece
      candidates.push(...encodedCandidates(window.text, [from, covered], [first, to], inspectDecoded))
    }
    from = to + 1
  }
  return candidates
}

function stretchEnd(window: Window, from: number, end: number): number {
  let to = from
  while (to < end && isInside(window.at(to))) to++
  return to
}

/** A piece that goes on with an earlier one is read together with the end of that. */
function overlapStart(window: Window, start: number): number {
  let first = start
  while (start - first < OVERLAP && isInside(window.at(first - 1))) first--
  return first
}

function isInside(code: number): boolean {
  return isEncoded(code) || isLineBreak(code)
}

function padding(window: Window, at: number): number {
  if (window.at(at) !== 61) return 0
  return window.at(at + 1) === 61 ? 2 : 1
}
