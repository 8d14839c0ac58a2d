// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { afterEach, describe, it, mock } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { MessageChannel } from 'node:worker_threads'
import { ContactWatch } from './contact-watch.ts'

let close = (): void => undefined
afterEach(() => {
  close()
  mock.restoreAll()
})

/** A store that answers over a port, as the journal's thread does, once somebody calls the functions in `questions`. */
function watched() {
  const { port1: here, port2: there } = new MessageChannel()
  const waiting: (() => void)[] = []
  const questions: (() => void)[] = []
  here.on('message', () => waiting.shift()?.())
  const [askedAt, cutAt]: [number[], number[]] = [[], []]
  const contact = (): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>()
    waiting.push(resolve)
    askedAt.push(performance.now())
    questions.push(() => there.postMessage('here'))
    return promise
  }
  const watch = new ContactWatch(
    { contact },
    { cutAll: () => void cutAt.push(performance.now()), recordWaiting: async () => undefined },
  )
  close = () => {
    watch.close()
    here.close()
  }
  return { questions, askedAt, cutAt }
}

async function firstOf(questions: readonly (() => void)[]): Promise<() => void> {
  for (;;) {
    const [question] = questions
    if (question !== undefined) return question
    await delay(10)
  }
}

function holdUp(ms: number): void {
  for (const until = performance.now() + ms; performance.now() < until; );
}

describe('contact with the store', { timeout: 20_000 }, () => {
  it('is lost when it has not answered for a second: all that is in flight is cut (P4)', async () => {
    const { askedAt, cutAt } = watched()
    while (cutAt.length === 0) await delay(50)
    const waitedMs = Number(cutAt[0]) - Number(askedAt[0])
    assert.ok(waitedMs >= 1000, `cut after ${waitedMs} ms`)
  })

  it('is asked after again when it said no: once it answers, nothing more is cut', async () => {
    const [cutAt, failedAt]: [number[], number[]] = [[], []]
    let isAway = true
    const contact = async (): Promise<void> => {
      if (!isAway) return
      failedAt.push(performance.now())
      throw new Error('the database is shutting down')
    }
    const watch = new ContactWatch(
      { contact },
      { cutAll: () => void cutAt.push(performance.now()), recordWaiting: async () => undefined },
    )
    close = () => watch.close()
    while (cutAt.length === 0) await delay(50)
    const waitedMs = Number(cutAt[0]) - Number(failedAt[0])
    assert.ok(waitedMs >= 1000, `cut after ${waitedMs} ms`)
    isAway = false
    const told = mock.method(process.stderr, 'write', () => true)
    await delay(1000)
    const before = cutAt.length
    await delay(1000)
    assert.equal(cutAt.length, before)
    assert.match(String(told.mock.calls[0]?.arguments[0]), /store-answers/)
  })

  it('is not lost when this process was held up itself, and the answer has been lying there', async () => {
    const { questions, cutAt } = watched()
    const answer = await firstOf(questions)
    // After this turn of the loop has read what is waiting; the next turn looks at its timers first.
    setImmediate(() => {
      answer()
      holdUp(1600)
    })
    await delay(2500)
    assert.deepEqual(cutAt, [])
  })

  it('is not lost when this process was held up before its question went out', async () => {
    const { questions, cutAt } = watched()
    const answer = await firstOf(questions)
    holdUp(1600)
    await delay(400)
    answer()
    await delay(600)
    assert.deepEqual(cutAt, [])
  })
})
