// SPDX-License-Identifier: EUPL-1.2
// Held calls when several things happen at once: every one keeps its number, and none waits for ever.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { readKeptMails } from '../../examples/weekly-report/stand-ins/index.ts'
import type { JsonObject } from '../../packages/server/src/journal/index.ts'
import { type House, openHouse } from './harness.ts'
import { connectAgent, numbersOf, type OutsideAgent, outsideMail, upTo } from './outside-agent.ts'
import { approveAll, runToEnd } from './reviewer.ts'

const editedText = 'Dear customer, this is a reminder that a person has reworded.'

/** Rewords every open case as Sanne of finance, who approves her own words by it. */
async function rewordAll({ sluis, person }: House): Promise<number> {
  const reviewer = person('sanne')
  const open = await sluis.oversight.openCases()
  for (const { id } of open) {
    const seen = await sluis.oversight.caseOf(id, reviewer)
    if (seen === undefined) throw new RangeError(`no case ${id}`)
    const reworded: JsonObject = { ...seen.arguments, text: editedText }
    const wish = { digest: seen.digest, arguments: reworded, reason: 'friendlier' }
    await sluis.oversight.edit(id, reviewer, wish, sluis.edit)
  }
  return open.length
}

function letSanneVeto(folder: string): void {
  const file = join(folder, 'organisation/organisation.yaml')
  const text = readFileSync(file, 'utf8')
  writeFileSync(
    file,
    text.replace('name: Finance, members: [sanne],', 'name: Finance, members: [sanne], veto: [sanne],'),
  )
}

