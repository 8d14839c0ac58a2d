// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { Journal } from '../../../journal/index.ts'
import { RegisterError, type RegisterErrorCode } from '../../error.ts'
import type { Portrait } from '../portrait.ts'
import { type FakeAlgoritmeregister, fakeAlgoritmeregister } from '../testing/fake-algoritmeregister.ts'
import { example, fullPortrait, portraitWith } from '../testing/portraits.ts'
import { Publications } from './publications.ts'

const key = 'a-key-that-is-nobodys-business'
const folder = mkdtempSync(join(tmpdir(), 'sluis-publications-'))

describe('an entry on its way to the Algoritmeregister', () => {
  let journal: Journal
  let fake: FakeAlgoritmeregister
  let publications: Publications
  let portrait: Portrait
  let turn = 0
  let isGone = false
  let now = Date.UTC(2026, 10, 22)
  const environment: Record<string, string | undefined> = {}

  before(async () => {
    const projections = new URL('../../../projections.ts', import.meta.url)
    journal = await Journal.open({ folder, origin: 'test/log', projections })
    fake = await fakeAlgoritmeregister('gm0001', key)
  })
  after(async () => {
    await journal.close()
    await fake?.[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true })
  })
  beforeEach(() => {
    const full = fullPortrait()
    const algoritmeregister = {
      url: { env: 'REGISTER_URL' },
      organisation: 'gm0001',
      key: { env: 'REGISTER_KEY' },
    }
    portrait = { ...full, system: { ...full.system, id: `system-${++turn}` } }
    Object.assign(environment, { REGISTER_URL: fake.url, REGISTER_KEY: key })
    const organisation = { ...example, settings: { ...example.settings, algoritmeregister } }
    publications = new Publications({
      journal,
      organisation: () => organisation,
      portrait: async () => {
        if (isGone) throw new RegisterError('system-unknown', { nl: 'weg', en: 'gone' })
        return portrait
      },
      environment,
      now: () => now,
    })
  })
  const id = () => portrait.system.id
  const refuses = (code: RegisterErrorCode, act: () => Promise<unknown>) =>
    assert.rejects(act, (error: unknown) => error instanceof RegisterError && error.code === code)

  it('is submitted, looked at, published and taken back, each with what came of it', async () => {
    const submitted = await publications.act(id(), 'submit', 'anna')
    assert.ok(submitted.lars)
    assert.deepEqual([submitted.outcome, submitted.isPublic], ['done', false])
    assert.equal(fake.entries.get(submitted.lars)?.entry.name, 'Sollicitaties voorselecteren')
    assert.equal(await publications.preview(id()), `https://preview.example/nl/algoritme/C${submitted.lars}`)
    assert.equal((await publications.act(id(), 'publish', 'anna')).isPublic, true)
    assert.equal(fake.entries.get(submitted.lars)?.state, 'published')
    assert.equal((await publications.act(id(), 'retract', 'anna')).isPublic, false)
    assert.equal(fake.entries.get(submitted.lars)?.state, 'draft')
  })

  it('is the next version of the entry that is there', async () => {
    const { lars } = await publications.act(id(), 'submit', 'anna')
    assert.equal((await publications.act(id(), 'submit', 'anna')).lars, lars)
    assert.equal([...fake.entries.values()].filter(({ entry }) => entry.source_id === id()).length, 1)
  })

  it('leaves a digest of what was sent, and no key and no name (P7, P8)', async () => {
    await publications.act(id(), 'submit', 'anna')
    const leaves = await journal.log.entries(0, 1000)
    const told = JSON.stringify(leaves)
    assert.match(told, /publication\.intended/)
    assert.ok(!told.includes(key) && !told.includes('anna') && !told.includes('Sollicitaties'))
    assert.ok(!(await journal.dump()).includes(key))
  })

  it('that the standard would refuse is not sent', async () => {
    const poor = portraitWith()
    portrait = { ...poor, system: { ...poor.system, id: id() } }
    const { problems } = await publications.draft(id())
    const contact = problems.find(({ field }) => field === 'contact_email')
    assert.deepEqual([contact?.title, contact?.isMissing], ['Contactgegevens', true])
    assert.deepEqual(contact?.problem, { nl: 'ontbreekt', en: 'missing' })
    const before = fake.asked.length
    await refuses('entry-unfit', () => publications.act(id(), 'submit', 'anna'))
    assert.equal(fake.asked.length, before)
    assert.equal(await publications.state(id()), undefined)
  })

  it('is published only as it was submitted (P5)', async () => {
    await refuses('not-submitted', () => publications.act(id(), 'publish', 'anna'))
    await publications.act(id(), 'submit', 'anna')
    const { system } = portrait
    portrait = { ...portrait, system: { ...system, register: { ...system.register, data: ['Iets anders'] } } }
    await refuses('entry-changed', () => publications.act(id(), 'publish', 'anna'))
    await publications.act(id(), 'submit', 'anna')
    assert.equal((await publications.act(id(), 'publish', 'anna')).isPublic, true)
  })

  it('whose answer got lost is unknown, and is found again and not sent twice (P2)', async () => {
    fake.loseNextAnswer()
    await refuses('algoritmeregister-unreachable', () => publications.act(id(), 'submit', 'anna'))
    assert.equal((await publications.state(id()))?.outcome, 'unknown')
    assert.equal((await publications.act(id(), 'submit', 'anna')).outcome, 'done')
    assert.equal([...fake.entries.values()].filter(({ entry }) => entry.source_id === id()).length, 1)
  })

  it('is not sent where nobody says whether it is there already (P2)', async () => {
    fake.loseNextAnswer()
    await refuses('algoritmeregister-unreachable', () => publications.act(id(), 'submit', 'anna'))
    fake.failNextList()
    await refuses('algoritmeregister-unreachable', () => publications.act(id(), 'submit', 'anna'))
    assert.equal((await publications.act(id(), 'submit', 'anna')).outcome, 'done')
    assert.equal([...fake.entries.values()].filter(({ entry }) => entry.source_id === id()).length, 1)
  })

  it('is not published after a submission of which nobody knows whether it arrived (P5, P10)', async () => {
    await publications.act(id(), 'submit', 'anna')
    const first = portrait
    const { system } = portrait
    portrait = { ...portrait, system: { ...system, register: { ...system.register, data: ['Iets anders'] } } }
    fake.loseNextAnswer()
    await refuses('algoritmeregister-unreachable', () => publications.act(id(), 'submit', 'anna'))
    portrait = first
    await refuses('entry-changed', () => publications.act(id(), 'publish', 'anna'))
    await publications.act(id(), 'submit', 'anna')
    assert.equal((await publications.act(id(), 'publish', 'anna')).isPublic, true)
  })

  it('whose process died holds up the next act for two minutes, and is unknown then', async () => {
    const data = { publication: 'lost', system: id(), act: 'submit', register: 'algoritmeregister' }
    const { entry } = await journal.append({ kind: 'publication.intended', data })
    now = entry.at
    await refuses('publication-open', () => publications.act(id(), 'submit', 'anna'))
    now += 120_001
    assert.equal((await publications.act(id(), 'submit', 'anna')).outcome, 'done')
  })

  it('is shown as people read it before it leaves, and nothing else leaves in its place (P5)', async () => {
    const { fields, problems, digest, isSubmitted } = await publications.draft(id())
    const goal = fields.find(({ field }) => field === 'goal')
    assert.equal(goal?.title, 'Doel en impact')
    assert.doesNotMatch(goal?.text ?? '<br>', /<br>|&amp;/)
    assert.deepEqual([problems, isSubmitted], [[], false])
    const { system } = portrait
    const seen = portrait
    portrait = { ...portrait, system: { ...system, register: { ...system.register, data: ['Iets anders'] } } }
    await refuses('system-changed', () => publications.act(id(), 'submit', 'anna', digest))
    assert.equal(await publications.state(id()), undefined, 'nothing was sent, so nothing is recorded')
    portrait = seen
    assert.equal((await publications.act(id(), 'submit', 'anna', digest)).outcome, 'done')
    assert.equal((await publications.draft(id())).isSubmitted, true)
    assert.equal((await publications.act(id(), 'publish', 'anna', digest)).isPublic, true)
    // Taking back sends nothing of the entry, so it waits for nobody to look at it anew.
    assert.equal((await publications.act(id(), 'retract', 'anna', 'of another')).isPublic, false)
  })

  it('is taken back also when its system left the register', async () => {
    await publications.act(id(), 'submit', 'anna')
    const { lars } = await publications.act(id(), 'publish', 'anna')
    isGone = true
    try {
      await refuses('system-unknown', () => publications.act(id(), 'submit', 'anna'))
      assert.equal((await publications.act(id(), 'retract', 'anna')).isPublic, false)
      assert.equal(fake.entries.get(lars ?? '')?.state, 'draft')
    } finally {
      isGone = false
    }
  })

  it('that the register refuses says with which words', async () => {
    await publications.act(id(), 'submit', 'anna')
    await assert.rejects(publications.act(id(), 'retract', 'anna'), /niet gepubliceerd/)
    assert.equal((await publications.state(id()))?.outcome, 'refused')
  })

  it('is sent nowhere without an address and a key, nor past this machine without TLS', async () => {
    environment.REGISTER_KEY = undefined
    await refuses('algoritmeregister-unset', () => publications.act(id(), 'submit', 'anna'))
    Object.assign(environment, { REGISTER_KEY: key, REGISTER_URL: 'http://algoritmes.example' })
    await refuses('algoritmeregister-unset', () => publications.act(id(), 'submit', 'anna'))
  })
})
