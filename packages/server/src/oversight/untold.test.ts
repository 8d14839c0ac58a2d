// SPDX-License-Identifier: EUPL-1.2
// Cases that stand in the log though the process that wrote them could tell nobody: the signer was away, or it died.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { Journal, type Place, serveSigner } from '../journal/index.ts'
import { placesForTests } from '../journal/testing/places.ts'
import { type Mail, Oversight, type OversightParts } from './index.ts'
import { digestOf, hold } from './testing/gate.ts'
import { organisationForTests, personOf, ruleOf } from './testing/organisation.ts'

const origin = 'test.example/log'
const organisation = organisationForTests()
const places = placesForTests()
const closing: (() => Promise<void> | void)[] = []
after(async () => {
  for (const close of closing.toReversed()) await close()
})

async function open(place: Place, more: Partial<OversightParts> = {}, signer?: string) {
  const projections = new URL('./testing/projections.ts', import.meta.url)
  const journal = await Journal.open({ ...place, origin, projections, ...(signer === undefined ? {} : { signer }) })
  const mails: Mail[] = []
  const oversight = new Oversight({
    ...{ journal, ruleOf, now: Date.now },
    organisation: () => organisation,
    taskOf: async () => 'weekly-report',
    linkTo: (id) => `http://127.0.0.1:8485/cases/${id}`,
    notify: async (mail) => void mails.push(mail),
    ...more,
  })
  const close = async (): Promise<void> => {
    oversight.close()
    await journal.close()
  }
  closing.push(close)
  return { journal, oversight, mails, close }
}

const notified = async (journal: Journal) =>
  (await journal.query('SELECT id, notified FROM cases ORDER BY id')).map(({ id, notified }) => [id, notified])
const isEachToldOnce = (mails: readonly Mail[]) =>
  assert.deepEqual(mails.map(({ to }) => to).sort(), ['bram@verhage.example', 'sanne@verhage.example'])

describe('the people of a case that nobody tells', () => {
  it('are told when the signer is back that was away as it was written, and not before', async () => {
    const keys = places.newFolder()
    const settings = { keyFile: join(keys, 'key'), socket: join(keys, 'signer'), origin }
    const signer = await serveSigner(settings)
    const { journal, mails, oversight } = await open({ folder: places.newFolder() }, {}, settings.socket)
    await signer.close()
    await assert.rejects(hold(journal, { case: 'c1' }), { code: 'unwritable' })
    assert.deepEqual(await notified(journal), [['c1', null]])
    await delay(11_000)
    assert.deepEqual(mails, [], 'they could decide nothing yet')
    const back = await serveSigner(settings)
    closing.push(() => back.close())
    await until('it is told', async () => {
      await journal.contact()
      return (await notified(journal))[0]?.[1] === 1
    })
    isEachToldOnce(mails)
    const sanne = personOf(organisation, 'sanne')
    assert.ok(sanne)
    await oversight.decide('c1', sanne, { verdict: 'approve', digest: digestOf() })
  })

  it('are mailed once, also where that can not be recorded for a while', async () => {
    const keys = places.newFolder()
    const settings = { keyFile: join(keys, 'key'), socket: join(keys, 'signer'), origin }
    const signer = await serveSigner(settings)
    const sent: string[] = []
    const notify = async ({ to }: Mail): Promise<void> => {
      if (sent.push(to) === 2) await signer.close()
    }
    const { journal } = await open({ folder: places.newFolder() }, { notify }, settings.socket)
    await hold(journal, { case: 'c1' })
    await until('both are mailed', async () => sent.length === 2)
    await delay(11_000)
    const back = await serveSigner(settings)
    closing.push(() => back.close())
    await until('it is recorded', async () => (await notified(journal))[0]?.[1] === 1)
    assert.equal(sent.length, 2)
  })

  const { skip, newPlace } = places.engines.PostgreSQL
  it('are told by another process when the one that held it died', { skip }, async () => {
    const { database } = await newPlace()
    const [one, two] = [places.newFolder(), places.newFolder()]
    const keys = places.newFolder()
    const settings = { keyFile: join(keys, 'key'), socket: join(keys, 'signer'), origin }
    const signer = await serveSigner(settings)
    closing.push(() => signer.close())
    const dying = await open({ folder: one, database }, { notify: () => new Promise(() => undefined) }, settings.socket)
    let passedMs = 0
    const now = () => Date.now() + passedMs
    const { journal, mails } = await open({ folder: two, database }, { now }, settings.socket)
    await hold(dying.journal, { case: 'c1' })
    await dying.close()
    await delay(6000)
    assert.deepEqual(mails, [], 'while the one that held it may still be trying, no other does')
    passedMs = 300_000
    await until('it is told', async () => (await notified(journal))[0]?.[1] === 1)
    isEachToldOnce(mails)
  })
})

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await holds()); await delay(50)) {
    if (Date.now() > end) throw new Error(`not in time: ${what}`)
  }
}
