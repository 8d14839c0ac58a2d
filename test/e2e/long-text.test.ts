// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { listen } from '../listen.ts'
import { startEchoModel } from './echo-model.ts'
import { type House, openHouse, until } from './harness.ts'

/** Nothing is found in it, and nothing takes longer to look through. */
const likeFindings = '06 '

interface Sent {
  status?: number | undefined
  /** What was answered last. */
  tail: string
  isOver: boolean
}

/** Sends a request; what it was answered shows. */
async function send({ sluis, agentKey }: House, path: string, body: unknown): Promise<Sent> {
  const headers = { authorization: `Bearer ${agentKey}`, 'content-type': 'application/json' }
  const sending = request(`${sluis.gateUrl}${path}`, { method: 'POST', headers })
  const sent: Sent = { tail: '', isOver: false }
  sending.on('response', (response) => {
    sent.status = response.statusCode
    response.setEncoding('utf8')
    response.on('data', (piece: string) => {
      sent.tail = (sent.tail + piece).slice(-1000)
    })
    response.on('close', () => {
      sent.isOver = true
    })
  })
  sending.end(JSON.stringify(body))
  await once(sending, 'finish')
  return sent
}

async function serveOthers({ sluis, agentKey }: House): Promise<void> {
  const headers = { authorization: `Bearer ${agentKey}` }
  for (let others = 0; others < 20; others++) {
    assert.equal((await fetch(`${sluis.gateUrl}/v1/models`, { headers })).status, 200)
  }
}

describe('a request of much text that is made to look like findings', () => {
  it('holds up nobody, nor a stop before it leaves (P4)', { timeout: 60_000 }, async () => {
    await using model = await startEchoModel()
    await using house = await openHouse({ environment: { SLUIS_MODEL_URL: model.url } })
    const content = likeFindings.repeat(750_000)
    const sent = await send(house, '/v1/chat/completions', {
      model: 'reporting',
      messages: [{ role: 'user', content }],
    })
    // By then the gate has read it, and looks it through.
    await delay(300)
    await serveOthers(house)
    await house.sluis.stops.order({ scope: 'all', reason: 'a test' }, 'omar')
    await until('it is answered', () => sent.status !== undefined)
    assert.equal(sent.status, 403)
    assert.deepEqual(model.seen, [])
  })
})

/** Answers every question with as much as a gate reads of one answer; `answered` says how often. */
function startTalker() {
  const content = likeFindings.repeat(1_400_000)
  const args = JSON.stringify({ text: likeFindings.repeat(300_000) })
  const message = {
    role: 'assistant',
    content,
    tool_calls: [{ id: 'c1', type: 'function', function: { name: 'look_up', arguments: args } }],
  }
  const answer = JSON.stringify({
    id: 'a1',
    object: 'chat.completion',
    model: 'talker',
    choices: [{ index: 0, message, finish_reason: 'tool_calls' }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  })
  return startSaying('application/json', answer)
}

/** Answers every question with this. */
async function startSaying(contentType: string, answer: string) {
  const talker = { answered: 0 }
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': contentType })
      response.end(answer, () => talker.answered++)
    })
  })
  return Object.assign(talker, await listen(server, '/v1'))
}

const onlyWhole = `
@id("no-phone-comes-back") @remedy("redact:phone")
forbid (principal, action == Action::"releaseResult", resource) when { context.findings.contains("phone") };
@id("no-secret-comes-back")
forbid (principal, action == Action::"releaseResult", resource) when { context.findings.contains("secret") };
`

describe('a whole answer of much text that is made to look like findings', () => {
  const said = [{ role: 'user', content: 'Tell me all.' }]
  const asked = {
    '/v1/chat/completions': { messages: said },
    '/v1/messages': { messages: said, max_tokens: 100 },
    '/v1/responses': { input: said },
  }
  for (const [path, body] of Object.entries(asked)) {
    it(`holds up nobody, nor a stop before it is told: ${path} (P4)`, { timeout: 60_000 }, async () => {
      await using talker = await startTalker()
      const prepare = (folder: string): void =>
        appendFileSync(join(folder, 'organisation', 'policies', 'weekly-report.cedar'), onlyWhole)
      await using house = await openHouse({ prepare, environment: { SLUIS_MODEL_URL: talker.url } })
      const sent = await send(house, path, { model: 'reporting', ...body })
      await until('the model has answered', () => talker.answered > 0)
      await serveOthers(house)
      assert.equal(sent.status, undefined)
      await house.sluis.stops.order({ scope: 'all', reason: 'a test' }, 'omar')
      await until('it is answered', () => sent.status !== undefined)
      assert.equal(sent.status, 403)
    })
  }
})

/** A stream in which everything comes in one event; the arguments are looked through at their end. */
const inOneEvent = (delta: object): string =>
  [{ delta }, { delta: {}, finish_reason: 'stop' }]
    .map((choice) => `data: ${JSON.stringify({ id: 'a1', model: 'talker', choices: [{ index: 0, ...choice }] })}\n\n`)
    .join('')
const calling = (given: string) =>
  [0, 1, 2, 3].map((index) => ({ index, id: `c${index}`, function: { name: 'look_up', arguments: given } }))

describe('a stream of which one event is made to look like findings', () => {
  const said = {
    'as text': inOneEvent({ content: likeFindings.repeat(1_400_000) }),
    'as arguments': inOneEvent({ tool_calls: calling(JSON.stringify({ text: likeFindings.repeat(300_000) })) }),
  }
  for (const [how, stream] of Object.entries(said)) {
    it(`holds up nobody, nor a stop that cuts it: ${how} (P4)`, { timeout: 60_000 }, async () => {
      await using talker = await startSaying('text/event-stream', stream)
      const prepare = (folder: string): void =>
        appendFileSync(join(folder, 'organisation', 'policies', 'weekly-report.cedar'), onlyWhole)
      await using house = await openHouse({ prepare, environment: { SLUIS_MODEL_URL: talker.url } })
      const messages = [{ role: 'user', content: 'Tell me all.' }]
      const sent = await send(house, '/v1/chat/completions', { model: 'reporting', stream: true, messages })
      await until('it has begun', () => sent.status !== undefined)
      assert.equal(sent.status, 200)
      await serveOthers(house)
      assert.equal(sent.isOver, false)
      await house.sluis.stops.order({ scope: 'all', reason: 'a test' }, 'omar')
      await until('it is cut', () => sent.isOver)
      assert.match(sent.tail, /stopped/)
    })
  }
})
