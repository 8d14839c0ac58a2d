// SPDX-License-Identifier: EUPL-1.2
// The crash lab at its full size; test/crash/README.md says what it shows.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { acknowledgedAfterRefusal, type Fault, wasRefused, workWith } from '../crash/faults.ts'
import { describeKills, killAndCheck } from '../crash/kills.ts'
import { checkCrashStates, describeCounts } from '../crash/lab.ts'
import { canTrace, record } from '../crash/recording.ts'

const skip = canTrace() ? false : 'no strace on this machine, or it may not look'

describe('the crash lab', () => {
  it('loses nothing and forks nothing in 10,000 crash states (P1, P7, P11, P12)', {
    skip,
    timeout: 1_500_000,
  }, async () => {
    const seed = Date.now() % 1_000_000
    const counts = await checkCrashStates(record('long'), 10_000, seed)
    assert.ok(counts.images >= 10_000)
    console.log(describeCounts(counts))
  })

  it('lets days of content go once and for good in 2,000 crash states of just that (P7, P12)', {
    skip,
    timeout: 1_500_000,
  }, async () => {
    const seed = Date.now() % 1_000_000
    console.log(describeCounts(await checkCrashStates(record('terms'), 2000, seed)))
  })

  it('loses nothing when the process is killed 200 times under load (P1, P11)', { timeout: 1_500_000 }, async () => {
    console.log(describeKills(await killAndCheck(200, Math.random)))
  })

  it('acknowledges nothing after a failed sync or write, wherever it fails, until a restart (P1)', {
    skip,
    timeout: 1_500_000,
  }, async () => {
    let refused = 0
    const all = faults()
    for (const fault of all) {
      const { file, marks } = await workWith(fault)
      if (!wasRefused(marks)) continue
      refused++
      const wentOn = acknowledgedAfterRefusal(marks)
      const mayGoOn = fault.call === 'write' && fault.error === 'ENOSPC' && !fault.lasts
      assert.ok(mayGoOn || wentOn === 0, `${wentOn} acknowledged after ${JSON.stringify(fault)} on ${file}`)
    }
    console.log(`${all.length} faults, ${refused} of them refused an entry or the opening; 0 acknowledged entries lost`)
  })
})

function faults(): readonly Fault[] {
  const some = (call: Fault['call'], error: Fault['error'], step: number, end: number, lasts: boolean): Fault[] =>
    Array.from({ length: Math.floor(end / step) }, (_, at) => ({ call, error, at: 1 + at * step, lasts }))
  return [
    ...some('sync', 'EIO', 1, 60, false),
    ...some('sync', 'ENOSPC', 3, 60, true),
    ...some('write', 'ENOSPC', 11, 440, false),
    ...some('write', 'ENOSPC', 23, 440, true),
    ...some('write', 'EIO', 19, 440, false),
    ...some('write', 'ENOSPC', 5, 240, false).map((fault) => ({ ...fault, onlyKeys: true })),
  ]
}
