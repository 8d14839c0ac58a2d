// SPDX-License-Identifier: EUPL-1.2
// A key that leaked: what is under way with it ends with it, and what stands on another key goes on.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { z } from 'zod'
import { readKeptMails } from '../../examples/weekly-report/stand-ins/index.ts'
import { type House, openHouse, until } from './harness.ts'
import { ask } from './outside-agent.ts'

const startedRun = z.object({ run: z.string(), key: z.string() })

/** A stream that counts for seconds unless something cuts it. */
class Counting {
  text = ''
  readonly ended: Promise<void>

  constructor(response: Response) {
    assert.equal(response.status, 200)
    this.ended = this.#read(response)
  }

  async #read({ body }: Response): Promise<void> {
    for await (const chunk of body ?? []) this.text += Buffer.from(chunk).toString()
  }
}

describe('a revoked agent key', () => {
  let house: House
  before(async () => {
    house = await openHouse()
  })
  after(() => house?.[Symbol.asyncDispose]())

  it('ends its calls under way and its run keys at once, and leaves the agent’s other key alone', async () => {
    const { sluis, agentKey: kept } = house
    const { id, key: leaked } = await sluis.identity.issue({ kind: 'agent', principal: 'reporter', by: 'anna' })
    const headers = { authorization: `Bearer ${leaked}` }
    const made = await fetch(`${sluis.gateUrl}/v1/runs`, { method: 'POST', headers })
    const run = startedRun.parse(await made.json())
    const stream = async (key: string) =>
      new Counting(await ask(sluis.gateUrl, key, { text: 'count slowly to 10000', stream: true }))
    const [mine, inRun, other] = await Promise.all([stream(leaked), stream(run.key), stream(kept)])
    await until('all are under way', () => [mine, inRun, other].every(({ text }) => text.length > 500))

    await sluis.identity.revoke(id, 'sanne')
    await Promise.all([mine.ended, inRun.ended])
    for (const cut of [mine, inRun]) assert.match(cut.text, /"code":"unauthenticated"/)
    const seen = other.text.length
    await until('the other goes on', () => other.text.length > seen)
    assert.doesNotMatch(other.text, /"code":"unauthenticated"/)
    for (const key of [leaked, run.key]) assert.equal((await ask(sluis.gateUrl, key)).status, 401)
    assert.equal((await fetch(`${sluis.gateUrl}/v1/runs`, { method: 'POST', headers })).status, 401)
    assert.equal((await ask(sluis.gateUrl, kept)).status, 200)
    await until('each has its outcome', async () => {
      const rows = await sluis.journal.query("SELECT id FROM calls WHERE outcome = 'stopped'")
      return rows.length === 2
    })
  })

  it('sends nothing of a call that was looked at when it was revoked', async (t) => {
    const { sluis } = house
    const { stops } = sluis
    const { id, key } = await sluis.identity.issue({ kind: 'agent', principal: 'reporter', by: 'anna' })
    const reached = house.modelRequests().length
    // The last moment in which nothing can be cut yet: the call is let in, and not under way.
    const watch = stops.watch.bind(stops)
    t.mock.method(stops, 'watch', (...call: Parameters<typeof watch>) => {
      void sluis.identity.revoke(id, 'anna')
      return watch(...call)
    })
    const answer = await ask(sluis.gateUrl, key, { text: 'Something that must not leave.' })
    assert.equal(answer.status, 401)
    assert.equal(house.modelRequests().length, reached)
  })
})

describe('a person’s key that somebody else made or took away', () => {
  it('is told to that person by mail, through the mail server, without the key', async () => {
    await using house = await openHouse()
    const { identity } = house.sluis
    const mails = async () =>
      (await readKeptMails(house.mailFolder)).filter(({ to }) => to.includes('ruth@verhage.example'))
    const { id, key } = await identity.issue({ kind: 'person', principal: 'ruth', by: 'anna' })
    await until('she is told that it was made', async () => (await mails()).length === 1)
    await identity.revoke(id, 'anna')
    await until('and that it was revoked', async () => (await mails()).length === 2)
    const told = await mails()
    for (const { subject, text } of told) assert.ok(!`${subject} ${text}`.includes(key))
    for (const { text } of told) assert.match(text, /Anna Verhage/)
    const own = await identity.issue({ kind: 'person', principal: 'ruth', by: 'ruth' })
    await identity.revoke(own.id, 'ruth')
    assert.equal((await mails()).length, 2, 'of one’s own acts nobody is told')
  })
})
