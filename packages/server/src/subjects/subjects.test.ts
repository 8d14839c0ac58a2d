// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { recipientOf } from '../gate/index.ts'
import { Journal } from '../journal/index.ts'
import { held } from '../oversight/testing/gate.ts'
import { organisationForTests } from '../oversight/testing/organisation.ts'
import { SubjectError, type SubjectErrorCode, Subjects } from './index.ts'
import { ending, opening } from './testing/calls.ts'

const projections = new URL('../projections.ts', import.meta.url)
const anna = { id: 'anna' }
const dayMs = 86_400_000

/** What is sealed comes as bytes of JSON. */
const readOut = (fields: unknown) =>
  JSON.parse(
    JSON.stringify(fields, (_, value) =>
      value instanceof Uint8Array ? JSON.parse(Buffer.from(value).toString()) : value,
    ),
  )

describe('what is held about somebody', () => {
  let folder: string
  let journal: Journal
  let subjects: Subjects
  /** Days that logs are kept. */
  let term: number | undefined

  const refuses = (code: SubjectErrorCode, says: RegExp, act: () => Promise<unknown>) =>
    assert.rejects(act, (error: unknown) => {
      assert.ok(error instanceof SubjectError, String(error))
      assert.equal(error.code, code)
      assert.match(error.sentence.en, says)
      assert.ok(error.sentence.nl.length > 20)
      return true
    })
  const erase = async (subject: string, more: object = {}) => {
    const { erasable } = await subjects.held({ subject })
    const wish = { subject, basis: 'erasure', reason: 'Letter 2026-117', mark: erasable?.mark ?? '' } as const
    return await subjects.erase({ ...wish, ...more }, anna)
  }
  const start = (run: string) =>
    journal.append({ kind: 'run.started', data: { run, agent: 'reporter', system: 'weekly-report' } })
  const ended = async (run: string, call: string, labels: readonly string[] = []) => {
    await journal.append(opening(run, call))
    const sealed = await Promise.all(labels.map(async (label) => `customer:${await journal.pseudonymOf(label)}`))
    await journal.append(ending(run, call, { outcome: 'done', labels: sealed }))
  }

  const field = (subject: string) => ({ name: `about-${subject}`, value: 'x', subject })
  const parts = () => ({
    ...{ journal, organisation: organisationForTests, now: Date.now },
    termOf: async () => term,
    recipientOf: (address: string) => recipientOf(journal, address),
  })

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sluis-subjects-'))
    journal = await Journal.open({ folder, origin: 'test/log', projections })
    term = undefined
    subjects = new Subjects(parts())
  })
  afterEach(async () => {
    await journal.close()
    rmSync(folder, { recursive: true })
  })

  it('is found by a customer’s name, with the runs that read of them, and the content of each run opens', async () => {
    await start('run-1')
    await start('run-2')
    await ended('run-1', 'call-1', ['customer:10023'])
    await ended('run-2', 'call-2')
    const held = await subjects.held({ subject: 'customer:10023' })
    assert.equal(held.kind, 'label')
    assert.deepEqual(
      held.entries.map(({ kind, run, agent, system }) => [kind, run, agent, system]),
      [['call.ended', 'run-1', 'reporter', 'weekly-report']],
    )
    const run = await subjects.held({ subject: 'run:run-1', isOpen: true })
    assert.equal(run.erasable?.entries, 2)
    assert.deepEqual(
      run.entries.map(({ fields }) => readOut(fields)),
      [
        [{ name: 'request', value: { body: 'asked in call-1' }, parts: ['a piece'] }],
        [{ name: 'result', value: 'got in call-1' }],
      ],
    )
  })

  it('tells of somebody who was never known no other than of one of whom nothing is left, and makes nobody known', async () => {
    await start('run-1')
    await ended('run-1', 'call-1', ['customer:10023'])
    await erase('run:run-1')
    await erase('customer:10023')
    const { subject, ...forgotten } = await subjects.held({ subject: 'customer:10023' })
    const { subject: other, ...never } = await subjects.held({ subject: 'customer:99999' })
    assert.deepEqual(forgotten, never)
    assert.equal(await journal.knownAs('customer:99999'), undefined)
    await refuses('nothing-held', /Nothing/, () => erase('customer:99999'))
    await refuses('nothing-held', /Nothing/, () => erase('customer:10023'))
  })

  it('is found by the address that a mail went to, however it is written', async () => {
    await start('run-1')
    const recipients = [recipientOf(journal, 'jan@bakkerij.example') ?? '']
    await journal.append(opening('run-1', 'call-1', { recipients }))
    const held = await subjects.held({ subject: 'address:Jan@Bakkerij.example' })
    assert.deepEqual([held.erasable, held.entries.map(({ call }) => call)], [undefined, ['call-1']])
    assert.deepEqual((await subjects.held({ subject: 'address:piet@bakkerij.example' })).entries, [])
    await refuses('nothing-held', /mail address/, () => erase('address:jan@bakkerij.example'))
  })

  it('goes page by page, each entry once', async () => {
    await start('run-1')
    for (let at = 0; at < 230; at++) await journal.append(opening('run-1', `call-${at}`))
    const first = await subjects.held({ subject: 'run:run-1' })
    assert.deepEqual([first.entries.length, first.erasable?.entries], [200, 230])
    const rest = await subjects.held({ subject: 'run:run-1', from: first.next })
    assert.deepEqual([rest.entries.length, rest.next, rest.erasable], [30, undefined, undefined])
    const open = await subjects.held({ subject: 'run:run-1', isOpen: true })
    assert.equal(open.entries.length, 20)
    const calls = [...first.entries, ...rest.entries].map(({ call }) => call)
    assert.equal(new Set(calls).size, 230)
  })

  it('goes once, with an entry that says who and why, and opens nowhere again (P7)', async () => {
    await start('run-1')
    await ended('run-1', 'call-1', ['customer:10023'])
    const { entry, entries } = await erase('run:run-1')
    assert.equal(entries, 2)
    assert.deepEqual((await subjects.held({ subject: 'run:run-1' })).entries, [])
    assert.equal(await journal.disclose(1, 'request'), undefined)
    const [told, ...others] = await subjects.erasures('run-1')
    assert.deepEqual(others, [])
    assert.deepEqual(
      { ...told, at: 0 },
      { entry, at: 0, kind: 'run', run: 'run-1', basis: 'erasure', entries: 2, by: 'anna', reason: 'Letter 2026-117' },
    )
    await refuses('nothing-held', /Nothing/, () => erase('run:run-1'))
    const leaf = await journal.log.entry(entry)
    assert.ok(!JSON.stringify(leaf).includes('anna'))
    assert.ok(!JSON.stringify(leaf).includes('Letter'))
  })

  it('is not erased when more is held than was shown, also between the look and the act', async () => {
    await start('run-1')
    await ended('run-1', 'call-1')
    const { erasable } = await subjects.held({ subject: 'run:run-1' })
    await ended('run-1', 'call-2')
    await refuses('erasure-moved', /something else/, () => erase('run:run-1', { mark: erasable?.mark ?? '' }))
    // The journal itself holds to it, where nothing comes between: what was sealed last is entry 4.
    await assert.rejects(journal.erase('run:run-1', 'erasure', { upTo: 3 }), /more was sealed/)
    assert.deepEqual((await journal.disclose(1, 'request'))?.value, { body: 'asked in call-1' })
  })

  it('stays while a call is under way, so that nothing is sealed under it just after', async () => {
    await start('run-1')
    await journal.append(opening('run-1', 'call-1'))
    const held = await subjects.held({ subject: 'run:run-1' })
    assert.deepEqual([held.stays, held.cautions], [['call-under-way'], ['agent-goes-on']])
    await refuses('erasure-held', /under way/, () => erase('run:run-1'))
    await journal.append(ending('run-1', 'call-1', { outcome: 'done', labels: [] }))
    await erase('run:run-1')
  })

  it('is erased with no more than was counted: what is sealed while the act is under way refuses it', async () => {
    await start('run-1')
    await ended('run-1', 'call-1')
    const { erasable } = await subjects.held({ subject: 'run:run-1' })
    const wish = { subject: 'run:run-1', basis: 'erasure', reason: 'Letter', mark: erasable?.mark ?? '' } as const
    // What a person does is done under a pseudonym, which is asked for when all has been counted.
    const { pseudonymOf } = journal
    const late = async (subject: string) => {
      await ended('run-1', 'call-2')
      return await pseudonymOf.call(journal, subject)
    }
    Object.assign(journal, { pseudonymOf: late })
    await refuses('erasure-moved', /something else/, () => subjects.erase(wish, anna))
    assert.deepEqual((await journal.disclose(1, 'request'))?.value, { body: 'asked in call-1' })
  })

  it('is erased by no mark of another subject, though as much is held of both', async () => {
    await start('run-1')
    await start('run-2')
    await journal.append({ kind: 'noted', data: {}, private: [field('run:run-1'), field('run:run-2')] })
    const { erasable } = await subjects.held({ subject: 'run:run-2' })
    await refuses('erasure-moved', /something else/, () => erase('run:run-1', { mark: erasable?.mark ?? '' }))
  })

  it('stays while nobody knows what a call did, and goes once somebody found out', async () => {
    await start('run-1')
    await journal.append(opening('run-1', 'call-1'))
    await journal.append(ending('run-1', 'call-1', { outcome: 'unknown', labels: [] }))
    assert.deepEqual((await subjects.held({ subject: 'run:run-1' })).stays, ['call-unsettled'])
    await refuses('erasure-held', /./, () => erase('run:run-1'))
    await journal.append({ kind: 'call.settled', data: { call: 'call-1', run: 'run-1', as: 'done' } })
    await erase('run:run-1')
  })

  it('stays while a task is at work or waits, and goes once it is done or has failed', async () => {
    for (const state of ['done', 'failed']) {
      const run = `run-${state}`
      await start(run)
      await journal.append({ kind: 'task.started', data: { run, task: 'report', agent: 'reporter' } })
      await ended(run, `call-of-${run}`)
      assert.deepEqual((await subjects.held({ subject: `run:${run}` })).stays, ['task-under-way'])
      await journal.append({ kind: 'task.parked', data: { run, waitsFor: ['case-1'] } })
      await refuses('erasure-held', /./, () => erase(`run:${run}`))
      await journal.append({ kind: 'task.finished', data: { run, state } })
      await erase(`run:${run}`)
    }
  })

  it('stays while a case of it may be decided, or was approved and may be carried out', async () => {
    await start('run-1')
    const expiresAt = Date.now() + dayMs
    await journal.append(held({ case: 'case-1', expiresAt }))
    assert.deepEqual((await subjects.held({ subject: 'run:run-1' })).stays, ['case-open'])
    const by = await journal.pseudonymOf('person:sanne')
    await journal.append({
      kind: 'case.verdict',
      data: { case: 'case-1', agent: 'reporter', verdict: 'approve', quorum: 1, by },
    })
    const [row] = await journal.query('SELECT state FROM cases')
    assert.equal(row?.state, 'approved')
    assert.deepEqual((await subjects.held({ subject: 'run:run-1' })).stays, ['case-open'])
    const later = new Subjects({ ...parts(), now: () => expiresAt })
    assert.deepEqual((await later.held({ subject: 'run:run-1' })).stays, [], 'after its time it is nobody’s')
  })

  it('stays while an incident of its system is open, and as long as logs are kept where nobody has a right to it', async () => {
    await start('run-1')
    await ended('run-1', 'call-1')
    const now = Date.now()
    const about = { incident: 'incident-1', by: await journal.pseudonymOf('person:anna') }
    const stretch = { kinds: ['unknown'], awareAt: now, from: now - dayMs, until: now }
    await journal.append({ kind: 'incident.opened', data: { ...about, system: 'weekly-report', ...stretch } })
    await refuses('erasure-held', /art\. 73/, () => erase('run:run-1'))
    await journal.append({ kind: 'incident.closed', data: { ...about, because: 'handled' } })
    term = 186
    const { cautions } = await subjects.held({ subject: 'run:run-1' })
    assert.deepEqual(cautions, ['logs-kept', 'agent-goes-on'])
    await refuses('erasure-held', /own decision/, () => erase('run:run-1', { basis: 'own-decision' }))
    const { entry } = await erase('run:run-1', { basis: 'objection' })
    assert.deepEqual((await journal.log.entry(entry))?.data.cautions, cautions)
  })

  it('keeps a name until the runs that it finds are gone', async () => {
    await start('run-1')
    await ended('run-1', 'call-1', ['customer:10023', 'customer:10024'])
    assert.deepEqual((await subjects.held({ subject: 'run:run-1' })).cautions, ['others-too', 'agent-goes-on'])
    await refuses('runs-first', /runs/, () => erase('customer:10023'))
    await erase('run:run-1')
    await erase('customer:10023')
    assert.equal(await journal.subjectOf(await journal.pseudonymOf('customer:10024')), 'customer:10024')
  })

  it('does not let somebody in service go, whose verdicts must stay theirs', async () => {
    await journal.pseudonymOf('person:sanne')
    await journal.pseudonymOf('person:formerly')
    await refuses('erasure-held', /files/, () => erase('person:sanne'))
    await erase('person:formerly')
  })

  it('refuses what is no subject, and what the house wrote about itself', async () => {
    const odd = [
      '',
      'customer',
      'customer:',
      ':1',
      'customer:a b',
      'customer:1\n',
      'customer:%',
      "run:' OR 1=1",
      'run:é',
    ]
    for (const subject of [...odd, 'address:nobody', `customer:${'1'.repeat(300)}`, '__proto__:x', 'Customer:1']) {
      await refuses('subject-malformed', /kind:value/, () => subjects.held({ subject }))
    }
    for (const subject of ['system:weekly-report', 'tool:mail_send', 'organisation:x']) {
      await refuses('subject-kept', /account/, () => subjects.held({ subject }))
    }
  })

  it('lists erasures from before people could ask for them as what they say', async () => {
    await journal.erase('customer:10023', 'GDPR art. 17')
    const [{ at, entry, ...older } = { at: 0, entry: 0 }] = await subjects.erasures()
    assert.deepEqual(older, { basis: 'GDPR art. 17' })
  })
})
