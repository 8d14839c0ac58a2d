// SPDX-License-Identifier: EUPL-1.2
// What the register hears from elsewhere than its own files: from what agents are asked, and from outside bodies. And how
// long its logs are kept.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { parse, stringify } from 'yaml'
import type { Entry } from '../../packages/server/src/journal/index.ts'
import { type House, openHouse, until } from './harness.ts'
import { ask, connectAgent } from './outside-agent.ts'
import { outsideBody } from './outside-body.ts'

type Members = Readonly<Record<string, unknown>>

/** The example's system with other members, of its file and of its section in the register. */
function restate(folder: string, members: Members, section: Members = {}, facts: Members = {}): void {
  const path = join(folder, 'organisation/systems/weekly-report.yaml')
  const { register, ...system } = parse(readFileSync(path, 'utf8'))
  const told = { ...register, ...section, facts: { ...register.facts, ...facts } }
  writeFileSync(path, stringify({ ...system, ...members, register: told }))
}

function entriesOf({ sluis }: House): Entry[] {
  const entries: Entry[] = []
  sluis.journal.onEntry(({ entry }) => entries.push(entry))
  return entries
}

const found = async ({ sluis }: House) => {
  const system = await sluis.register.find('weekly-report')
  assert.ok(system)
  return system
}

describe('work that Annex III names', () => {
  it('is noticed in what an agent is asked, once, with its clause and without its words (P7)', async () => {
    await using house = await openHouse()
    const entries = entriesOf(house)
    const question = 'Here are 43 job applications. Rank the applicants and drop the worst twenty.'
    const notes = () => entries.filter(({ kind }) => kind === 'system.noticed')
    const answer = await ask(house.sluis.gateUrl, house.agentKey, { text: question })
    assert.deepEqual(
      [answer.status, answer.headers.has('x-sluis-disclosure')],
      [200, true],
      'noticing takes nothing away',
    )
    await until('it is noticed', () => notes().length > 0)
    assert.deepEqual(notes()[0]?.data, { system: 'weekly-report', points: ['4.a'], seen: 'traffic' })
    // A new process looks again, and the log knows already.
    await house.restart()
    assert.equal((await ask(house.sluis.gateUrl, house.agentKey, { text: question })).status, 200)
    const { notices, label } = await found(house)
    assert.deepEqual(
      notices.map(({ point, article, fact, isDenied, seen }) => [point, article.en, fact, isDenied, seen]),
      [['4.a', 'Annex III 4(a)', 'recruitment_or_selection', true, 'traffic']],
    )
    assert.equal(label, 'limited', 'a sign is a warning and no class')
    const [row] = await house.sluis.journal.query('SELECT COUNT(*) AS count FROM register_notices')
    assert.equal(Number(row?.count), 1)
  })

  it('is noticed in what the files declare, and is no warning any more once the facts count it', async () => {
    const purpose = 'Makes a first filter of applicants for our vacancies.'
    await using house = await openHouse({ prepare: (folder) => restate(folder, { purpose }) })
    assert.deepEqual(
      (await found(house)).notices.map(({ point, seen }) => [point, seen]),
      [['4.a', 'declared']],
    )
    restate(house.folder, {}, {}, { recruitment_or_selection: true })
    await house.sluis.reload(house.person('anna'))
    const { notices, label } = await found(house)
    assert.deepEqual([notices, label], [[], 'high'])
  })
})

