// SPDX-License-Identifier: EUPL-1.2
// What is wrong in an organisation's files, as the real command and the people's API tell it in either language.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { z } from 'zod'
import { Commands, type Staying } from './commands.ts'
import { until } from './harness.ts'

const nl =
  'systems/weekly-report.yaml:8:10: geen aanbieder in providers.yaml heeft een model reprting; voeg het daar toe of verbeter de naam'
const en =
  'systems/weekly-report.yaml:8:10: no provider in providers.yaml has a model reprting; add it there or mend the name'

const told = z.object({ problems: z.array(z.unknown()) })

let commands: Commands
let server: Staying
let owner = ''
let right = ''
const file = (): string => commands.at('organisation/systems/weekly-report.yaml')

before(async () => {
  commands = new Commands()
  server = await commands.serve('data')
  owner = /\(anna\): .*\n\s+(slp_\S+)\n/.exec(server.text())?.[1] ?? ''
  right = readFileSync(file(), 'utf8')
  writeFileSync(file(), right.replace('models: [reporting]', 'models: [reprting]'))
})

after(async () => {
  await server.close()
  commands[Symbol.dispose]()
})

describe('a model that no provider has', () => {
  it('is told by sluis serve at the line where it is named, in Dutch and in English', () => {
    assert.equal(commands.refuseToServe('other', '--lang', 'nl').trimEnd(), nl)
    assert.equal(commands.refuseToServe('other', '--lang', 'en').trimEnd(), en)
  })

  it('is told so by sluis policy check', () => {
    const check = (...more: readonly string[]) =>
      commands.run('policy', 'check', '--organisation', 'organisation', ...more)
    assert.deepEqual(check('--lang', 'nl'), { status: 1, text: `${nl}\n` })
    assert.deepEqual(check('--lang', 'en'), { status: 1, text: `${en}\n` })
  })

  it('is told so by sluis load, and what was loaded stays', async () => {
    for (const [language, line] of Object.entries({ nl, en })) {
      const { status, text } = await commands.as(owner, 'load', '--lang', language)
      assert.equal(status, 1)
      assert.ok(text.endsWith(`\n- ${line}\n`), text)
    }
  })

  it('is told by the API with its file, its line and the message, in the language that is asked', async () => {
    for (const [language, line] of Object.entries({ nl, en })) {
      const response = await fetch(`${commands.urls.desk}/api/v1/organisation/load`, {
        method: 'POST',
        headers: { authorization: `Bearer ${owner}`, 'accept-language': language, 'content-type': 'application/json' },
        body: '{}',
      })
      const { problems } = told.parse(await response.json())
      const [place = '', message] = line.split(': ')
      assert.deepEqual(problems, [{ file: place.split(':')[0], line: 8, column: 10, message }])
    }
  })
})

describe('a rule that the organisation can not use', () => {
  const rules = (): string => commands.at('organisation/policies/more.cedar')
  before(() => {
    writeFileSync(file(), right)
    writeFileSync(rules(), '@id("odd")\npermit (principal == Agent::"nobody", action, resource);\n')
  })

  it('is found by sluis policy check, in Dutch, in English and for a machine', () => {
    const check = (...more: readonly string[]) =>
      commands.run('policy', 'check', '--organisation', 'organisation', ...more)
    assert.match(
      check('--lang', 'nl').text,
      /^policies\/more\.cedar:1: fout: odd: deze organisatie heeft geen Agent "nobody"; voeg toe/,
    )
    assert.match(
      check('--lang', 'en').text,
      /^policies\/more\.cedar:1: error: odd: this organisation has no Agent "nobody"; add/,
    )
    const [finding] = JSON.parse(check('--lang', 'nl', '--json').text)
    assert.deepEqual([finding.file, finding.line, finding.code], ['policies/more.cedar', 1, 'unknown-name'])
    assert.match(finding.message, /^deze organisatie heeft geen Agent/)
  })
})

describe('a run that fails because nobody said where its model is', () => {
  it('says so where one looks for what became of it', { timeout: 60_000 }, async () => {
    const { run } = JSON.parse((await commands.as(owner, 'run', 'weekly-report', '--json')).text)
    const shown = async (): Promise<string> => (await commands.as(owner, 'runs', run)).text
    await until('the run has failed', async () => (await shown()).includes('failed  Weekly'), 30_000)
    assert.match(
      await shown(),
      /reporting: allowed, failed\n {6}the agent was told: SLUIS_MODEL_URL is not set, so chosen/,
    )
  })
})
