// SPDX-License-Identifier: EUPL-1.2
import { setImmediate as nextImmediate } from 'node:timers/promises'

/** Work on much text, which pauses after each piece of it and says how many characters that was. */
export type InPieces<T> = Generator<number, T, void>

/** In characters: a text that is made to look like findings from end to end takes some 10 ms for so many. */
export const ofATurn = 1 << 14
const ofAPiece = ofATurn >> 1

/** A text that is no longer than this is one piece. */
export const isShort = ({ length }: string): boolean => length <= ofAPiece

/** The pieces of a text, each with whether it is the last. */
export function* pieces(text: string): Generator<readonly [piece: string, isLast: boolean], void, void> {
  let at = 0
  for (; at + ofAPiece < text.length; at += ofAPiece) yield [text.slice(at, at + ofAPiece), false]
  yield [at === 0 ? text : text.slice(at), true]
}

/** Does work without a pause. */
export function atOnce<T>(work: InPieces<T>): T {
  for (;;) {
    const { done, value } = work.next()
    if (done === true) return value
  }
}

/**
 * Does work of one turn at once, and more in turns of the loop, so that who sends much text holds up nobody else. Before
 * each of those `requireWanted` may throw for work that nobody waits for any more.
 */
export function inTurns<T>(work: InPieces<T>, requireWanted?: () => void): T | Promise<T> {
  const did = turnOf(work)
  return did === undefined ? goOn(work, requireWanted) : did.value
}

/** The same for work that is known to be more than that of one turn. */
export async function goOn<T>(work: InPieces<T>, requireWanted?: () => void): Promise<T> {
  for (;;) {
    await nextTurn()
    requireWanted?.()
    const did = turnOf(work)
    if (did !== undefined) return did.value
  }
}

/** Does as much as fits in a turn; gives what came of it once all is done. */
export function turnOf<T>(work: InPieces<T>): { readonly value: T } | undefined {
  let left = ofATurn
  while (left > 0) {
    const did = work.next()
    if (did.done === true) return did
    left -= did.value
  }
  return undefined
}

let turns = Promise.resolve()

/** Of all that waits one goes on in each turn of the loop: a hundred long texts hold up others no more than one does. */
export function nextTurn(): Promise<void> {
  turns = turns.then(() => nextImmediate())
  return turns
}
