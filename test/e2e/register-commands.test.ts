// SPDX-License-Identifier: EUPL-1.2
// The guide of the register, as people type it: register, answer, accept, assess, release.
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parse, stringify } from 'yaml'
import { freePort } from '../../examples/weekly-report/free-port.ts'
import { type RunningServer, startServer } from '../../packages/server/src/cli/start/serve.ts'
import { sluisCommand } from './run-command.ts'

const example = fileURLToPath(new URL('../../examples/weekly-report/', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'sluis-register-'))
const at = (name: string): string => join(folder, name)
let server: RunningServer

async function sluis(who: string, ...args: readonly string[]): Promise<{ code: number; text: string }> {
  const key = server.firstKeys.find(({ id }) => id === who)?.key
  const { code, text, error } = await sluisCommand({ SLUIS_KEY: key, SLUIS_DESK_PORT: String(server.api.port) }, args)
  return { code, text: `${text}\n${error}` }
}

async function done(who: string, ...args: readonly string[]): Promise<string> {
  const { code, text } = await sluis(who, ...args)
  assert.equal(code, 0, text)
  return text
}

before(async () => {
  for (const part of ['books', 'organisation']) cpSync(join(example, part), at(part), { recursive: true })
  const path = at('organisation/systems/weekly-report.yaml')
  const system = parse(readFileSync(path, 'utf8'))
  delete system.register.facts.recruitment_or_selection
  writeFileSync(path, stringify({ ...system, purpose: 'Makes a first filter of applicants.' }))
  server = await startServer({
    ...{ organisationFolder: at('organisation'), dataFolder: at('data'), hostname: '127.0.0.1', environment: {} },
    ...{ gatePort: await freePort(), deskPort: await freePort(), language: 'en' },
  })
})
after(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the register by the command line', () => {
  it('goes from an open question to a release, and says at each step what is next', { timeout: 120_000 }, async () => {
    assert.match(
      await done('ruth', 'systems', '--open'),
      /weekly-report .*in test, questions open.*take note: Annex III 4\(a\)/,
    )
    assert.match(
      await done('ruth', 'systems', 'weekly-report'),
      /names Annex III 4\(a\).*nobody has said whether it is so/,
    )
    const { question } = JSON.parse(await done('anna', 'assess', 'weekly-report', '--json'))
    assert.equal(question.fact, 'recruitment_or_selection')
    const answer = ['--fact', question.fact, '--answer', 'yes', '--source', 'The vacancy text']
    await done('anna', 'assess', 'weekly-report', ...answer)
    let open = JSON.parse(await done('anna', 'assess', 'weekly-report', '--json')).question
    for (; open !== null; open = JSON.parse(await done('anna', 'assess', 'weekly-report', '--json')).question) {
      await done('anna', 'assess', 'weekly-report', '--fact', open.fact, '--answer', 'no', '--source', 'The manual')
    }
    assert.match(await done('ruth', 'systems', '--label', 'high'), /^weekly-report/)
    assert.match(await done('ruth', 'systems', '--label', 'minimal'), /^No systems found\.\n/)

    const shown = await done('ruth', 'systems', 'weekly-report')
    const [, basis = ''] = /by anna: .*sluis systems accept weekly-report --basis (\S+)/.exec(shown) ?? []
    const as = ['weekly-report', '--basis', basis]
    assert.equal((await sluis('omar', 'systems', 'accept', ...as)).code, 1, 'omar is not accountable')
    assert.match(
      await done('anna', 'systems', 'accept', ...as),
      /Second assessor: .*sluis systems assess weekly-report/,
    )
    assert.match(
      (await sluis('anna', 'systems', 'assess', ...as, '--reason', 'Mine.')).text,
      /can not also be its second/,
    )
    await done('ruth', 'systems', 'assess', ...as, '--reason', 'Only texts.', '--fact', 'recruitment_or_selection=no')
    const assessed = await done('sanne', 'systems', 'assess', ...as, '--reason', 'It filters.')
    assert.match(assessed, /Assessed by ruth: transparency risk, other than the facts give\. Only texts\./)
    assert.match(assessed, /Assessed by sanne: high risk, as the facts give\. It filters\./)
    assert.match(await done('anna', 'systems', 'go', ...as), /released/)
    const released = await done('ruth', 'systems', 'weekly-report')
    assert.match(released, /high risk, released.*assessors differ/)
    assert.match(released, /186 days, then erased; the law asks for at least 186 days \(Art\. 26\(6\)/)
  })

  it('says what another day and another version of the law change', { timeout: 60_000 }, async () => {
    assert.match(await done('ruth', 'systems', '--on', '2027-12-02'), /^weekly-report: .*~4\.a/)
    assert.equal(await done('ruth', 'systems', '--law', '2026-11-22'), 'Nothing changes.\n')
  })
})
