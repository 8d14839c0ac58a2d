// SPDX-License-Identifier: EUPL-1.2
// `sluis policy replay` and the people's API behind it, at a real server: start, progress, what came out, cancel.
import assert from 'node:assert/strict'
import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { z } from 'zod'
import { Commands, type Staying } from './commands.ts'
import { type EchoModel, startEchoModel } from './echo-model.ts'
import { until } from './harness.ts'
import { ask } from './outside-agent.ts'

const file = 'policies/weekly-report.cedar'
const keys = new Map<string, string>()
let commands: Commands
let model: EchoModel
let server: Staying

const noQuestions = `
@id("no-questions") @en("None.")
forbid (principal, action == Action::"callModel", resource) when { context.findings.contains("iban") };
`

const keyOf = (who: string): string => keys.get(who) ?? ''
const replayed = (who: string, since: string, ...more: readonly string[]) =>
  commands.as(keyOf(who), 'policy', 'replay', '--organisation', 'changed', '--since', since, ...more)
const rules = (): string => readFileSync(commands.at(`changed/${file}`), 'utf8')

const counts = { decisions: z.int(), notReplayable: z.int(), unchanged: z.int() }
const shown = z.object({
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  report: z.object({ ...counts, results: z.object(counts) }).optional(),
  problems: z.array(z.object({ file: z.string(), line: z.int(), message: z.string() })).optional(),
})

/** The people's API, as anybody may speak to it. */
async function api(who: string, path: string, body?: unknown) {
  const response = await fetch(`${commands.urls.desk}/api/v1/policy/replays${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${keyOf(who)}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, value: await response.json() }
}

const wish = (text: string) => ({ since: 0, policies: [{ name: file, text }] })

async function over(id: string) {
  let found = shown.parse((await api('ruth', `/${id}`)).value)
  await until('the replay is over', async () => {
    found = shown.parse((await api('ruth', `/${id}`)).value)
    return found.state !== 'running'
  })
  return found
}

before(async () => {
  model = await startEchoModel()
  commands = new Commands({ SLUIS_MODEL_URL: model.url, SLUIS_MODEL: 'echo' })
  server = await commands.serve('data')
  for (const [, id = '', key = ''] of server.text().matchAll(/\((\w+)\): .*\n\s+(sl[pa]_\S+)\n/g)) keys.set(id, key)
  for (const text of ['Hello.', 'Pay to NL91ABNA0417164300.']) {
    assert.equal((await ask(commands.urls.gate, keyOf('reporter'), { text })).status, 200)
  }
  cpSync(commands.at('organisation'), commands.at('changed'), { recursive: true })
  appendFileSync(commands.at(`changed/${file}`), noQuestions)
})

after(async () => {
  await server.close()
  await model?.[Symbol.asyncDispose]()
  commands[Symbol.dispose]()
})

describe('sluis policy replay', () => {
  it('says what would be decided now, by which rule and of which calls', async () => {
    const { status, text } = await replayed('ruth', '1d')
    assert.equal(status, 0, text)
    assert.match(text, /(^|\n)2 decisions taken again: 1 the same, 1 now denied, 0 now held, 0 now allowed\.\n/)
    assert.match(text, /\n2 results taken again: 2 the same, /)
    assert.match(text, /\n1 × allowed → denied: by no-questions\n {2}such as call-[0-9a-f]{23}\n/)
    const machine = await replayed('anna', '1d', '--json')
    const { state, report } = shown.parse(JSON.parse(machine.text.slice(machine.text.indexOf('{'))))
    assert.deepEqual([state, report?.decisions, report?.unchanged, report?.results.unchanged], ['done', 2, 1, 2])
  })

  it('refuses who may not look into the past, rules that can’t be read, and a moment that is none', async () => {
    const denied = await replayed('sanne', '1d')
    assert.equal(denied.status, 1)
    assert.match(denied.text, /sanne|may not|not allowed|right/i)
    const moment = await replayed('ruth', 'yesterday-ish')
    assert.equal(moment.status, 2)
    const good = rules()
    writeFileSync(commands.at(`changed/${file}`), `${good}\npermit (principal`)
    const broken = await replayed('ruth', '1d')
    writeFileSync(commands.at(`changed/${file}`), good)
    assert.equal(broken.status, 1)
    assert.match(broken.text, /policies\/weekly-report\.cedar:\d+/)
  })
})

describe('the API of replays', () => {
  it('starts one, tells how far it is, and what came out', async () => {
    const started = await api('ruth', '', wish(rules()))
    assert.equal(started.status, 202)
    const { id } = z.object({ id: z.string() }).parse(started.value)
    const { state, report } = await over(id)
    assert.equal(state, 'done')
    assert.deepEqual([report?.decisions, report?.unchanged], [2, 1])
    const late = await api('ruth', `/${id}/cancel`, {})
    assert.equal(shown.parse(late.value).state, 'done', 'one that is over stays as it is')
  })

  it('ends one that is cancelled, says so, and lets the next one begin', async () => {
    const first = z.object({ id: z.string() }).parse((await api('ruth', '', wish(rules()))).value)
    const second = await api('ruth', '', wish(rules()))
    const cancelled = await api('anna', `/${first.id}/cancel`, {})
    assert.equal(cancelled.status, 200)
    assert.equal(shown.parse(cancelled.value).state, 'cancelled')
    assert.deepEqual([second.status, z.object({ code: z.string() }).parse(second.value).code], [409, 'conflict'])
    assert.equal(shown.parse((await api('ruth', `/${first.id}`)).value).state, 'cancelled')
    const third = z.object({ id: z.string() }).parse((await api('ruth', '', wish(rules()))).value)
    assert.equal((await over(third.id)).state, 'done')
  })

  it('tells what is wrong with rules that can’t be read, and knows only the newest', async () => {
    const { id } = z.object({ id: z.string() }).parse((await api('ruth', '', wish('permit (principal'))).value)
    const failed = await over(id)
    assert.equal(failed.state, 'failed')
    const [problem] = failed.problems ?? []
    assert.deepEqual([problem?.file, problem?.line], ['policies/weekly-report.cedar', 1])
    assert.match(problem?.message ?? '', /^Cedar kan deze regel niet lezen/)
    for (const path of ['/replay-unknown', '/replay-unknown/cancel']) {
      assert.equal((await api('ruth', path, path.endsWith('cancel') ? {} : undefined)).status, 404)
    }
  })

  it('is for owners and auditors alone, and takes no more than an organisation could have', async () => {
    for (const who of ['sanne', 'omar']) assert.equal((await api(who, '', wish(rules()))).status, 403, who)
    assert.ok([401, 403].includes((await api('reporter', '', wish(rules()))).status), 'an agent (P9)')
    const many = { since: 0, policies: Array.from({ length: 201 }, (_, at) => ({ name: `${at}.cedar`, text: '' })) }
    assert.equal((await api('ruth', '', many)).status, 400)
    assert.equal((await api('ruth', '', { since: -1, policies: [{ name: file, text: '' }] })).status, 400)
  })
})
