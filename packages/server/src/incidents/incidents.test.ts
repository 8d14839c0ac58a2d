// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { Journal } from '../journal/index.ts'
import { loadOrganisation } from '../organisation/index.ts'
import { Register } from '../register/index.ts'
import { IncidentError, Incidents, type Opening } from './index.ts'

const example = loadOrganisation(new URL('../../../../examples/weekly-report/organisation', import.meta.url).pathname)
const folder = mkdtempSync(join(tmpdir(), 'sluis-incidents-'))
const dayMs = 24 * 3_600_000

describe('an incident file', () => {
  let journal: Journal
  let register: Register
  let incidents: Incidents
  /** Behind the journal's clock, which sets the time of entries. */
  let now = Date.now()
  const opening: Opening = { system: 'weekly-report', kinds: ['unknown'], what: 'Mevrouw Bakker kreeg een aanmaning.' }
  const refuses = (code: string, act: () => Promise<unknown>) =>
    assert.rejects(act, (error: unknown) => {
      assert.ok(error instanceof IncidentError, String(error))
      assert.equal(error.code, code)
      assert.ok(error.sentence.nl.length > 20 && error.sentence.en.length > 20)
      return true
    })

  before(async () => {
    const projections = new URL('../projections.ts', import.meta.url)
    journal = await Journal.open({ folder, origin: 'test/log', projections })
    const organisation = () => example
    register = await Register.open({ journal, organisation, now: () => now })
    incidents = new Incidents({ journal, organisation, register, now: () => now })
  })
  after(async () => {
    register.close()
    await journal.close()
    rmSync(folder, { recursive: true })
  })

  it('begins its clock when somebody became aware, and keeps what people wrote out of the leaf (P7)', async () => {
    const awareAt = now - 3 * dayMs
    const opened = await incidents.open({ ...opening, awareAt }, 'anna')
    assert.deepEqual([opened.state, opened.clocks[0]?.kind, opened.isPastClock], ['open', 'unknown', true])
    assert.equal(opened.events[0]?.text, opening.what)
    assert.equal(opened.events[0]?.by, 'anna')
    const dump = await journal.dump()
    for (const word of ['Bakker', 'anna']) assert.ok(!dump.includes(word), word)
  })

  it('starts from the first awareness when it becomes known what it led to, and no kind goes away', async () => {
    const awareAt = now - dayMs
    const { id } = await incidents.open({ ...opening, awareAt }, 'anna')
    const later = { note: 'Zij is verkeerd ingedeeld.', kinds: ['fundamental-rights'], awareAt: now } as const
    const noted = await incidents.note(id, later, 'omar')
    assert.deepEqual(
      noted.clocks.map(({ kind, awareAt }) => [kind, awareAt]),
      [['fundamental-rights', awareAt]],
    )
    const worse = await incidents.note(id, { note: 'Iemand overleed.', kinds: ['death'], awareAt: now }, 'omar')
    assert.deepEqual(
      worse.clocks.map(({ kind, awareAt }) => [kind, awareAt]),
      [
        ['death', now],
        ['fundamental-rights', awareAt],
      ],
    )
  })

  it('only widens the stretch of the log that it shows', async () => {
    const window = { from: now - 3 * dayMs, until: now - dayMs }
    const { id } = await incidents.open({ ...opening, window }, 'anna')
    const narrower = { from: now - 2 * dayMs, until: now }
    const noted = await incidents.note(id, { note: 'Later too.', window: narrower }, 'anna')
    assert.deepEqual(noted.window, { from: window.from, until: now })
    const far = { from: now - 92 * dayMs, until: now - 91 * dayMs }
    assert.equal((await incidents.note(id, { note: 'And long ago.', window: far }, 'anna')).window.from, far.from)
    const farther = { from: now - 93 * dayMs, until: now - 92 * dayMs }
    await refuses('incident-window', () => incidents.note(id, { note: 'Longer ago.', window: farther }, 'anna'))
  })

  it('shows who was told and when, and what came too late', async () => {
    const { id } = await incidents.open(
      { ...opening, kinds: ['critical-infrastructure'], awareAt: now - 5 * dayMs },
      'anna',
    )
    const wish = { whom: 'Jan de Wit', what: 'Melding', outcome: 'told', isComplete: true } as const
    const provider = await incidents.report(id, { ...wish, to: 'provider' }, 'anna')
    assert.equal(provider.isPastClock, true)
    assert.equal(provider.duties.find((duty) => duty.id === 'inform-provider')?.standing, 'recorded')
    assert.equal(provider.duties.find((duty) => duty.id === 'inform-authority')?.standing, 'overdue')
    const told = await incidents.report(id, { ...wish, to: 'market-surveillance-authority' }, 'anna')
    const event = told.events.at(-1)
    assert.deepEqual([event?.report?.whom, event?.report?.isAfterClock], ['Jan de Wit', true])
    assert.equal(told.duties.find((duty) => duty.id === 'inform-authority')?.standing, 'recorded-late')
    assert.equal((await incidents.list()).find((one) => one.id === id)?.isPastClock, true)
    assert.ok(!(await journal.dump()).includes('Jan de Wit'))
  })

  it('refuses moments to come, stretches that end before they begin, and systems and calls that nobody knows', async () => {
    const ahead = Date.now() + dayMs
    await refuses('incident-moment-ahead', () => incidents.open({ ...opening, awareAt: ahead }, 'anna'))
    const window = { from: now - dayMs, until: now - 2 * dayMs }
    await refuses('incident-window', () => incidents.open({ ...opening, window }, 'anna'))
    const long = { from: now - 93 * dayMs, until: now }
    await refuses('incident-window', () => incidents.open({ ...opening, window: long }, 'anna'))
    await refuses('incident-system-unknown', () => incidents.open({ ...opening, system: 'nobody' }, 'anna'))
    await refuses('incident-call-elsewhere', () => incidents.open({ ...opening, calls: ['call-1'] }, 'anna'))
    await refuses('incident-unknown', () => incidents.note('incident-none', { note: 'x' }, 'anna'))
    const { id } = await incidents.open(opening, 'anna')
    const wish = { to: 'provider', whom: 'x', what: 'y', outcome: 'told', isComplete: true } as const
    await refuses('incident-moment-ahead', () => incidents.report(id, { ...wish, at: ahead }, 'anna'))
  })

  it('cites calls of its own system and no other, from the start and in a note', async () => {
    for (const [system, call] of [
      ['weekly-report', 'call-own'],
      ['another', 'call-other'],
    ] as const) {
      const about = { run: `run-${call}`, agent: 'reporter', system }
      await journal.append({ kind: 'run.started', data: about })
      const asks = { ...about, call, action: 'callModel', resource: 'reporting' }
      await journal.append({ kind: 'call.denied', series: 'agent:reporter', data: asks })
    }
    await refuses('incident-call-elsewhere', () => incidents.open({ ...opening, calls: ['call-other'] }, 'anna'))
    const { id } = await incidents.open({ ...opening, calls: ['call-own'], window: { from: 0, until: 1 } }, 'anna')
    await refuses('incident-call-elsewhere', () => incidents.note(id, { note: 'x', calls: ['call-other'] }, 'anna'))
    const cited = (await incidents.around(id)).calls.map(({ call, isCited }) => [call, isCited])
    assert.deepEqual(cited, [['call-own', true]])
    const all = await incidents.open({ ...opening, window: { from: now - dayMs, until: Date.now() } }, 'anna')
    const whole = await incidents.around(all.id)
    assert.deepEqual([whole.calls.map(({ call }) => call), whole.notShown, whole.isWhole], [['call-own'], 0, true])
  })

  it('lets no clock end later for what is said of it again', async () => {
    const awareAt = now - dayMs
    const { id } = await incidents.open({ ...opening, kinds: ['death'], awareAt }, 'anna')
    const again = await incidents.note(id, { note: 'Again.', kinds: ['death'], awareAt: now }, 'anna')
    assert.deepEqual(
      again.clocks.map(({ kind, awareAt }) => [kind, awareAt]),
      [['death', awareAt]],
    )
  })

  it('takes nothing more once it is closed, and stands where it stood', async () => {
    const { id } = await incidents.open({ ...opening, kinds: ['property-or-environment'] }, 'anna')
    const closed = await incidents.close(id, { because: 'not-serious', reason: 'Er ging niets stuk.' }, 'anna')
    assert.deepEqual([closed.state, closed.events.at(-1)?.because], ['closed', 'not-serious'])
    await refuses('incident-closed', () => incidents.note(id, { note: 'Toch wel.' }, 'anna'))
    const before = now
    now += 30 * dayMs
    assert.equal((await incidents.find(id))?.isPastClock, false)
    now = before
  })

  it('is erased with its key, and its clocks and entries stay', async () => {
    const { id } = await incidents.open(opening, 'anna')
    await journal.erase(`incident:${id}`, 'retention')
    const found = await incidents.find(id)
    assert.equal(found?.events[0]?.text, undefined)
    assert.equal(found?.clocks.length, 1)
  })
})
