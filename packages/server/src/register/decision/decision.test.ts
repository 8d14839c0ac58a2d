// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { Journal } from '../../journal/index.ts'
import { loadOrganisation, type Organisation } from '../../organisation/index.ts'
import { markdownOf } from '../exports/markdown.ts'
import { isDescribed } from '../facts.ts'
import { Register, RegisterError } from '../index.ts'
import { decisionPaper } from './decision-paper.ts'

const example = loadOrganisation(
  new URL('../../../../../examples/weekly-report/organisation', import.meta.url).pathname,
)
const folder = mkdtempSync(join(tmpdir(), 'sluis-decision-'))

/** The example's system as a first filter of applicants: Annex III 4(a). */
function hiring(given?: Readonly<Record<string, boolean | 'unknown'>>): Organisation {
  const system = example.systems.get('weekly-report')
  assert.ok(isDescribed(system))
  const usual = { ...system.register.facts, recruitment_or_selection: true, performs_profiling: true }
  const facts = given ?? usual
  const assessments = [{ kind: 'dpia' as const, where: 'the archive, 12', on: '2026-11-01' }]
  const register = { ...system.register, facts, assessments }
  return { ...example, systems: new Map([['hiring', { ...system, id: 'hiring', register }]]) }
}

describe('a go or no-go decision', () => {
  const organisation = hiring()
  let journal: Journal
  let register: Register
  let basis: string
  const file = () => register.decisionFile('hiring')

  before(async () => {
    const projections = new URL('../../projections.ts', import.meta.url)
    journal = await Journal.open({ folder, origin: 'test/log', projections })
    register = await Register.open({ journal, organisation: () => organisation, now: Date.now })
    basis = (await file()).system.basis
  })
  after(async () => {
    register.close()
    await journal.close()
    rmSync(folder, { recursive: true })
  })

  it('has before it what is recorded of each duty, and of which nothing is', async () => {
    const { evidence, class: found } = await file()
    assert.deepEqual([found.label, found.hits.some(({ id }) => id === '4.a')], ['high', true])
    const of = (id: string) => evidence.find(({ obligation }) => obligation === id)
    assert.equal(of('O-26-9')?.standing, 'recorded')
    assert.match(of('O-26-9')?.found[0]?.nl ?? '', /DPIA van 2026-11-01: the archive, 12/)
    assert.equal(of('O-26-7')?.standing ?? 'nothing-recorded', 'nothing-recorded')
    assert.equal(of('O-26-6')?.standing, 'nothing-recorded')
    assert.equal(of('O-26-9')?.isAheadOfLaw, true)
  })

  it('names what is missing, and the drills, replays and cases that were', async () => {
    const before = await file()
    const missing = before.missing.map(({ what }) => what)
    assert.ok(missing.includes('acceptance') && missing.includes('second-assessor'))
    const by = await journal.pseudonymOf('person:omar')
    await journal.append({ kind: 'drill.ended', data: { drill: 'stop', run: 'r', worstMs: 41.6, by } })
    const replay = { replay: 'replay-1', from: 'a', to: 'b', since: 1, decisions: 10, notReplayable: 0, unchanged: 8 }
    await journal.append({ kind: 'policy.replayed', data: { ...replay, now: {}, by } })
    const { trials, evidence } = await file()
    assert.deepEqual(
      trials.map(({ what, worstMs, changed }) => [what, worstMs, changed]),
      [
        ['stop', 42, undefined],
        ['replay', undefined, 2],
      ],
    )
    assert.equal(evidence.find(({ obligation }) => obligation === 'O-26-5')?.standing, 'recorded')
  })

  it('is refused as go while nobody accepted it, and recorded as no-go with its reason', async () => {
    await assert.rejects(register.release('hiring', basis, 'anna'), (error) => {
      return error instanceof RegisterError && error.code === 'not-accepted'
    })
    await register.decline('hiring', basis, 'anna', 'Nobody measured how it treats older applicants.')
    const [decided] = await register.decisions('hiring')
    assert.deepEqual([decided?.decision, decided?.by], ['no-go', 'anna'])
    assert.match(decided?.reason ?? '', /older applicants/)
  })

  it('has what an outside body stated of its class beside what its own people say', async () => {
    const stated = { about: 'hiring', label: 'limited', strictest: 'limited', on: '2026-11-20' }
    const statement = {
      statement: 'statement-1',
      issuer: 'notified',
      keys: ['k'],
      payloadType: 'x',
      digest: 'd',
      by: 'p',
    }
    await journal.append({ kind: 'statement.received', data: { ...statement, ...stated } })
    // Whoever hands statements in chooses when: an older, milder one says nothing of what the body came to since.
    const older = { statement: 'statement-0', label: 'minimal', strictest: 'minimal', on: '2026-01-10' }
    await journal.append({ kind: 'statement.received', data: { ...statement, ...stated, ...older } })
    register.close()
    register = await Register.open({ journal, organisation: () => organisation, now: Date.now })
    assert.deepEqual(
      (await file()).outside.map(({ issuer, label, agrees }) => [issuer, label, agrees]),
      [['notified', 'limited', false]],
    )
  })

  it('keeps the dissent of an assessor, by name, in the file that was decided on', async () => {
    await register.accept('hiring', basis, 'anna')
    const lower = { recruitment_or_selection: false }
    const wish = { role: 'second', basis, reason: 'It only sorts by date.' } as const
    await register.assess('hiring', { ...wish, facts: lower }, 'ruth')
    await register.assess('hiring', { ...wish, reason: 'It ranks people.' }, 'sanne')
    await register.release('hiring', basis, 'anna', 'With a person reading each letter.')
    const [decided] = await register.decisions('hiring')
    const kept = await register.decidedFile('hiring', decided?.entry ?? -1)
    assert.deepEqual(
      kept?.judgements.map(({ by, label, agrees, reason }) => [by, label, agrees, reason]),
      [
        ['ruth', 'limited', false, 'It only sorts by date.'],
        ['sanne', 'high', true, 'It ranks people.'],
      ],
    )
    assert.equal(kept?.acceptance?.by, 'anna')
    assert.deepEqual(
      kept?.outside.map(({ issuer, agrees, isOfThis }) => [issuer, agrees, isOfThis]),
      [['notified', false, true]],
    )
    assert.equal((await register.find('hiring'))?.stage, 'released')
  })

  it('is a paper in both languages, with the dissent under its own heading and the duties without a record named', async () => {
    const [decided] = await register.decisions('hiring')
    const kept = await register.decidedFile('hiring', decided?.entry ?? -1)
    assert.ok(kept)
    const nameOf = (id: string) => example.people.get(id)?.name ?? id
    const reader = { timeZone: 'Europe/Amsterdam', nameOf }
    const dutch = markdownOf(decisionPaper(kept, decided, { ...reader, language: 'nl' }))
    assert.match(dutch, /### Afwijkende oordelen\n\n[\s\S]*Ruth de Boer \| tweede beoordelaar \| transparantierisico/)
    assert.match(dutch, /Aanvaard door Anna Verhage op/)
    const english = markdownOf(decisionPaper(kept, decided, { ...reader, language: 'en' }))
    assert.match(english, /\| nothing \|/)
    assert.match(english, /With a person reading each letter/)
    assert.doesNotMatch(english, /Plicht|Klasse|gewist/)
    const open = decisionPaper(kept, undefined, { ...reader, language: 'en' })
    assert.match(markdownOf(open), /Nothing is decided on this file yet/)
  })

  it('takes a released system back to the test stage as no-go, and refuses one that was changed since', async () => {
    await register.decline('hiring', basis, 'omar', 'It went wrong on Tuesday.')
    assert.equal((await register.find('hiring'))?.stage, 'test')
    await assert.rejects(register.decline('hiring', 'another', 'omar', 'x'), RegisterError)
  })

  it('seals people by pseudonym, so that whoever is erased is forgotten there too (P7)', async () => {
    const dump = await journal.dump()
    for (const word of ['ruth', 'sanne', 'older applicants', 'sorts by date']) assert.ok(!dump.includes(word), word)
    const decided = (await register.decisions('hiring')).find(({ decision }) => decision === 'go')
    const sealed = JSON.stringify(await journal.disclose(decided?.entry ?? -1, 'file'))
    for (const name of ['ruth', 'sanne', 'anna', 'Anna Verhage', 'sorts by date'])
      assert.ok(!sealed.includes(name), name)
    await journal.erase('person:ruth', 'request')
    const kept = await register.decidedFile('hiring', decided?.entry ?? -1)
    assert.equal(kept?.judgements[0]?.by, undefined)
    assert.equal(kept?.judgements[0]?.agrees, false, 'the dissent stays')
  })
})

describe('a decision about a system whose class is open', () => {
  const known = { recruitment_or_selection: 'unknown' } as const
  for (const [about, facts] of [
    ['nobody answered', {}],
    ['somebody answered with unknown', { ...example.systems.get('weekly-report')?.register?.facts, ...known }],
  ] as const) {
    it(`counts the questions that are left to ask where ${about}, as the impact analysis and sluis assess do`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'sluis-decision-open-'))
      const organisation = hiring(facts)
      const projections = new URL('../../projections.ts', import.meta.url)
      const journal = await Journal.open({ folder, origin: 'test/log', projections })
      const register = await Register.open({ journal, organisation: () => organisation, now: Date.now })
      const { left } = await register.question('hiring', 'en')
      const { missing } = await register.decisionFile('hiring')
      const { departments } = await register.impact()
      register.close()
      await journal.close()
      rmSync(folder, { recursive: true })
      const impact = departments.flatMap(({ systems }) => systems).flatMap((system) => system.missing)
      const told =
        left === 0
          ? 'Answers “unknown” about the class: 1; until somebody knows, the strictest class counts.'
          : `Open questions about the class: ${left}; sluis assess hiring asks them.`
      for (const list of [missing, impact]) {
        assert.equal(list.find(({ what }) => what === 'answers')?.text.en, told)
      }
    })
  }
})
