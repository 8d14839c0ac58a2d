// SPDX-License-Identifier: EUPL-1.2
// A system's papers and its entry in the Algoritmeregister, from the `sluis` command to the file and to the (played)
// register, and back from an entry to a proposal that loads once a person filled it in.
import assert from 'node:assert/strict'
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../examples/weekly-report/free-port.ts'
import { type RunningServer, startServer } from '../../packages/server/src/cli/start/serve.ts'
import { loadOrganisation } from '../../packages/server/src/organisation/index.ts'
import {
  type FakeAlgoritmeregister,
  fakeAlgoritmeregister,
} from '../../packages/server/src/register/exports/testing/fake-algoritmeregister.ts'
import { readPdf } from '../../packages/server/src/register/exports/testing/read-pdf.ts'
import { type CommandEnd, sluisCommand } from './run-command.ts'

const example = fileURLToPath(new URL('../../examples/weekly-report/', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'sluis-exports-'))
const at = (name: string): string => join(folder, name)
const key = 'a-key-for-the-register'

let server: RunningServer
let fake: FakeAlgoritmeregister

function run(who: string, ...args: readonly string[]): Promise<CommandEnd> {
  const key = server.firstKeys.find(({ id }) => id === who)?.key
  return sluisCommand({ SLUIS_KEY: key, SLUIS_DESK_PORT: String(server.api.port) }, args)
}

const dutch = `  algoritmeregister:
    description_short: Dit algoritme schrijft herinneringen aan klanten met een open rekening.
    contact_email: administratie@verhage.example
    category: [Organisatie en bedrijfsvoering]
    begin_date: 2026-11
`

before(async () => {
  for (const part of ['books', 'organisation']) cpSync(join(example, part), at(part), { recursive: true })
  fake = await fakeAlgoritmeregister('verhage', key)
  appendFileSync(
    at('organisation/organisation.yaml'),
    `\nalgoritmeregister: { url: { env: REGISTER_URL }, organisation: verhage, key: { env: REGISTER_KEY } }\n`,
  )
  const system = at('organisation/systems/weekly-report.yaml')
  writeFileSync(system, readFileSync(system, 'utf8').replace('  facts:\n', `${dutch}  facts:\n`))
  server = await startServer({
    organisationFolder: at('organisation'),
    dataFolder: at('data'),
    gatePort: await freePort(),
    deskPort: await freePort(),
    hostname: '127.0.0.1',
    environment: { REGISTER_URL: fake.url, REGISTER_KEY: key },
    language: 'en',
  })
})

after(async () => {
  await server.close()
  await fake?.[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

describe('papers by the command line', () => {
  it('are listed, and each is a file of the form that was asked', { timeout: 60_000 }, async () => {
    const listed = await run('ruth', 'systems', 'export', 'weekly-report')
    assert.match(listed.text, /annex-iv: md, pdf, json/)
    const pdf = await run(
      'ruth',
      'systems',
      'export',
      'weekly-report',
      'fria',
      '--format',
      'pdf',
      '--to',
      at('fria.pdf'),
    )
    assert.equal(pdf.code, 0, pdf.error)
    const { text, pages } = readPdf(readFileSync(at('fria.pdf')))
    assert.ok(pages > 0)
    assert.match(text, /Fundamental rights impact assessment/)
    const told = JSON.parse(
      (await run('ruth', 'systems', 'export', 'weekly-report', 'calendar', '--to', at('c.ics'), '--json')).text,
    )
    assert.deepEqual(told, { file: at('c.ics'), bytes: readFileSync(at('c.ics')).length })
    assert.match(readFileSync(at('c.ics'), 'utf8'), /^BEGIN:VCALENDAR\r\n/)
  })

  it('say what there is when something else was asked', async () => {
    const wrong = await run('ruth', 'systems', 'export', 'weekly-report', 'annex-xx')
    assert.deepEqual([wrong.code, /annex-iv/.test(wrong.error)], [2, true])
    const form = await run('ruth', 'systems', 'export', 'weekly-report', 'calendar', '--format', 'pdf')
    assert.deepEqual([form.code, form.error], [2, 'calendar comes as ics.'])
    assert.equal((await run('ruth', 'systems', 'export', 'nobody')).code, 1)
  })

  it('leave no trace in the log', async () => {
    const entries = async () => (await server.sluis.journal.log.entries(0, 10_000)).length
    const before = await entries()
    await run('ruth', 'systems', 'export', 'weekly-report', 'annex-iv', '--to', at('a.md'))
    assert.equal(await entries(), before)
  })
})

describe('the Algoritmeregister by the command line', () => {
  it('takes an entry, shows it and publishes it; only those who may send it can', { timeout: 60_000 }, async () => {
    assert.equal((await run('ruth', 'systems', 'submit', 'weekly-report')).code, 1)
    assert.equal(fake.entries.size, 0)
    const submitted = await run('anna', 'systems', 'submit', 'weekly-report')
    assert.equal(submitted.code, 0, submitted.error)
    assert.match(submitted.text, /weekly-report is ready as \d+, and not public/)
    assert.match((await run('anna', 'systems', 'preview', 'weekly-report')).text, /^https:\/\/preview\.example/)
    assert.match((await run('anna', 'systems', 'publish', 'weekly-report')).text, /is public as/)
    const [entry] = fake.entries.values()
    assert.equal(entry?.state, 'published')
    assert.equal(entry?.entry.source_id, 'weekly-report')
    const unknown = await run('anna', 'systems', 'submit', 'nobody')
    assert.equal(unknown.code, 1)
  })
})

describe('an entry of the Algoritmeregister', () => {
  it('becomes a file that loads once a person filled it in, and nothing else changes (P9)', async () => {
    const exported = at('entry.json')
    await run('ruth', 'systems', 'export', 'weekly-report', 'algoritmeregister', '--to', exported)
    mkdirSync(at('proposals'))
    const imported = await run('ruth', 'systems', 'import', exported, '--to', at('proposals'))
    assert.equal(imported.code, 0, imported.error)
    assert.match(imported.error, /still to write: owner, accountable/)
    assert.equal(
      (await run('ruth', 'systems', 'import', exported, '--to', at('proposals'))).code,
      1,
      'none is overwritten',
    )
    const file = at('proposals/weekly-sales-report-and-reminders.yaml')
    const proposal = readFileSync(file, 'utf8')
    const inPlace = at('organisation/systems/proposed.yaml')
    writeFileSync(inPlace, proposal)
    assert.throws(() => loadOrganisation(at('organisation')), /proposed\.yaml:\d+:\d+: owner/)
    const filled = proposal
      .replaceAll(/^( *)(owner|accountable): ""$/gm, '$1$2: anna')
      .replaceAll(': ""', ': Written by a person.')
    writeFileSync(inPlace, filled)
    assert.ok(loadOrganisation(at('organisation')).systems.has('weekly-sales-report-and-reminders'))
    rmSync(inPlace)
  })
})
