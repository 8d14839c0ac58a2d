// SPDX-License-Identifier: EUPL-1.2
import { it } from 'node:test'
import { describeKills, killAndCheck } from './kills.ts'

it('loses nothing that was acknowledged when the process is killed twenty times under load (P1, P11)', {
  timeout: 230_000,
}, async () => {
  console.log(describeKills(await killAndCheck(20, Math.random)))
})
