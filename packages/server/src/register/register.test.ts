// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { lawOf } from '@sluis/ai-act'
import { Journal } from '../journal/index.ts'
import { loadOrganisation, type Organisation, OrganisationError, type System } from '../organisation/index.ts'
import { Register, RegisterError, type SystemFilter } from './index.ts'

const example = loadOrganisation(new URL('../../../../examples/weekly-report/organisation', import.meta.url).pathname)
const reporting = example.systems.get('weekly-report')
assert.ok(reporting?.register)
const { register: section } = reporting

type Facts = NonNullable<System['register']>['facts']

function systemOf(id: string, facts: Facts, changes: Partial<System> = {}): System {
  return {
    ...(reporting as System),
    id,
    ...changes,
    register: { ...section, facts: { ...section.facts, ...facts } },
  } as System
}

/** A first filter of applicants: Annex III 4(a). */
const hiring = { recruitment_or_selection: true, narrow_procedural_task: false, performs_profiling: true }
const house = mkdtempSync(join(tmpdir(), 'sluis-register-'))

describe('the register', () => {
  let journal: Journal
  let register: Register
  let organisation: Organisation
  let now = Date.UTC(2026, 10, 22, 12)
  const use = (...systems: readonly System[]): void => {
    organisation = { ...example, systems: new Map(systems.map((system) => [system.id, system])) }
  }
  const refuses = (code: string, act: () => Promise<unknown>) =>
    assert.rejects(act, (error: unknown) => {
      assert.ok(error instanceof RegisterError, String(error))
      assert.equal(error.code, code)
      assert.ok(error.sentence.nl.length > 20 && error.sentence.en.length > 20)
      return true
    })
  const found = async (id: string) => {
    const system = await register.find(id)
    assert.ok(system, id)
    return system
  }
  const standing = async (id: string) => {
    await register.ready()
    return register.standingOf(id)
  }

  before(async () => {
    use(reporting, systemOf('hiring', hiring))
    const projections = new URL('../projections.ts', import.meta.url)
    journal = await Journal.open({ folder: house, origin: 'test/log', projections })
    register = await Register.open({ journal, organisation: () => organisation, now: () => now })
  })
  after(async () => {
    register.close()
    await journal.close()
    rmSync(house, { recursive: true })
  })

  it('registers what the files describe, with the class that follows from the facts', async () => {
    const classes = (await register.list()).map(({ id, label, stage }) => [id, label, stage])
    assert.deepEqual(classes, [
      ['hiring', 'high', 'test'],
      ['weekly-report', 'limited', 'test'],
    ])
    const { hits, obligations } = await found('hiring')
    assert.deepEqual(
      hits.filter((hit) => hit.class === 'high').map(({ id, from }) => [id, from]),
      [['4.a', '2027-12-02']],
    )
    assert.ok(obligations.some(({ isAheadOfLaw }) => isAheadOfLaw))
  })

  it('keeps names of people out of the leaf (P7)', async () => {
    const dump = await journal.dump()
    for (const name of ['anna', 'Anna Verhage', 'administratie@']) assert.ok(!dump.includes(name), name)
  })

  it('treats a system that nobody registered as the strictest (P10)', async () => {
    const { registered, class: steering } = await standing('nobody-knows')
    assert.deepEqual([registered, steering], [false, 'prohibited'])
  })

  it('records nothing when the same files are loaded again', async () => {
    const { size } = await journal.log.checkpoint()
    await register.load('anna')
    assert.equal((await journal.log.checkpoint()).size, size)
  })

  it('takes an acceptance of the accountable person alone', async () => {
    const { basis } = await found('hiring')
    await refuses('not-accountable', () => register.accept('hiring', basis, 'sanne'))
    await register.accept('hiring', basis, 'anna')
    assert.equal((await found('hiring')).isAccepted, true)
  })

  it('releases a high-risk system only once somebody independent came to the same class', async () => {
    const { basis } = await found('hiring')
    const wish = { role: 'second', basis, reason: 'It sorts applicants.' } as const
    await refuses('no-second-assessor', () => register.release('hiring', basis, 'anna'))
    await refuses('assessor-is-owner', () => register.assess('hiring', wish, 'anna'))
    await refuses('not-owner', () => register.assess('hiring', { ...wish, role: 'owner' }, 'ruth'))
    await refuses('article-unknown', () => register.assess('hiring', { ...wish, articles: ['99.z'] }, 'ruth'))
    await register.assess('hiring', { ...wish, facts: { recruitment_or_selection: false } }, 'ruth')
    await refuses('no-second-assessor', () => register.release('hiring', basis, 'anna'))
    await register.assess('hiring', { ...wish, articles: ['4.a'] }, 'sanne')
    await register.release('hiring', basis, 'anna')
    const { stage, isDisputed, judgements } = await found('hiring')
    assert.deepEqual([stage, isDisputed], ['released', true])
    assert.deepEqual(
      judgements.map(({ by, label, agrees }) => [by, label, agrees]),
      [
        ['ruth', 'limited', false],
        ['sanne', 'high', true],
      ],
    )
  })

  it('steers by the strictest class that anybody came to, until they come to another', async () => {
    const { basis, label } = await found('weekly-report')
    const wish = { role: 'second', basis, reason: 'It looks at letters of applicants.' } as const
    await register.assess('weekly-report', { ...wish, facts: hiring }, 'ruth')
    assert.deepEqual([label, (await standing('weekly-report')).class], ['limited', 'high'])
    await register.assess('weekly-report', wish, 'ruth')
    assert.equal((await standing('weekly-report')).class, 'limited')
  })

  it('lets a release lapse when purpose, tools, data or a model changes, and keeps old and new class', async () => {
    use(reporting, systemOf('hiring', hiring, { purpose: 'Ranks applicants.' }))
    await register.load('anna')
    const { stage, isAccepted, judgements, history } = await found('hiring')
    assert.deepEqual([stage, isAccepted, judgements.length], ['test', false, 0])
    assert.equal(history.at(0)?.kind, 'system.registered')
    await refuses('not-accepted', async () => register.release('hiring', (await found('hiring')).basis, 'anna'))
  })

  it('refuses what was said of the system as it was', async () => {
    const { basis } = await found('hiring')
    use(reporting, systemOf('hiring', hiring, { purpose: 'Chooses applicants.' }))
    await register.load('anna')
    await refuses('system-changed', () => register.accept('hiring', basis, 'anna'))
  })

  it('counts a system that one person took out of high risk as high, until somebody independent agrees', async () => {
    use(reporting, systemOf('hiring', { ...hiring, recruitment_or_selection: false }))
    await register.load('anna')
    const { label, waitsForAssessor, basis } = await found('hiring')
    assert.deepEqual([label, waitsForAssessor, (await standing('hiring')).class], ['limited', true, 'high'])
    await register.assess('hiring', { role: 'second', basis, reason: 'It writes texts only.' }, 'ruth')
    assert.equal((await standing('hiring')).class, 'limited')
  })

  it('asks what the class hangs on, and keeps who answered it with what source', async () => {
    const { recruitment_or_selection, ...facts } = section.facts
    const open = { ...(reporting as System), id: 'open', register: { ...section, facts } } as System
    use(reporting, open)
    await register.load('anna')
    assert.equal((await standing('open')).class, 'high')
    const { question, left } = await register.question('open', 'nl')
    assert.equal(left, 9, 'with what would take it out of Annex III again')
    assert.deepEqual([question?.fact, question?.source], ['recruitment_or_selection', 'bijlage III 4(a)'])
    assert.deepEqual(question?.decides, [{ title: 'werving en selectie', source: 'bijlage III 4(a)' }])
    const ahead = await register.questions('open', 'nl')
    assert.deepEqual([ahead.left, ahead.questions.length], [9, 1], 'a “no” takes the other eight along')
    assert.deepEqual(ahead.questions[0], { ...question, settles: 'high' })
    const answer = { fact: 'recruitment_or_selection', value: false, source: 'The manual, page 3' }
    await register.answer('open', answer, 'omar')
    assert.deepEqual(await register.question('open', 'nl'), { question: undefined, left: 0 })
    assert.deepEqual(await register.questions('open', 'nl'), { questions: [], left: 0 })
    assert.equal((await register.question('open', 'nl', answer.fact)).question?.fact, answer.fact)
    assert.deepEqual((await register.question('open', 'nl', 'placed_on_market_on')).question?.decides, [])
    const kept = (await found('open')).facts.find(({ fact }) => fact === answer.fact)
    assert.deepEqual([kept?.value, kept?.by, kept?.source], [false, 'omar', 'The manual, page 3'])
    assert.deepEqual([kept?.isDeclared, kept?.asked?.question.nl], [false, question?.question])
    await refuses('fact-declared', () => register.answer('open', { ...answer, fact: 'machine_based' }, 'omar'))
    await refuses('facts-refused', () => register.answer('open', { ...answer, fact: 'is_it_high_risk' }, 'omar'))
    const contradiction = { fact: 'rbi_real_time', value: true, source: '-' }
    await refuses('facts-refused', () => register.answer('open', contradiction, 'omar'))
  })

  it('takes one of two answers that come together: both may be facts that can’t be, of which nobody could be judged', async () => {
    const { remote_biometric_identification, ...facts } = section.facts
    use(reporting, { ...(reporting as System), id: 'open', register: { ...section, facts } } as System)
    await register.load('anna')
    const answers = [
      { fact: 'remote_biometric_identification', value: false, source: 'Omar' },
      { fact: 'rbi_real_time', value: true, source: 'Ruth' },
    ]
    const both = await Promise.allSettled(answers.map((one) => register.answer('open', one, 'omar')))
    const refused = both.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
    assert.deepEqual(refused, ['system-changed'])
    assert.deepEqual(
      (await register.list()).map(({ id }) => id),
      ['open', 'weekly-report'],
    )
    await register.load('anna')
  })

  it('loads no files whose facts contradict each other', async () => {
    const files = { ...example, systems: new Map([['odd', systemOf('odd', { rbi_real_time: true })]]) }
    await assert.rejects(register.check(files), OrganisationError)
  })

  it('says where in a file its facts or papers can’t be, in both languages', async () => {
    const text = `id: odd
register:
  facts: { rbi_real_time: true }
  papers:
    lunch: At noon.
`
    const odd = systemOf('odd', { rbi_real_time: true })
    assert.ok(odd.register)
    const files = {
      ...example,
      documents: [{ name: 'systems/other-name.yaml', id: 'odd', text }],
      systems: new Map([['odd', { ...odd, register: { ...odd.register, papers: { lunch: 'At noon.' } } }]]),
    }
    await assert.rejects(register.check(files), (error) => {
      assert.ok(error instanceof OrganisationError)
      const [facts, papers] = error.problems
      assert.deepEqual([facts?.file, facts?.line, facts?.column], ['systems/other-name.yaml', 3, 10])
      assert.notEqual(facts?.message.nl, facts?.message.en)
      assert.deepEqual(papers, {
        ...{ file: 'systems/other-name.yaml', line: 5, column: 12 },
        message: {
          nl: 'geen document vraagt om lunch; docs/reference/exports.md noemt de onderwerpen',
          en: 'no paper asks for lunch; docs/reference/exports.md has the topics',
        },
      })
      return true
    })
  })

  it('stands stricter from the day of a ban, without anybody doing anything', async () => {
    const imagery = {
      generates_intimate_or_sexual_depiction_of_identifiable_person: true,
      explicit_consent_of_person: false,
      intimate_output_is_intended_purpose: true,
      manipulation_does_not_increase_exposure: false,
    }
    use(systemOf('pictures', imagery))
    await register.load('anna')
    now = Date.UTC(2026, 11, 1, 12)
    const { prohibitions, comingProhibitions } = await standing('pictures')
    assert.deepEqual([prohibitions, comingProhibitions], [[], ['5.1.ba']])
    now = Date.UTC(2026, 11, 1, 23)
    assert.deepEqual((await standing('pictures')).prohibitions, ['5.1.ba'], 'midnight in Amsterdam has passed')
  })

  it('narrows its list to a class, a stage, an owner, a department and what is open', async () => {
    const before = organisation
    const { recruitment_or_selection, ...facts } = section.facts
    const own = { ...reporting, id: 'unfinished', register: { ...section, facts, department: 'Sales' } } as System
    use(reporting, systemOf('hiring', hiring, { owner: 'sanne' }), own)
    await register.load('anna')
    const idsOf = async (filter: SystemFilter) => (await register.list(filter)).map(({ id }) => id)
    assert.deepEqual(await idsOf({ label: 'high' }), ['hiring'])
    assert.deepEqual(await idsOf({ strictest: 'high' }), ['hiring', 'unfinished'])
    assert.deepEqual(await idsOf({ owner: 'sanne', stage: 'test' }), ['hiring'])
    assert.deepEqual(await idsOf({ department: 'sales ' }), ['unfinished'])
    assert.deepEqual(await idsOf({ open: true }), ['unfinished'])
    assert.deepEqual(await idsOf({ open: false, department: 'Nobody’s' }), [])
    const { left } = await register.question('unfinished', 'nl')
    assert.equal((await register.list({ open: true }))[0]?.openQuestions, left)
    organisation = before
    await register.load('anna')
  })

  it('lists what another version of the law changes', async () => {
    const changed = await register.differences({ law: lawOf('2024-08-01'), on: '2026-12-02' })
    assert.deepEqual(
      changed.map(({ system, removed }) => [system, removed.includes('5.1.ba')]),
      [['pictures', true]],
    )
  })

  it('forgets nothing of a system that left the files and came back', async () => {
    use(systemOf('hiring', hiring))
    await register.load('anna')
    use(reporting)
    await register.load('anna')
    assert.equal((await standing('hiring')).registered, false)
    use(systemOf('hiring', { ...hiring, recruitment_or_selection: false }))
    await register.load('anna')
    assert.equal((await standing('hiring')).class, 'high')
  })

  it('is the fold of its entries (P12)', async () => {
    const before = await journal.dump()
    await journal.close()
    const projections = new URL('../projections.ts', import.meta.url)
    journal = await Journal.open({ folder: house, origin: 'test/log', projections })
    assert.equal(await journal.dump(), before)
  })
})
