// SPDX-License-Identifier: EUPL-1.2
// The letter as the office answers it, by the `sluis` command.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type ChildHouse, openChildHouse } from './child-house.ts'
import { connectAgent } from './outside-agent.ts'
import { sluisCommand } from './run-command.ts'

let house: ChildHouse
before(async () => {
  house = await openChildHouse()
  await house.start()
  await using agent = await connectAgent(house.gateUrl, house.key('reporter'))
  assert.equal((await agent.call('books_read_text_file', { path: 'invoices/2026-0101.xml' })).isError, false)
})
after(() => house?.[Symbol.asyncDispose]())

const run = 'run:run-of-reporter'
const why = ['--basis', 'erasure', '--reason', 'Letter 2026-117']

async function as(who: string, ...args: readonly string[]): Promise<{ readonly said: string; readonly code: number }> {
  const { code, text, error } = await sluisCommand({ SLUIS_KEY: house.key(who) }, [...args, '--url', house.deskUrl])
  return { said: `${text}\n${error}`, code }
}

describe('sluis held and sluis erase', { timeout: 120_000 }, () => {
  it('show what is held to whom may open it, with a copy for who asks one', async () => {
    const { said } = await as('ruth', 'held', run)
    assert.match(said, /run:run-of-reporter: 2 entries of the log/)
    assert.match(said, /This run of an agent has no end/)
    assert.ok(!said.includes('invoices/2026-0101.xml'))
    assert.match((await as('ruth', 'held', run, '--content')).said, /invoices\/2026-0101\.xml/)
    const copy = JSON.parse((await as('ruth', 'held', run, '--content', '--json')).said)
    assert.equal(copy.content[run].length, 2)
    for (const who of ['omar', 'sanne', 'reporter']) assert.equal((await as(who, 'held', run)).code, 1, who)
  })

  it('tell nothing of somebody who is not known, and take no odd names', async () => {
    const { said, code } = await as('anna', 'held', 'customer:99999')
    assert.equal(code, 0)
    assert.match(said, /Nothing is found here/)
    assert.equal((await as('anna', 'held', 'customer:%')).code, 1)
    assert.match((await as('anna', 'erase', 'customer:99999', ...why)).said, /nothing that can go/)
  })

  it('find a customer by number, with the run that read of them, and keep the name while a run stays', async () => {
    const { labels } = JSON.parse((await as('ruth', 'runs', 'run-of-reporter', '--json')).said)
    const label = labels.find((one: string) => one.startsWith('customer:'))
    assert.match((await as('ruth', 'held', label)).said, /- run:run-of-reporter {2}weekly-report, .*: 2 entries/)
    const all = JSON.parse((await as('anna', 'erase', label, ...why, '--json')).said)
    assert.deepEqual(
      all.goes.map(({ subject }: { subject: string }) => subject),
      [run, label],
    )
    const kept = JSON.parse((await as('anna', 'erase', label, ...why, '--keep', 'run-of-reporter', '--json')).said)
    assert.deepEqual(kept.goes, [])
    assert.deepEqual(
      kept.stays.map(({ because }: { because: unknown }) => because),
      [['kept'], ['name']],
    )
  })

  it('erase what was shown, for whom that is given, and only with its code (P9)', async () => {
    const shown = await as('anna', 'erase', run, ...why)
    assert.match(shown.said, /Nothing was erased yet/)
    const code = /--confirm ([0-9a-f]{12})/.exec(shown.said)?.[1] ?? ''
    assert.equal((await as('anna', 'erase', run, '--basis', 'whim', '--reason', 'x')).code, 2)
    assert.match((await as('anna', 'erase', run, ...why, '--confirm', '000000000000')).said, /not what you were shown/)
    assert.match((await as('anna', 'erase', run, ...why, '--keep', 'run-of-reporter')).said, /You keep this one/)
    for (const who of ['omar', 'sanne', 'ruth', 'reporter']) {
      assert.equal((await as(who, 'erase', run, ...why, '--confirm', code)).code, 1, who)
    }
    const done = await as('anna', 'erase', run, ...why, '--confirm', code)
    assert.equal(done.code, 0, done.said)
    assert.match(done.said, /run:run-of-reporter is erased: entry \d+/)
    assert.match((await as('anna', 'held', run)).said, /Nothing is found here/)
    const again = await as('anna', 'erase', run, ...why, '--confirm', code)
    assert.match(again.said, /Nothing was erased.*\n.*nothing that can go/)
    assert.equal(again.code, 1, 'a script that confirms is not told that it was done')
    assert.match(
      (await as('sanne', 'runs', 'run-of-reporter')).said,
      /erased .*Anna.*right to erasure.*Letter 2026-117/,
    )
  })

  it('say of a call whose content is gone that it is gone, and what still stands', async () => {
    const { calls } = JSON.parse((await as('ruth', 'runs', 'run-of-reporter', '--json')).said)
    const organisation = ['--organisation', join(house.folder, 'organisation')]
    const erased = await as('ruth', 'policy', 'explain', '--call', calls[0].id, ...organisation)
    assert.equal(erased.code, 1)
    assert.match(erased.said, /was erased.*still says which rules decided/s)
    const unknown = await as('ruth', 'policy', 'explain', '--call', 'call-none', ...organisation)
    assert.match(unknown.said, /Not found/)
  })
})
