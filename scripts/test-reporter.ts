// SPDX-License-Identifier: EUPL-1.2
// Turns the events of node:test into lines for people: one per test file, the whole story of what failed, what was
// skipped and why.
import type { TestEvent } from 'node:test/reporters'

export interface TestTotals {
  passed: number
  failed: number
  skipped: number
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause
  return cause instanceof Error ? (cause.stack ?? cause.message) : (error.stack ?? error.message)
}

export async function tell(events: AsyncIterable<TestEvent>, totals: TestTotals): Promise<void> {
  for await (const event of events) {
    if (event.type === 'test:pass') {
      const { name, details, skip } = event.data
      if (details.type === 'suite') continue
      if (skip === undefined) {
        totals.passed++
        console.log(`✔ ${name} (${Math.round(details.duration_ms)} ms)`)
      } else {
        totals.skipped++
        console.log(`- skipped: ${name}${typeof skip === 'string' && skip !== '' ? ` (${skip})` : ''}`)
      }
    } else if (event.type === 'test:fail') {
      const { name, details, file } = event.data
      // A parent fails because a child did; the child has been told and counted already.
      if ('failureType' in details.error && details.error.failureType === 'subtestsFailed') continue
      totals.failed++
      console.log(`✖ ${name} [${file ?? ''}]\n${reason(details.error)}`)
    } else if (event.type === 'test:stdout' || event.type === 'test:stderr') {
      process.stdout.write(event.data.message)
    }
  }
}