describe('the logs of a system that is high-risk, or may be', () => {
  const hiring = { recruitment_or_selection: true, performs_profiling: true }
  const refused = (load: Promise<unknown>) =>
    assert.rejects(load, (error: unknown) => {
      assert.match(JSON.stringify(error) + String(error), /keepLogs is shorter than six months.*26\(6\).*186d/)
      return true
    })

  it('can’t be given a shorter term than six months, and may be given a longer one', async () => {
    await using house = await openHouse({ prepare: (folder) => restate(folder, {}, { keepLogs: '30d' }) })
    assert.deepEqual((await found(house)).logTerm, { days: 30, atLeast: 30 })
    restate(house.folder, {}, {}, hiring)
    await refused(house.sluis.reload(house.person('anna')))
    assert.equal((await found(house)).label, 'limited', 'the files before stay in force')
    restate(house.folder, {}, {}, { recruitment_or_selection: 'unknown' })
    await refused(house.sluis.reload(house.person('anna')))
    restate(house.folder, {}, { keepLogs: '400d' }, hiring)
    await house.sluis.reload(house.person('anna'))
    const { logTerm } = await found(house)
    assert.deepEqual([logTerm.days, logTerm.floor?.days, logTerm.floor?.isAheadOfLaw], [400, 186, true])
  })

  it('are refused a term that is too short at the first start as well', async () => {
    await refused(openHouse({ prepare: (folder) => restate(folder, {}, { keepLogs: '30d' }, hiring) }))
  })

  it('counts the law’s term where an answer made a system stricter after its term was set', async () => {
    const prepare = (folder: string): void => {
      restate(folder, {}, { keepLogs: '30d' })
      const path = join(folder, 'organisation/systems/weekly-report.yaml')
      const system = parse(readFileSync(path, 'utf8'))
      delete system.register.facts.recruitment_or_selection
      delete system.register.keepLogs
      writeFileSync(path, stringify(system))
    }
    await using house = await openHouse({ prepare })
    const answer = { fact: 'recruitment_or_selection', value: false, source: 'The manual' }
    await house.sluis.register.answer('weekly-report', answer, 'anna')
    restate(house.folder, {}, { keepLogs: '30d' })
    await house.sluis.reload(house.person('anna'))
    await house.sluis.register.answer('weekly-report', { ...answer, value: true }, 'anna')
    assert.equal((await found(house)).logTerm.days, 186)
    await house.restart()
    assert.equal((await found(house)).logTerm.days, 186)
  })

  it('keep the law’s term for what was asked while it might be high-risk, though an answer makes it milder', async () => {
    const answer = { fact: 'recruitment_or_selection', value: true, source: 'The manual' }
    const prepare = (folder: string): void => {
      const path = join(folder, 'organisation/systems/weekly-report.yaml')
      const system = parse(readFileSync(path, 'utf8'))
      delete system.register.facts.recruitment_or_selection
      writeFileSync(path, stringify(system))
    }
    await using house = await openHouse({ prepare })
    await house.sluis.register.answer('weekly-report', answer, 'anna')
    const asked = Date.now()
    assert.equal((await house.sluis.register.contentTerms())('weekly-report', asked), 186)
    await house.sluis.register.answer('weekly-report', { ...answer, value: false }, 'anna')
    const termOf = await house.sluis.register.contentTerms()
    assert.deepEqual([(await found(house)).strictest, (await found(house)).logTerm.days], ['limited', 30])
    assert.deepEqual([termOf('weekly-report', asked), termOf('weekly-report', Date.now())], [186, 30])
    assert.equal(termOf('a-system-of-nobody', asked), 186)
  })

  it('say so when they are kept for fewer days than before: what is older does not come back', async () => {
    await using house = await openHouse({ prepare: (folder) => restate(folder, {}, { keepLogs: '400d' }) })
    assert.deepEqual((await house.sluis.reload(house.person('anna'))).shorter, [])
    restate(house.folder, {}, { keepLogs: '60d' })
    const { shorter } = await house.sluis.reload(house.person('anna'))
    assert.deepEqual(shorter, [{ system: 'weekly-report', before: 400, days: 60 }])
    restate(house.folder, {}, { keepLogs: '400d' })
    assert.deepEqual((await house.sluis.reload(house.person('anna'))).shorter, [])
  })

  it('keep every leaf when somebody’s content is erased by right', async () => {
    await using house = await openHouse({ prepare: (folder) => restate(folder, {}, {}, hiring) })
    const entries = entriesOf(house)
    assert.equal((await ask(house.sluis.gateUrl, house.agentKey)).status, 200)
    const intent = entries.find(({ kind }) => kind === 'call.allowed')
    assert.ok(intent)
    assert.ok(await house.sluis.journal.disclose(intent.index, 'request'))
    await house.sluis.journal.erase(`run:${intent.data.run}`, 'GDPR art. 17')
    assert.equal(await house.sluis.journal.disclose(intent.index, 'request'), undefined)
    const [kept] = await house.sluis.journal.query('SELECT * FROM calls WHERE id = $1', String(intent.data.call))
    assert.deepEqual([kept?.state, kept?.outcome, kept?.resource], ['ended', 'done', 'reporting'])
  })
})

