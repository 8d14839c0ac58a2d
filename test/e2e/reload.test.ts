// SPDX-License-Identifier: EUPL-1.2
// What a person loads while Sluis runs is what holds from then on, all of it, and Sluis starts with it again.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { readKeptMails } from '../../examples/weekly-report/stand-ins/index.ts'
import { change } from './changed-organisation.ts'
import { openHouse, until } from './harness.ts'
import { connectAgent, outsideMail } from './outside-agent.ts'
import { approveAll } from './reviewer.ts'

describe('a load while Sluis runs', () => {
  it('starts tasks by their schedules of now, and no more by those of before', { timeout: 120_000 }, async () => {
    const weekly = "schedule: '0 8 * * 1'"
    const file = 'tasks/weekly-report.yaml'
    /** Undefined where the machine was so slow that the old schedule's moment came before it was gone. */
    const isLeftAlone = async (aheadMs: number): Promise<boolean | undefined> => {
      const soon = new Date(Math.ceil((Date.now() + aheadMs) / 1000) * 1000)
      const once = `schedule: '${soon.getSeconds()} ${soon.getMinutes()} * * * *'`
      await using house = await openHouse({ prepare: (folder) => change(folder, file, weekly, once) })
      const { tasks, reload } = house.sluis
      await tasks.resume()
      change(house.folder, file, once, weekly)
      await reload(house.person('anna'))
      if (Date.now() >= soon.getTime()) return undefined
      await sleep(soon.getTime() + 1500 - Date.now())
      if ((await tasks.runs()).length > 0) return false

      change(house.folder, file, weekly, "schedule: '* * * * * *'")
      await reload(house.person('anna'))
      await until('a run that began by the new schedule waits', async () => (await tasks.runs())[0]?.state === 'parked')
      return true
    }
    let aheadMs = 5000
    let seen = await isLeftAlone(aheadMs)
    while (seen === undefined) {
      aheadMs *= 2
      seen = await isLeftAlone(aheadMs)
    }
    assert.equal(seen, true)
  })

  it('ends the keys of who left the files, so that none opens for them once another has their id', async () => {
    await using house = await openHouse()
    const { identity, reload } = house.sluis
    const [left, stays] = await Promise.all(
      ['omar', 'anna'].map((principal) => identity.issue({ kind: 'person', principal })),
    )
    const omar = /^ {2}- \{ id: omar,.*\n/m.exec(
      readFileSync(join(house.folder, 'organisation/organisation.yaml'), 'utf8'),
    )
    assert.ok(omar && left && stays)
    change(house.folder, 'organisation.yaml', omar[0], '')
    assert.deepEqual((await reload(house.person('anna'))).left, ['omar'])
    assert.equal(identity.authenticatePerson(left.key), undefined)
    change(house.folder, 'organisation.yaml', 'people:\n', `people:\n${omar[0]}`)
    await reload(house.person('anna'))
    assert.equal(identity.authenticatePerson(left.key), undefined)
    assert.deepEqual(identity.keysOf('person', 'omar'), [])
    assert.equal(identity.authenticatePerson(stays.key)?.id, 'anna')
  })

  it('ends them at a start as well, when the files changed while Sluis was down', async () => {
    await using house = await openHouse()
    const { key } = await house.sluis.identity.issue({ kind: 'person', principal: 'omar' })
    const file = join(house.folder, 'organisation/organisation.yaml')
    const omar = /^ {2}- \{ id: omar,.*\n/m.exec(readFileSync(file, 'utf8'))
    assert.ok(omar)
    change(house.folder, 'organisation.yaml', omar[0], '')
    await house.restart()
    change(house.folder, 'organisation.yaml', 'people:\n', `people:\n${omar[0]}`)
    const { identity } = await house.restart()
    assert.equal(identity.authenticatePerson(key), undefined)
  })

  it('takes an answer about a system by its files of before or of after, and never one that these contradict', {
    timeout: 60_000,
  }, async () => {
    const file = 'systems/weekly-report.yaml'
    const [line, fact] = ['    remote_biometric_identification: false\n', 'rbi_real_time']
    await using house = await openHouse({ prepare: (folder) => change(folder, file, line, '') })
    const { register, reload } = house.sluis
    const [anna, source] = [house.person('anna'), 'seen']
    for (let turns = 0; turns < 30; turns += 5) {
      change(house.folder, file, '  facts:\n', `  facts:\n${line}`)
      const loading = reload(anna)
      for (let turn = 0; turn < turns; turn++) await nextTurn()
      const answering = register.answer('weekly-report', { fact, value: true, source }, 'omar')
      const ended = await Promise.allSettled([loading, answering])
      const refused = ended.filter(({ status }) => status === 'rejected')
      assert.equal(refused.length, 1, 'the later of the two is refused')
      const answer = (await register.find('weekly-report'))?.facts.find((one) => one.fact === fact)
      assert.equal(answer?.value === true, ended[0].status === 'rejected', `after ${turns} turns`)
      change(house.folder, file, line, '')
      await reload(anna)
      await register.answer('weekly-report', { fact, value: 'unknown', source }, 'omar')
    }
    await house.restart()
  })

  it('sends out nothing that fewer people approved than the files ask by now, and asks anew (P5)', {
    timeout: 60_000,
  }, async () => {
    await using house = await openHouse()
    await using agent = await connectAgent(house.sluis.gateUrl, house.agentKey)
    const send = () => agent.call('mail_send', outsideMail('Once'))
    const sent = async () => (await readKeptMails(house.mailFolder)).filter(({ subject }) => subject === 'Once').length
    const { case: first } = (await send()).gate
    assert.equal(await approveAll(house), 1)
    const [before, after] = ['members: [sanne], quorum: 1', 'members: [sanne, ruth], quorum: 2']
    const finance = (members: string) => `id: finance, name: Finance, ${members}`
    change(house.folder, 'organisation.yaml', finance(before), finance(after))
    change(house.folder, 'organisation.yaml', 'roles: [auditor]', 'roles: [auditor, reviewer]')
    await house.sluis.reload(house.person('anna'))
    const again = (await send()).gate
    assert.equal(again.code, 'held')
    assert.notEqual(again.case, first)
    assert.equal(await sent(), 0)
    const { oversight } = house.sluis
    for (const id of ['sanne', 'ruth']) {
      const seen = await oversight.caseOf(String(again.case), house.person(id))
      assert.equal(seen?.body.quorum, 2)
      await oversight.decide(String(again.case), house.person(id), { verdict: 'approve', digest: seen.digest })
    }
    assert.equal((await send()).isError, false)
    assert.equal(await sent(), 1)
  })

  it('keeps the name that the log is signed under, without which the next start would find another log', async () => {
    await using house = await openHouse()
    const { digest } = house.sluis.loaded().organisation
    change(house.folder, 'organisation.yaml', 'id: verhage', 'id: another')
    await assert.rejects(house.sluis.reload(house.person('anna')), ({ problems }) => {
      assert.equal(problems.length, 1)
      assert.deepEqual([problems[0].file, problems[0].line], ['organisation.yaml', 3])
      assert.match(problems[0].message.nl, /verhage/)
      return true
    })
    assert.equal(house.sluis.loaded().organisation.digest, digest)
    change(house.folder, 'organisation.yaml', 'id: another', 'id: verhage')
    await house.restart()
  })
})
