// SPDX-License-Identifier: EUPL-1.2
// The emergency stop as a person presses it: over the people's API, while agents are at work and go on trying.
import assert from 'node:assert/strict'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, afterEach, before, describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { modelId, readKeptMails } from '../../examples/weekly-report/stand-ins/index.ts'
import { Stops } from '../../packages/server/src/stop/index.ts'
import { type ChildHouse, openChildHouse } from './child-house.ts'
import { openHouse, until } from './harness.ts'
import { ask, connectAgent, outsideMail, upTo } from './outside-agent.ts'

/** P4 promises a tenth of it; this much more is for a slow machine that runs other things. */
const boundMs = 1000

const stopAnswer = z.object({ id: z.string(), recorded: z.literal(true) })
const refusal = z.object({ error: z.object({ code: z.string(), number: z.number().optional() }) })

/** A second agent in a system of its own, so that a stop has something that it must leave alone. */
function addSecondAgent(folder: string): void {
  const organisation = join(folder, 'organisation')
  const file = join(organisation, 'organisation.yaml')
  const agents = '  - { id: reporter, name: Weekly report agent, system: weekly-report }\n'
  const second = '  - { id: helper, name: Help desk agent, system: help-desk }\n'
  writeFileSync(file, readFileSync(file, 'utf8').replace(agents, `${agents}${second}`))
  const example = readFileSync(join(organisation, 'systems/weekly-report.yaml'), 'utf8')
  const register = example.slice(example.indexOf('register:'))
  writeFileSync(
    join(organisation, 'systems/help-desk.yaml'),
    `id: help-desk\nname: Help desk\npurpose: Answers questions.\nowner: anna\naccountable: anna\nmodels: [reporting]\ntools: []\n${register}`,
  )
  appendFileSync(
    join(organisation, 'policies/weekly-report.cedar'),
    `\n@id("helper-may-use-its-model")\n@nl("De helpdesk mag het model gebruiken.")\n@en("The help desk may use the model.")
permit (principal in System::"help-desk", action == Action::"callModel", resource == Model::"reporting");\n`,
  )
}

/** A stream that counts for minutes unless something cuts it. */
class Counting {
  readonly ended: Promise<void>
  text = ''
  lastByteAt = 0

  constructor(response: Response) {
    this.ended = this.#read(response)
  }

  static async start(gateUrl: string, key: string): Promise<Counting> {
    const response = await ask(gateUrl, key, { text: 'count slowly to 10000', stream: true })
    assert.equal(response.status, 200)
    return new Counting(response)
  }

  get isCut(): boolean {
    return this.text.includes('"code":"stopped"')
  }

  async #read({ body }: Response): Promise<void> {
    for await (const chunk of body ?? []) {
      this.text += Buffer.from(chunk).toString()
      this.lastByteAt = performance.now()
    }
  }
}

