// SPDX-License-Identifier: EUPL-1.2
// A store that takes nothing more, for real: the operating system refuses every write beyond a size, to every file of
// the server's process.
import assert from 'node:assert/strict'
import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import OpenAI from 'openai'
import { z } from 'zod'
import { readKeptMails } from '../../examples/weekly-report/stand-ins/index.ts'
import { type ChildHouse, openChildHouse } from './child-house.ts'
import { ask, connectAgent, upTo } from './outside-agent.ts'

const problem = z.object({ status: z.number(), code: z.string() })
const refusal = z.object({ error: z.object({ code: z.string(), message: z.string(), type: z.string() }) })
const stopList = z.object({ stops: z.array(z.object({ id: z.string(), recorded: z.boolean() })) })

/** Enough to start with, and for a few calls. */
const roomBytes = 512 * 1024

/** The largest file that Sluis keeps: a limit near it takes room away without hindering what is there. */
function largestFile(folder: string): number {
  return Math.max(...globSync('**/*', { cwd: folder }).map((file) => statSync(join(folder, file)).size))
}

describe('a store that can not be written', () => {
  let house: ChildHouse
  let reporter = ''
  before(async () => {
    house = await openChildHouse()
    await house.start()
    reporter = house.key('reporter')
    assert.equal((await ask(house.gateUrl, reporter)).status, 200)
    await house.kill()
    await house.start(largestFile(house.dataFolder) + roomBytes)
    await until503(house, reporter)
  })
  after(() => house?.[Symbol.asyncDispose]())

  it('lets nothing pass: every call is a 503 in its protocol, and nothing reaches a model or a tool (P1)', {
    timeout: 45_000,
  }, async () => {
    const { gateUrl } = house
    const reached = house.modelRequests()
    for (const stream of [false, true]) {
      const answer = await ask(gateUrl, reporter, { stream })
      assert.equal(answer.status, 503)
      assert.equal(answer.headers.get('retry-after'), '5')
      const { error } = refusal.parse(await answer.json())
      assert.equal(error.code, 'log-unavailable')
      assert.doesNotMatch(JSON.stringify(error), /EFBIG|SQLITE|disk|journal\.db|\/tmp/)
    }
    const openai = new OpenAI({ baseURL: `${gateUrl}/v1`, apiKey: reporter, maxRetries: 0 })
    const messages = [{ role: 'user' as const, content: 'Hello.' }]
    await assert.rejects(openai.chat.completions.create({ model: 'reporting', messages }), { status: 503 })

    await using agent = await connectAgent(gateUrl, reporter)
    const calls = [
      agent.call('books_read_text_file', { path: 'crm.csv' }),
      agent.call('mail_send', { to: ['team@verhage.example'], subject: 'Report', text: 'Nobody knows of this.' }),
      agent.call('no_such_tool', {}),
    ]
    for (const { isError, gate, text } of await Promise.all(calls)) {
      assert.deepEqual([isError, gate.code], [true, 'log-unavailable'])
      assert.doesNotMatch(text, /Ruim|EFBIG|SQLITE|\/tmp/)
    }
    assert.equal((await fetch(`${gateUrl}/v1/runs`, { method: 'POST', headers: bearer(reporter) })).status, 503)
    await Promise.all(upTo(20).map(() => ask(gateUrl, reporter)))
    assert.equal(house.modelRequests(), reached, 'no request reached the model')
    assert.deepEqual(await readKeptMails(house.mailFolder), [])
  })

  it('tells whoever runs it, once and not for each call, that nothing passes', () => {
    assert.equal(house.errors().match(/ log-unwritable: the log can not be written, so no call passes/g)?.length, 1)
    assert.doesNotMatch(house.errors(), /log-writes-again/)
  })

  it('still takes a stop, which shuts everything and outlives the process and the full disk (P4)', {
    timeout: 45_000,
  }, async () => {
    const omar = house.key('omar')
    const wish = { scope: 'agent', target: 'reporter', reason: 'it does strange things' }
    const pressed = await house.people(omar, 'POST', '/api/v1/stops', wish)
    assert.deepEqual([pressed.status, problem.parse(await pressed.json()).code], [503, 'stop-unrecorded'])
    assert.deepEqual(await stops(), [false])

    await house.kill()
    await house.start()
    assert.deepEqual(await stops(), [true], 'with room again the log has it')
    const refused = await ask(house.gateUrl, reporter)
    assert.equal(refusal.parse(await refused.json()).error.code, 'stopped')

    const [stop] = stopList.parse(await (await house.people(omar, 'GET', '/api/v1/stops')).json()).stops
    const lifted = await house.people(omar, 'POST', `/api/v1/stops/${stop?.id}/lift`, { reason: 'there is room again' })
    assert.equal(lifted.status, 200)
    assert.equal((await ask(house.gateUrl, reporter)).status, 200)
  })

  async function stops(): Promise<readonly boolean[]> {
    const answer = await house.people(house.key('omar'), 'GET', '/api/v1/stops')
    return stopList.parse(await answer.json()).stops.map(({ recorded }) => recorded)
  }
})

function bearer(key: string): Record<string, string> {
  return { authorization: `Bearer ${key}` }
}

/** Uses up what room there is. */
async function until503({ gateUrl }: ChildHouse, key: string): Promise<void> {
  for (let calls = 0; calls < 2000; calls++) if ((await ask(gateUrl, key)).status === 503) return
  throw new Error('the store went on taking entries')
}
