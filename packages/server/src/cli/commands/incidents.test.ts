// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openPeoplesDoor, type PeoplesDoor } from '../../api/testing/peoples-door.ts'
import { sayIn } from '../language.ts'
import { runCommand } from '../program.ts'

describe('sluis incidents', () => {
  let door: PeoplesDoor
  const folder = mkdtempSync(join(tmpdir(), 'sluis-cli-incidents-'))
  before(async () => {
    door = await openPeoplesDoor()
  })
  after(async () => {
    await door?.[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true })
  })

  /** One command line as a person, in-process; what it printed and how it ended. */
  async function run(who: string, language: 'nl' | 'en', ...args: readonly string[]) {
    const [out, json]: [string[], unknown[]] = [[], []]
    let code = 0
    await runCommand([...args, '--url', door.url], {
      language,
      say: sayIn(language),
      environment: { SLUIS_KEY: door.keyOf(who) },
      command: 'sluis',
      isAttended: false,
      out: (...lines) => void out.push(...lines),
      warn: (...lines) => void out.push(...lines),
      json: (value) => void json.push(value),
      exitWith: (given) => {
        code = given
      },
    })
    return { code, text: out.join('\n'), json: json[0] }
  }

  it('opens a file with its clock, records a late report, and writes the file', { timeout: 60_000 }, async () => {
    const what = 'A reminder went to somebody who had died.'
    const opened = await run(
      'ruth',
      'en',
      'incidents',
      'open',
      'weekly-report',
      '--kind',
      'death',
      '--aware',
      '12d',
      '--what',
      what,
    )
    assert.equal(opened.code, 0, opened.text)
    const id = /incident-[0-9a-f-]+/.exec(opened.text)?.[0] ?? ''
    assert.match(opened.text, /death, Art\. 3\(49\)\(a\), 73\(4\): due .* \(the time is over\), no authority told LATE/)
    assert.match(opened.text, /not recorded, and the clock has ended/)
    const to = ['--to', 'market-surveillance-authority', '--whom', 'AP', '--what', 'All of it']
    const refused = await run('ruth', 'nl', 'incidents', 'report', id, ...to)
    assert.equal(refused.code, 1)
    const told = await run('anna', 'nl', 'incidents', 'report', id, ...to)
    assert.match(told.text, /vastgelegd, na de termijn/)
    assert.match(told.text, /→ market-surveillance-authority, na de termijn/)
    const file = join(folder, 'incident.md')
    assert.equal((await run('anna', 'nl', 'incidents', 'export', id, '--to', file)).code, 0)
    assert.match(readFileSync(file, 'utf8'), /^# Incident: /)
    const listed = await run('anna', 'en', 'incidents')
    assert.match(listed.text, new RegExp(`${id}  .*\\(open\\)`))
    const closed = await run(
      'anna',
      'en',
      'incidents',
      'close',
      id,
      '--because',
      'handled',
      '--reason',
      'Told and mended.',
    )
    assert.match(closed.text, /\(closed\)/)
  })

  it('says what it does not take', async () => {
    const none = await run('anna', 'en', 'incidents', 'open', 'nobody', '--kind', 'death', '--what', 'x')
    assert.equal(none.code, 1)
    assert.match(none.text, /No system has this name/)
    const when = await run('anna', 'en', 'incidents', 'open', 'x', '--kind', 'death', '--what', 'x', '--aware', 'soon')
    assert.match(when.text, /--aware soon: give a time/)
  })

  it('has what AI changes in each department beside it, with options of its own', async () => {
    const impact = await run('ruth', 'en', 'systems', 'impact', '--json')
    assert.ok(typeof impact.json === 'object' && impact.json !== null && 'departments' in impact.json)
    const suppliers = await run('ruth', 'nl', 'systems', 'suppliers')
    assert.match(suppliers.text, /Gezien: aanroepen die de poort bereikten/)
    const file = join(folder, 'impact.md')
    assert.equal((await run('ruth', 'nl', 'systems', 'impact', '--to', file)).code, 0)
    assert.match(readFileSync(file, 'utf8'), /^# Wat AI verandert/)
  })
})