describe('an outside body’s assessment', () => {
  const body = outsideBody()

  const high = {
    system: 'weekly-report',
    label: 'high',
    strictest: 'high',
    on: '2026-11-20',
    reason: 'It ranks people.',
  }

  it('stands beside those from inside, shows that it differs, and the strictest of all steers', async () => {
    await using house = await openHouse({ prepare: body.trustedBy })
    const { register, statements } = house.sluis
    assert.equal((await found(house)).isDisputed, false)
    const entries = entriesOf(house)
    const { statement } = await statements.receive(body.states(high), 'anna')
    assert.ok(!JSON.stringify(entries).includes('ranks people'), 'the reason stays sealed (P7)')
    const { outside, isDisputed, gate, label, waitsForAssessor } = await found(house)
    assert.deepEqual(outside, [
      {
        ...{ issuer: 'Assessment Body', statement: statement.id, label: 'high', strictest: 'high', on: '2026-11-20' },
        ...{ agrees: false, isOfThis: true, reason: 'It ranks people.' },
      },
    ])
    assert.deepEqual([label, isDisputed, gate.class, waitsForAssessor], ['limited', true, 'high', false])
    await using agent = await connectAgent(house.sluis.gateUrl, house.agentKey)
    const early = await agent.call('books_list_directory', { path: 'invoices' })
    assert.deepEqual(early.gate.rules, ['ahead-of-law-14-weekly-report', 'register-test-stage-weekly-report'])
    // The body's newest statement counts, and one of an earlier system steers nothing.
    await statements.receive(body.states({ ...high, basis: 'of-another-system', on: '2026-11-21' }), 'anna')
    const later = await found(house)
    assert.deepEqual([later.outside.length, later.outside[0]?.isOfThis, later.gate.class], [1, false, 'limited'])
    assert.equal((await register.list())[0]?.isDisputed, false)
  })

  it('can’t stand in for the second assessor, who is a person of the organisation', async () => {
    const facts = { recruitment_or_selection: true, performs_profiling: true }
    await using house = await openHouse({
      prepare: (folder) => {
        body.trustedBy(folder)
        restate(folder, {}, {}, facts)
      },
    })
    await house.sluis.statements.receive(body.states(high), 'anna')
    const { basis, outside } = await found(house)
    assert.equal(outside[0]?.agrees, true)
    await house.sluis.register.accept('weekly-report', basis, 'anna')
    await assert.rejects(house.sluis.register.release('weekly-report', basis, 'anna'), { code: 'no-second-assessor' })
  })

  it('is refused with where it is wrong, and nothing is recorded', async () => {
    await using house = await openHouse({ prepare: body.trustedBy })
    const { reason, ...unreasoned } = high
    for (const wrong of [unreasoned, { ...high, strictest: 'undetermined' }, { ...high, label: 'very high' }]) {
      await assert.rejects(house.sluis.statements.receive(body.states(wrong), 'anna'), { code: 'payload-malformed' })
    }
    assert.deepEqual(await house.sluis.statements.list(), [])
  })
})
