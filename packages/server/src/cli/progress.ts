// SPDX-License-Identifier: EUPL-1.2

const firstAfterMs = 1000
const everyMs = 2000

/** Reports how far a long job is: nothing in the first second, then a line from time to time. */
export function progressTo(tell: (line: string) => void): (line: () => string) => void {
  let nextMs = performance.now() + firstAfterMs
  return (line) => {
    if (performance.now() < nextMs) return
    nextMs = performance.now() + everyMs
    tell(line())
  }
}
