// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Conflict } from '../journal/index.ts'
import { digestOf, hold } from './testing/gate.ts'
import { approve, open, people, until } from './testing/opened.ts'

const { sanne } = people

describe('expiry', () => {
  it('denies a case that nobody answered, and an approval that nobody used, and says so in the log (P6)', async () => {
    const { journal, oversight } = await open()
    const expiresAt = Date.now() + 2000
    await hold(journal, { case: 'c1', expiresAt })
    await hold(journal, { case: 'c2', run: 'run-2', expiresAt })
    await oversight.decide('c2', sanne, approve)
    await until(async () => (await journal.query("SELECT id FROM cases WHERE state = 'expired'")).length === 2)
    assert.equal((await oversight.findForCall('run-1', digestOf()))?.state, 'expired')
    await assert.rejects(
      oversight.decide('c1', sanne, approve),
      (error) => error instanceof Conflict && error.reason === 'case-expired',
    )
    assert.deepEqual(await oversight.openCases(), [])
  })

  it('expires on time when a case opens that is due before the one it waits for', async () => {
    const { journal } = await open()
    await hold(journal, { case: 'late', run: 'run-2' })
    await hold(journal, { case: 'soon', expiresAt: Date.now() + 200 })
    await until(async () => (await journal.query("SELECT id FROM cases WHERE state = 'expired'")).length === 1)
  })

  it('takes up after a restart what expired meanwhile', async () => {
    const first = await open()
    await hold(first.journal, { case: 'c1', expiresAt: Date.now() + 50 })
    first.oversight.close()
    await first.journal.close()
    await sleep(60)
    const second = await open({}, first.folder)
    await until(async () => (await second.journal.query("SELECT id FROM cases WHERE state = 'expired'")).length === 1)
  })

  it('revives nothing when the clock jumps back, whether or not the log could say so in time', async () => {
    let now = Date.now()
    const { journal, oversight } = await open({ now: () => now })
    await hold(journal, { case: 'c1', expiresAt: Date.now() + 3000 })
    now += 10_000
    assert.equal((await oversight.findForCall('run-1', digestOf()))?.state, 'expired')
    now -= 20_000
    assert.equal((await oversight.findForCall('run-1', digestOf()))?.state, 'expired')
    assert.equal((await oversight.caseOf('c1', sanne))?.mayDecide, false)
    assert.deepEqual(await oversight.openCases(), [])
  })
})
