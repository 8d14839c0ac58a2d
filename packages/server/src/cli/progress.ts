// SPDX-License-Identifier: EUPL-1.2

const firstAfterMs = 1000
const everyMs = 2000

/** Tells how far a long job is: nothing in its first second, then a line now and then. */
export function progressTo(tell: (line: string) => void): (line: () => string) => void {
  let nextMs = performance.now() + firstAfterMs
  return (line) => {
    if (performance.now() < nextMs) return
    nextMs = performance.now() + everyMs
    tell(line())
  }
}
