// SPDX-License-Identifier: EUPL-1.2
import { it } from 'node:test'
import { killAndCheck } from '../e2e/kill.ts'

it('sends nothing twice and loses nothing when the server is killed fifty times (P1, P2, P12)', {
  timeout: 900_000,
}, async () => {
  await killAndCheck(50)
})
