// SPDX-License-Identifier: EUPL-1.2
// Kleene's strong three-valued logic: "all" is the minimum, "any" the maximum, and the negation of unknown is unknown.

export const FALSE = 0
export const UNKNOWN = 1
export const TRUE = 2

export type Truth = typeof FALSE | typeof UNKNOWN | typeof TRUE

export function not(truth: Truth): Truth {
  if (truth === UNKNOWN) return UNKNOWN
  return truth === TRUE ? FALSE : TRUE
}

export function both(left: Truth, right: Truth): Truth {
  return left < right ? left : right
}

export function either(left: Truth, right: Truth): Truth {
  return left > right ? left : right
}

export function anyOf(truths: Iterable<Truth>): Truth {
  let greatest: Truth = FALSE
  for (const truth of truths) {
    if (truth === TRUE) return TRUE
    greatest = either(greatest, truth)
  }
  return greatest
}
