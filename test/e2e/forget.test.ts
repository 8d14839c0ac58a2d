// SPDX-License-Identifier: EUPL-1.2
// A letter arrives: what do you hold about me, and then forget me (GDPR art. 15 and 17).
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { rawJson } from '../../packages/server/src/api/raw-json.ts'
import { exportLog, receiptFor } from '../../packages/server/src/journal/index.ts'
import type { Basis, HeldAbout } from '../../packages/server/src/subjects/index.ts'
import { dumpOf } from './dumped.ts'
import { holds, keysOf, proves } from './evidence.ts'
import { type House, openHouse } from './harness.ts'
import { ask, connectAgent, outsideMail } from './outside-agent.ts'
import { runToEnd } from './reviewer.ts'

const program = fileURLToPath(new URL('../../packages/server/bin/sluis.js', import.meta.url))

function isValid(directory: string, key: string, ...against: readonly string[]): boolean {
  const { status } = spawnSync(process.execPath, [program, 'verify', directory, '--key', key, ...against])
  return status === 0
}

async function all({ sluis }: House, subject: string, isOpen = false): Promise<HeldAbout['entries']> {
  const entries: HeldAbout['entries'][number][] = []
  for (let from: number | undefined = 0; from !== undefined; ) {
    const page: HeldAbout = await sluis.subjects.held({ subject, from, isOpen })
    entries.push(...page.entries)
    from = page.next
  }
  return entries
}

async function erase({ sluis, person }: House, subject: string, basis: Basis = 'erasure') {
  const { erasable } = await sluis.subjects.held({ subject })
  const wish = { subject, basis, reason: 'Letter 2026-117', mark: erasable?.mark ?? '' }
  return await sluis.subjects.erase(wish, person('anna'))
}

async function rejectAll({ sluis, person }: House): Promise<void> {
  const sanne = person('sanne')
  for (const { id } of await sluis.oversight.openCases()) {
    const seen = await sluis.oversight.caseOf(id, sanne)
    await sluis.oversight.decide(id, sanne, { verdict: 'reject', digest: seen?.digest ?? '', reason: 'Not now.' })
  }
}

describe('a letter about a customer', () => {
  it('ends with their content gone and every older proof as good as it was (P7, P11, P12)', {
    timeout: 120_000,
  }, async () => {
    await using house = await openHouse()
    const { run } = await house.sluis.tasks.start('weekly-report')
    await runToEnd(house, run, () => rejectAll(house))
    const { journal, oversight } = house.sluis
    const key = journal.verifierKey
    const [before, after] = [join(house.folder, 'before'), join(house.folder, 'after')]
    await exportLog({ folder: journal.folder }, before)

    const named = await all(house, 'customer:10023')
    assert.deepEqual([...new Set(named.map((entry) => entry.run))], [run])
    const { entry: about } = (await journal.query('SELECT entry FROM calls WHERE run = $1 LIMIT 1', run))[0] ?? {}
    const receipt = await receiptFor(journal.log, Number(about))
    const content = await all(house, `run:${run}`, true)
    assert.ok(Buffer.from(rawJson(content)).includes('Annelies'), 'the copy holds what was read and written')
    const keys = keysOf(journal.folder, `run:${run}`)
    assert.equal(keys.length, 2, 'the run’s own and that of its day')
    for (const key of keys) assert.ok(holds(journal.folder, key), 'the keys lie in the data folder')

    await erase(house, `run:${run}`)
    await erase(house, 'customer:10023')

    assert.deepEqual(await all(house, 'customer:10023'), [])
    assert.deepEqual(await all(house, `run:${run}`), [])
    for (const key of keys) {
      assert.equal(holds(journal.folder, key), false, 'neither a page nor a journal of the databases has a key')
    }
    const [aCase] = await oversight.allCases()
    assert.ok(aCase !== undefined)
    assert.equal((await oversight.caseOf(aCase.id, house.person('sanne')))?.arguments, null)
    await proves(receipt, key)
    await proves(await receiptFor(journal.log, Number(about)), key)
    await exportLog({ folder: journal.folder }, after)
    assert.ok(isValid(before, key))
    assert.ok(isValid(after, key, '--against', join(before, 'checkpoint')))

    const [origin = ''] = (await journal.log.checkpoint()).note.split('\n')
    await house.sluis.close()
    const dump = await dumpOf(journal.folder, origin)
    const database = new DatabaseSync(join(journal.folder, 'journal.db'))
    database.exec('DELETE FROM shapes; DELETE FROM erasures; DELETE FROM calls')
    database.close()
    assert.equal(await dumpOf(journal.folder, origin), dump)
  })

  it('waits for what a person still has to decide', { timeout: 60_000 }, async () => {
    await using house = await openHouse()
    await using agent = await connectAgent(house.sluis.gateUrl, house.agentKey)
    const { gate } = await agent.call('mail_send', outsideMail('One'))
    assert.equal(gate.code, 'held')
    const subject = 'run:run-of-reporter'
    const { stays } = await house.sluis.subjects.held({ subject })
    assert.deepEqual(stays, ['case-open'])
    await assert.rejects(erase(house, subject), /A case is not over/)
    await rejectAll(house)
    await erase(house, subject)
    assert.deepEqual(await all(house, subject), [])
    // The agent goes on: what it sends from now on is sealed under another key, and seen as held again.
    const again = await agent.call('mail_send', outsideMail('Two'))
    assert.equal(again.gate.code, 'held')
    assert.equal((await all(house, subject)).length, 1)
  })

  it('is found by the address that was mailed, and nothing of a call in flight outlives it', {
    timeout: 60_000,
  }, async () => {
    await using house = await openHouse()
    const { sluis } = house
    await using agent = await connectAgent(sluis.gateUrl, house.agentKey)
    await agent.call('mail_send', outsideMail('One'))
    for (const { id } of await sluis.oversight.openCases()) {
      const seen = await sluis.oversight.caseOf(id, house.person('sanne'))
      await sluis.oversight.decide(id, house.person('sanne'), { verdict: 'approve', digest: seen?.digest ?? '' })
    }
    assert.deepEqual((await sluis.subjects.held({ subject: 'run:run-of-reporter' })).stays, ['case-open'])
    await agent.call('mail_send', outsideMail('One'))
    const [mailed] = await all(house, 'address:Sales@Elsewhere.example')
    assert.deepEqual([mailed?.kind, mailed?.run], ['call.allowed', 'run-of-reporter'])
    // Calls and erasures at once: whatever an erasure took, no later one of the same call stayed behind it.
    const asking = Array.from({ length: 12 }, () => ask(sluis.gateUrl, house.agentKey).then((answer) => answer.text()))
    let [done, refused] = [0, 0]
    for (let at = 0; at < 12; at++) {
      await erase(house, 'run:run-of-reporter').then(
        () => done++,
        () => refused++,
      )
    }
    await Promise.all(asking)
    assert.equal(done + refused, 12)
    const rows = await sluis.journal.query('SELECT entry, outcome_entry FROM calls WHERE outcome_entry IS NOT NULL')
    for (const { entry, outcome_entry } of rows) {
      const isAsked = (await sluis.journal.disclose(Number(entry), 'request')) !== undefined
      const isTold = (await sluis.journal.disclose(Number(outcome_entry), 'result')) !== undefined
      assert.equal(isTold && !isAsked, false, `the result of entry ${entry} outlived its request`)
    }
  })
})
