// SPDX-License-Identifier: EUPL-1.2
// What the register says of a system decides what its agents get at the gate, and nobody has to write a rule for it.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { parse, stringify } from 'yaml'
import { type House, openHouse } from './harness.ts'
import { ask, connectAgent, outsideMail, type ToolAnswer } from './outside-agent.ts'
import { approveAll } from './reviewer.ts'

type Facts = Readonly<Record<string, unknown>>

/** Other facts about the example's system; undefined takes it out of the register. */
function restate(folder: string, facts: Facts | undefined, oversight: Facts = {}): void {
  const path = join(folder, 'organisation/systems/weekly-report.yaml')
  const { register, ...system } = parse(readFileSync(path, 'utf8'))
  const told = { facts: { ...register.facts, ...facts }, oversight: { ...register.oversight, ...oversight } }
  writeFileSync(path, stringify({ ...system, ...(facts === undefined ? {} : { register: { ...register, ...told } }) }))
}

/** The rules that refused a model call; empty when it was answered. */
async function askModel({ sluis, agentKey }: House): Promise<readonly string[]> {
  const response = await ask(sluis.gateUrl, agentKey)
  const answer = await response.text()
  if (response.ok) return []
  assert.equal(response.status, 403, answer)
  const [row] = await sluis.journal.query('SELECT rules FROM calls ORDER BY entry DESC LIMIT 1')
  return JSON.parse(String(row?.rules))
}

async function call({ sluis, agentKey }: House, name: string, args: Record<string, unknown>): Promise<ToolAnswer> {
  await using agent = await connectAgent(sluis.gateUrl, agentKey)
  return await agent.call(name, args)
}

/** A first filter of applicants: Annex III 4(a). */
const hiring = { recruitment_or_selection: true, performs_profiling: true }

describe('an agent of a system', () => {
  it('that nobody registered gets nothing, and is listed with its traffic', async () => {
    await using house = await openHouse({ prepare: (folder) => restate(folder, undefined) })
    assert.deepEqual(await askModel(house), ['register-unregistered'])
    const { systems, coverage } = await house.sluis.register.seen()
    assert.deepEqual(
      systems.map(({ id, isRegistered, traffic }) => [
        id,
        isRegistered,
        traffic.map(({ name, calls }) => [name, calls]),
      ]),
      [['weekly-report', false, [['reporting', 1]]]],
    )
    assert.match(coverage.seen, /what never passes the gate is not seen/)
    // A person registers it, and the gate follows at once.
    const path = join(house.folder, 'organisation/systems/weekly-report.yaml')
    const example = new URL('../../examples/weekly-report/organisation/systems/weekly-report.yaml', import.meta.url)
    writeFileSync(path, readFileSync(example))
    await house.sluis.reload(house.person('anna'))
    assert.deepEqual(await askModel(house), [])
  })

  it('of which facts leave open that it is prohibited gets nothing until they are answered', async () => {
    const prepare = (folder: string) => restate(folder, { builds_face_database_by_untargeted_scraping: 'unknown' })
    await using house = await openHouse({ prepare })
    assert.deepEqual(await askModel(house), ['ai-act-5-undetermined'])
  })

  it('that is high-risk calls no tool before its release, and then only with an approval', async () => {
    await using house = await openHouse({
      prepare: (folder) => restate(folder, hiring, { unattended: ['books_list_directory'] }),
    })
    const { register } = house.sluis
    const mail = outsideMail('Your application')
    assert.deepEqual(await askModel(house), [])
    const early = await call(house, 'mail_send', mail)
    assert.match(early.text, /register-test-stage-weekly-report/)
    assert.equal((await call(house, 'books_list_directory', { path: 'invoices' })).isError, false)

    const basis = (await register.find('weekly-report'))?.basis ?? ''
    await register.accept('weekly-report', basis, 'anna')
    await register.assess('weekly-report', { role: 'second', basis, reason: 'It filters applicants.' }, 'ruth')
    await register.release('weekly-report', basis, 'anna')
    const inside = { to: ['team@verhage.example'], subject: 'Applicants', text: 'Ranked.' }
    const held = await call(house, 'mail_send', inside)
    assert.deepEqual([held.gate.code, held.gate.rules], ['held', ['ahead-of-law-14-weekly-report']])
    assert.equal(await approveAll(house), 1)
    assert.equal((await call(house, 'mail_send', inside)).isError, false)

    // No-go takes it back, and the gate follows at once.
    await register.decline('weekly-report', basis, 'anna', 'It passed over older applicants.')
    const after = await call(house, 'mail_send', { ...inside, subject: 'More applicants' })
    assert.match(after.text, /register-test-stage-weekly-report/)
    const decisions = (await register.decisions('weekly-report')).map(({ decision, by }) => [decision, by])
    assert.deepEqual(decisions, [
      ['no-go', 'anna'],
      ['go', 'anna'],
    ])
  })

  it('that becomes prohibited is denied the day before by the own rule, and on the day by the article', async () => {
    let now = Date.UTC(2026, 11, 1, 12)
    const imagery = {
      generates_intimate_or_sexual_depiction_of_identifiable_person: true,
      explicit_consent_of_person: false,
      intimate_output_is_intended_purpose: true,
      manipulation_does_not_increase_exposure: false,
    }
    await using house = await openHouse({ prepare: (folder) => restate(folder, imagery), now: () => now })
    assert.deepEqual(await askModel(house), ['own-rule-before-5-1-ba'])
    now = Date.UTC(2026, 11, 2, 0, 30)
    assert.deepEqual(await askModel(house), ['ai-act-5-1-ba'])
    assert.equal(house.sluis.ruleOf('ai-act-5-1-ba')?.explanation.en?.includes('Art. 5(1)(ba)'), true)
  })
})