describe('the stop', () => {
  let house: ChildHouse
  before(async () => {
    house = await openChildHouse(addSecondAgent)
    await house.start()
  })
  after(() => house?.[Symbol.asyncDispose]())
  afterEach(async () => {
    for (const id of pressed.splice(0)) await lift(id)
  })

  const pressed: string[] = []
  const press = async (wish: object, by = 'omar'): Promise<string> => {
    const answer = await house.people(house.key(by), 'POST', '/api/v1/stops', { reason: 'a test', ...wish })
    assert.equal(answer.status, 201)
    const { id } = stopAnswer.parse(await answer.json())
    pressed.push(id)
    return id
  }
  const lift = (id: string, key = house.key('omar')) =>
    house.people(key, 'POST', `/api/v1/stops/${id}/lift`, { reason: 'looked at it' })
  const codeOf = async (response: Response) => refusal.parse(await response.json()).error.code

  it('cuts every stream at once, and nothing leaves while the agent goes on trying (P1, P4)', {
    timeout: 45_000,
  }, async () => {
    const { gateUrl } = house
    const key = house.key('reporter')
    const streams = await Promise.all(upTo(6).map(() => Counting.start(gateUrl, key)))
    await using agent = await connectAgent(gateUrl, key)
    await agent.call('books_list_directory', { path: '.' })
    let trying = true
    const seen = upTo(3).map(() => new Set<string>())
    const trials = seen.map(async (codes) => {
      for (; trying; await delay(5)) {
        const response = await ask(gateUrl, key)
        codes.add(response.ok ? 'passed' : await codeOf(response))
      }
    })
    await until('every stream is under way', () => streams.every(({ text }) => text.length > 1000))
    await until('every trial has passed', () => seen.every((codes) => codes.has('passed')))

    const pressedAt = performance.now()
    const id = await press({ scope: 'all' }, 'sanne')
    // What had left before the stop is there by the time that the model answers what is asked of it now.
    assert.equal((await ask(house.modelUrl, 'nobody', { model: modelId })).status, 200)
    const reached = house.modelRequests()
    await Promise.all(streams.map(({ ended }) => ended))
    const tookMs = streams.map(({ lastByteAt }) => lastByteAt - pressedAt)
    console.log(`stop pressed: last byte at ${tookMs.map((ms) => `${Math.max(0, ms).toFixed(0)} ms`).join(', ')}`)
    assert.ok(Math.max(...tookMs) < boundMs, `the last byte came ${Math.max(...tookMs).toFixed(0)} ms after the stop`)
    assert.ok(streams.every(({ isCut }) => isCut))

    assert.equal((await agent.call('books_list_directory', { path: '.' })).gate.code, 'stopped')
    const mail = await agent.call('mail_send', { to: ['team@verhage.example'], subject: 'Still here', text: 'Hello.' })
    assert.deepEqual([mail.isError, mail.gate.code, typeof mail.gate.number], [true, 'stopped', 'number'])
    await delay(500)
    await until('every trial was stopped', () => seen.every((codes) => codes.has('stopped')))
    trying = false
    await Promise.all(trials)
    for (const codes of seen) assert.deepEqual([...codes].sort(), ['passed', 'stopped'])
    assert.equal(house.modelRequests(), reached, 'no request reached the model after the stop')
    assert.deepEqual(await readKeptMails(house.mailFolder), [])

    assert.equal((await lift(id)).status, 200)
    assert.equal((await ask(gateUrl, key)).status, 200)
  })

  it('cuts a call that waits for a whole answer, and says that it was stopped (P2, P4)', {
    timeout: 30_000,
  }, async () => {
    const reached = house.modelRequests()
    const waiting = ask(house.gateUrl, house.key('reporter'), { text: 'count slowly to 10000' })
    await until('the model has the request', () => house.modelRequests() > reached)
    const pressedAt = performance.now()
    const id = await press({ scope: 'all' })
    const answer = await waiting
    assert.ok(performance.now() - pressedAt < boundMs)
    const { error } = refusal.parse(await answer.json())
    assert.deepEqual([error.code, typeof error.number], ['stopped', 'number'])
    assert.equal((await lift(id)).status, 200)
  })

  it('of a run, an agent or a system cuts that and leaves the others alone (P4)', { timeout: 30_000 }, async () => {
    const { gateUrl } = house
    const reporter = house.key('reporter')
    const made = await fetch(`${gateUrl}/v1/runs`, { method: 'POST', headers: { authorization: `Bearer ${reporter}` } })
    const { run, key } = z.object({ run: z.string(), key: z.string() }).parse(await made.json())
    const ofRun = await Counting.start(gateUrl, key)
    const ofAgent = await Counting.start(gateUrl, reporter)
    const ofSystem = await Counting.start(gateUrl, house.key('helper'))

    const stops = [await press({ scope: 'run', target: run })]
    await ofRun.ended
    assert.equal(await codeOf(await ask(gateUrl, key)), 'stopped')
    await until('the others go on', isGoingOn(ofAgent, ofSystem))

    stops.push(await press({ scope: 'agent', target: 'reporter' }))
    await ofAgent.ended
    assert.equal(await codeOf(await ask(gateUrl, reporter)), 'stopped')
    const noRun = await fetch(`${gateUrl}/v1/runs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${reporter}` },
    })
    assert.deepEqual([noRun.status, await codeOf(noRun)], [403, 'stopped'], 'no run begins under a stop')
    await until('the other goes on', isGoingOn(ofSystem))

    stops.push(await press({ scope: 'system', target: 'help-desk' }))
    await ofSystem.ended
    assert.ok([ofRun, ofAgent, ofSystem].every(({ isCut }) => isCut))
    for (const id of stops) assert.equal((await lift(id)).status, 200)
    assert.equal((await ask(gateUrl, house.key('helper'))).status, 200)
  })

  it('stays after kill -9 and a restart, and only a person who may resume lifts it (P4, P9)', {
    timeout: 45_000,
  }, async () => {
    const key = house.key('reporter')
    const id = await press({ scope: 'all' })
    await house.kill()
    await house.start()
    assert.equal(await codeOf(await ask(house.gateUrl, key)), 'stopped')
    await using agent = await connectAgent(house.gateUrl, key)
    assert.equal((await agent.call('mail_send', outsideMail('After the restart'))).gate.code, 'stopped')

    assert.equal((await lift(id, key)).status, 401, 'an agent key lifts nothing')
    assert.equal((await lift(id, house.key('sanne'))).status, 403, 'a reviewer may stop and not resume')
    assert.equal(await codeOf(await ask(house.gateUrl, key)), 'stopped')
    assert.equal((await lift(id)).status, 200)
    assert.equal((await ask(house.gateUrl, key)).status, 200)
  })
})

/** Whether each stream grows from now on. */
function isGoingOn(...streams: readonly Counting[]): () => boolean {
  const before = streams.map(({ text }) => text.length)
  return () => streams.every(({ text, isCut }, at) => !isCut && text.length > (before[at] ?? 0) + 500)
}

it('pressed after a call was asked whether one covers it, and before it is under way, lets nothing of it leave (P4)', {
  timeout: 30_000,
}, async (t) => {
  await using house = await openHouse()
  assert.equal((await ask(house.sluis.gateUrl, house.agentKey)).status, 200)
  const { covering } = Stops.prototype
  const pressed: Promise<unknown>[] = []
  t.mock.method(Stops.prototype, 'covering', function (this: Stops, ...asked: Parameters<Stops['covering']>) {
    const found = covering.apply(this, asked)
    if (pressed.length === 0) pressed.push(this.order({ scope: 'all', reason: 'in between' }, 'omar'))
    return found
  })
  const response = await ask(house.sluis.gateUrl, house.agentKey)
  assert.equal(refusal.parse(await response.json()).error.code, 'stopped')
  await Promise.all(pressed)
  const [last] = await house.sluis.journal.query('SELECT outcome FROM calls ORDER BY entry DESC')
  assert.equal(last?.outcome, 'stopped')
})
