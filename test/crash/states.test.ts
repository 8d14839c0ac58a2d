// SPDX-License-Identifier: EUPL-1.2
import { it } from 'node:test'
import { checkCrashStates, describeCounts } from './lab.ts'
import { recordOrRead } from './recording.ts'

it('loses nothing and forks nothing in 500 crash states of recorded writes (P1, P7, P11, P12)', {
  timeout: 230_000,
}, async () => {
  const seed = Date.now() % 1_000_000
  console.log(describeCounts(await checkCrashStates(recordOrRead(), 500, seed)))
})
