// SPDX-License-Identifier: EUPL-1.2
import { it } from 'node:test'
import { killAndCheck } from './kill.ts'

it('sends nothing twice and loses nothing when the server is killed ten times (P1, P2, P12)', {
  timeout: 200_000,
}, async () => {
  await killAndCheck(10)
})
