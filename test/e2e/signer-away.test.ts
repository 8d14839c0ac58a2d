// SPDX-License-Identifier: EUPL-1.2
// The process that signs the log is ended between two calls, and while one is under way; then it comes back.
import assert from 'node:assert/strict'
import { appendFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type Listening, listen } from '../listen.ts'
import { Commands, type Staying } from './commands.ts'
import { type House, openHouse, until } from './harness.ts'

describe('while the signer is away', () => {
  const commands = new Commands()
  const socket = commands.at('signer')
  let house: House
  let signer: Staying
  let model: Listening
  let reached = 0
  const atOnce = async (): Promise<string> => 'Good.'
  let answer = atOnce

  const startSigner = async (): Promise<void> => {
    const log = 'verhage.sluis.invalid/log'
    const args = ['--key', commands.at('key'), '--socket', socket, '--log', log]
    signer = await commands.start(/listens at/, 'signer', ...args)
  }
  const answering = createServer(async (request, response) => {
    reached++
    request.resume()
    const message = { role: 'assistant', content: await answer() }
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ object: 'chat.completion', choices: [{ index: 0, finish_reason: 'stop', message }] }))
  })
  before(async () => {
    await startSigner()
    model = await listen(answering, '/v1')
    house = await openHouse({
      signer: socket,
      environment: { SLUIS_MODEL_URL: model.url },
      prepare: (folder) => {
        const system = join(folder, 'organisation/systems/weekly-report.yaml')
        appendFileSync(system, '\nlimits: { tokens: { perDay: 1000000 } }\n')
      },
    })
  })
  after(async () => {
    await house?.[Symbol.asyncDispose]()
    await model?.[Symbol.asyncDispose]()
    commands[Symbol.dispose]()
  })

  const ask = async (key?: string): Promise<number> => {
    const { status } = await fetch(`${house.sluis.gateUrl}/v1/chat/completions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${house.agentKey}`,
        'content-type': 'application/json',
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      body: JSON.stringify({ model: 'reporting', max_tokens: 100, messages: [{ role: 'user', content: 'Hello.' }] }),
    })
    return status
  }
  const query = (sql: string) => house.sluis.journal.query(sql)
  const states = async () => (await query('SELECT state, outcome FROM calls ORDER BY entry')).map(Object.values)
  const reserved = async () => Number((await query('SELECT SUM(reserved) AS sum FROM budgets'))[0]?.sum)
  const isSettled = async () => (await query("SELECT id FROM calls WHERE state = 'allowed'")).length === 0

  it('a call that was refused and stands in the log ends as failed, and frees what it held (P2)', {
    timeout: 60_000,
  }, async () => {
    assert.equal(await ask(), 200)
    const before = await query('SELECT * FROM budgets ORDER BY name')
    await signer.close()
    assert.deepEqual(await Promise.all([ask('the-first'), ask(), ask()]), [503, 503, 503])
    assert.equal(await ask('the-next'), 503)
    const stand = (await states()).slice(1)
    assert.ok(stand.length > 0, 'what the signer was to sign had been committed')
    assert.ok(stand.every(([state]) => state === 'allowed'))
    assert.ok((await reserved()) > 0)

    await startSigner()
    await until('every intent has its outcome', isSettled)
    assert.deepEqual(
      (await states()).slice(1),
      stand.map(() => ['ended', 'failed']),
    )
    assert.deepEqual(await query('SELECT * FROM budgets ORDER BY name'), before)
    assert.equal(reached, 1, 'nothing was sent')
    assert.equal(await ask('the-first'), 200, 'what was refused may be asked again under its key')
    assert.equal(reached, 2)
    await house.restart()
    assert.equal(house.sluis.lostCalls, 0)
  })

  it('what a call brought stands in the log once, and labels its run in memory as it does in the log', {
    timeout: 60_000,
  }, async () => {
    const run = String((await query('SELECT run FROM calls LIMIT 1'))[0]?.run)
    answer = async () => {
      await signer.close()
      return 'Ask jan@bakkerij.example.'
    }
    assert.equal(await ask(), 503)
    answer = atOnce
    await startSigner()
    await until('it can be written again', async () => (await ask()) === 200)
    assert.ok(await isSettled())
    assert.deepEqual(await house.sluis.runs.labels(run), ['personal'])
  })
  it('a stop and its end hold as the log has them, also after a restart (P4, P12)', { timeout: 60_000 }, async () => {
    const wish = { scope: 'agent', target: 'reporter', reason: 'it does strange things' } as const
    await signer.close()
    await assert.rejects(house.sluis.stops.order(wish, 'omar'), { code: 'unwritable' })
    await startSigner()
    await until('the stop is recorded', () => house.sluis.stops.list()[0]?.recorded === true)
    assert.equal(await ask(), 403)
    const [stop] = house.sluis.stops.list()
    assert.equal(stop?.reason, wish.reason)
    await signer.close()
    await assert.rejects(house.sluis.stops.lift(stop?.id ?? '', 'omar', 'it is well'), { code: 'unwritable' })
    await startSigner()
    assert.deepEqual(house.sluis.stops.list(), [], 'the log has it that it was lifted')
    await until('calls pass again', async () => (await ask()) === 200)
    await house.restart()
    assert.deepEqual(house.sluis.stops.list(), [])
  })
})