describe('held calls', () => {
  it('a run whose cases are edited goes on with the edited calls (P5)', { timeout: 60_000 }, async () => {
    await using house = await openHouse()
    const { run } = await house.sluis.tasks.start('weekly-report', 'anna')
    let edited = 0
    await runToEnd(house, run, async () => {
      edited += await rewordAll(house)
    })
    const mails = await readKeptMails(house.mailFolder)
    assert.ok(edited > 0)
    assert.equal(mails.filter(({ text }) => text.includes(editedText)).length, edited)
  })

  it('that people turned down are denied with their answer to whoever asks again, and nobody is asked anew (P3, P5)', {
    timeout: 60_000,
  }, async () => {
    await using house = await openHouse({ prepare: letSanneVeto })
    await using agent = await connectAgent(house.sluis.gateUrl, house.agentKey)
    const { sluis, person } = house
    const turnDown = async (subject: string, verdict: 'reject' | 'veto' | 'respond', said: RegExp): Promise<void> => {
      const { gate } = await agent.call('mail_send', outsideMail(subject))
      assert.equal(gate.code, 'held')
      const id = gate.case ?? ''
      const { digest } = (await sluis.oversight.caseOf(id, person('sanne'))) ?? assert.fail(`no case ${id}`)
      const answer = verdict === 'respond' ? { answer: 'They have paid.' } : {}
      await sluis.oversight.decide(id, person('sanne'), { verdict, digest, ...answer })
      for (const _ of upTo(2)) {
        const again = await agent.call('mail_send', outsideMail(subject))
        assert.deepEqual([again.gate.code, again.gate.case], ['denied', id])
        assert.match(again.text, said)
      }
    }
    await turnDown('One', 'reject', /the answer is no \(rejected/)
    await turnDown('Two', 'veto', /the answer is no \(vetoed/)
    await turnDown('Three', 'respond', /answered instead .*They have paid\./)
    assert.deepEqual(await sluis.journal.query('SELECT COUNT(*) AS cases FROM cases'), [{ cases: 3 }])
    assert.deepEqual(await numbersOf(house), upTo(9))
    const mails = await readKeptMails(house.mailFolder)
    assert.ok(mails.every(({ to }) => to.every((address) => address === 'sanne@verhage.example')))
  })

  it('that nobody decided in time are denied to whoever asks again, and nobody is asked anew (P6)', {
    timeout: 30_000,
  }, async () => {
    let aheadMs = 0
    await using house = await openHouse({ now: () => Date.now() + aheadMs })
    await using agent = await connectAgent(house.sluis.gateUrl, house.agentKey)
    const ask = async () => (await agent.call('mail_send', outsideMail('Late'))).gate
    const { code, case: id } = await ask()
    assert.equal(code, 'held')
    aheadMs = 9 * 60 * 60_000
    for (const _ of upTo(2)) {
      const again = await ask()
      assert.deepEqual([again.code, again.case], ['denied', id])
    }
    assert.deepEqual(await house.sluis.journal.query('SELECT COUNT(*) AS cases FROM cases'), [{ cases: 1 }])
  })

  it('of which nobody knows whether they were carried out are not carried out again, though people approve them (P2)', {
    timeout: 30_000,
  }, async () => {
    await using house = await openHouse()
    await using agent = await connectAgent(house.sluis.gateUrl, house.agentKey)
    const { journal } = house.sluis
    const { gate } = await agent.call('mail_send', outsideMail('Lost'))
    const [held] = await journal.query(
      'SELECT run, agent, system, resource, digest FROM cases WHERE id = $1',
      gate.case ?? '',
    )
    assert.ok(held)
    // The same call as it stands in the log after a crash while it was under way.
    await journal.append({ kind: 'call.allowed', data: { ...held, call: 'call-lost', action: 'callTool' } })
    const ended = { call: 'call-lost', run: held.run ?? '', outcome: 'unknown', labels: [] }
    await journal.append({ kind: 'call.ended', data: ended })
    await approveAll(house)
    const again = await agent.call('mail_send', outsideMail('Lost'))
    assert.equal(again.gate.code, 'outcome-unknown')
    assert.ok((await readKeptMails(house.mailFolder)).every(({ subject }) => subject !== 'Lost'))
  })

  describe('that come together', () => {
    let house: House
    let agent: OutsideAgent
    before(async () => {
      house = await openHouse()
      agent = await connectAgent(house.sluis.gateUrl, house.agentKey)
    })
    after(async () => {
      await agent?.[Symbol.asyncDispose]()
      await house?.[Symbol.asyncDispose]()
    })

    it('wait in one case when they are equal, each with its number (P3)', { timeout: 30_000 }, async () => {
      const answers = await Promise.all(upTo(4).map(() => agent.call('mail_send', outsideMail('Once'))))
      assert.deepEqual(new Set(answers.map(({ gate }) => gate.code)), new Set(['held']))
      assert.equal(new Set(answers.map(({ gate }) => gate.case)).size, 1)
      assert.deepEqual(answers.map(({ gate }) => gate.number).sort(), upTo(4))
    })

    it('use an approval once, and the others are told so with a number (P3, P5)', { timeout: 30_000 }, async () => {
      await approveAll(house)
      const answers = await Promise.all(upTo(4).map(() => agent.call('mail_send', outsideMail('Once'))))
      assert.equal(answers.filter(({ isError }) => !isError).length, 1)
      assert.equal((await readKeptMails(house.mailFolder)).filter(({ subject }) => subject === 'Once').length, 1)
      assert.deepEqual(answers.map(({ gate }) => gate.number).sort(), [5, 6, 7, 8])
    })

    it('are denied with a number when people have more than they can answer (P3)', { timeout: 30_000 }, async () => {
      const [before] = await house.sluis.journal.query("SELECT COUNT(*) AS open FROM cases WHERE state = 'open'")
      const room = 100 - Number(before?.open)
      const asked = upTo(room + 2).map((n) => agent.call('mail_send', outsideMail(`Question ${n}`)))
      const denied = (await Promise.all(asked)).filter(({ gate }) => gate.code === 'denied')
      assert.deepEqual(
        denied.map(({ gate }) => typeof gate.number),
        ['number', 'number'],
      )
      assert.match(denied[0]?.text ?? '', /100 open cases/)
      const numbers = await numbersOf(house)
      assert.deepEqual(numbers, upTo(numbers.length))
    })
  })
})
