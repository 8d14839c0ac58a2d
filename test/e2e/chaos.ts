// SPDX-License-Identifier: EUPL-1.2
// Clients of the gate between far sides that break everything, which leave at every byte; and what has to hold after it.
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { chaosApis, goodAnswer, pathOf, requestIn } from './chaos-answers.ts'
import type { Chaos } from './chaos-house.ts'
import { behaviours } from './chaos-upstream.ts'
import { until } from './harness.ts'
import { numbersOf, upTo } from './outside-agent.ts'

interface Told {
  readonly status: number
  readonly text: string
}

/** One request on a connection of its own; `left` when its client left before it had all. */
async function ask({ house }: Chaos, path: string, body: string, leaving?: AbortSignal): Promise<Told | 'left'> {
  const { promise, resolve, reject } = Promise.withResolvers<Told | 'left'>()
  const headers = {
    authorization: `Bearer ${house.agentKey}`,
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
  }
  const sent = request(`${house.sluis.gateUrl}${path}`, { method: 'POST', headers, agent: false })
  const leave = (): void => {
    resolve('left')
    sent.destroy()
  }
  leaving?.addEventListener('abort', leave, { once: true })
  if (leaving?.aborted === true) leave()
  sent.once('error', (error) => reject(error))
  sent.once('response', (response) => {
    let text = ''
    response.setEncoding('utf8').on('data', (piece) => {
      text += piece
    })
    response.once('error', reject)
    response.once('end', () => resolve({ status: response.statusCode ?? 0, text }))
  })
  sent.end(body)
  return await promise
}

function rpc(args: object): string {
  const params = { name: 'chaos_find', arguments: args }
  return JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params })
}

async function inParallel<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items]
  const worker = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item)
  }
  await Promise.all(upTo(atOnce).map(worker))
}

let named = 0
const newName = (): string => `n${++named}`

/** Every way to break an answer, in every API of models, whole and as a stream, and to a tool call. */
export async function everyBehaviour(chaos: Chaos): Promise<void> {
  const wishes = Object.entries(behaviours).flatMap(([how, { isAnswer }]) =>
    chaosApis.flatMap((api) =>
      [false, true].map((isStream) => ({
        ...{ how, api, isStream },
        isGood: isAnswer === 'always' || (isAnswer === 'whole' && !isStream),
      })),
    ),
  )
  await inParallel(wishes, 24, async ({ how, api, isStream, isGood }) => {
    const told = await ask(chaos, pathOf[api], requestIn(api, `${how}-${api}`, isStream))
    assert.ok(told !== 'left')
    const what = `${how}, ${api}, ${isStream ? 'stream' : 'whole'}: ${told.status} ${told.text.slice(0, 300)}`
    assert.doesNotMatch(told.text, /node_modules|\.ts:\d|ECONN|UND_ERR|HPE_|169\.254/, what)
    if (isGood) {
      assert.equal(told.status, 200, what)
      // What the gate held back for a moment comes in an event of its own.
      assert.match(told.text, /Goede dag: €[\s\S]*12 ✓/, what)
      assert.doesNotMatch(told.text, /"code":"upstream/, what)
    } else {
      assert.ok(told.status === 200 ? isStream : [502, 504].includes(told.status), what)
      assert.match(told.text, /"code":"upstream-(failed|timeout)"/, what)
    }
  })
  await inParallel(Object.keys(behaviours), 6, async (how) => {
    // A call of a tool may take a minute; its client has not so long.
    const told = await ask(chaos, '/mcp', rpc({ how, name: newName() }), AbortSignal.timeout(2500))
    if (how === 'answer' || how === 'trickle') {
      assert.ok(told !== 'left' && told.text.includes('Goede dag: € 12 ✓'), `${how}: ${JSON.stringify(told)}`)
    } else if (told !== 'left') {
      assert.match(told.text, /Goede dag|"code":"(upstream-failed|upstream-timeout)"/, `${how}: ${told.text}`)
    }
  })
}

/** Clients that leave after the far side has written 0, 1, 2 … bytes of its answer. */
export async function leaveAtEveryByte(chaos: Chaos, step: number): Promise<number> {
  const positions = (length: number) => upTo(Math.ceil(length / step)).map((n) => (n - 1) * step)
  const ofModels = chaosApis.flatMap((api) =>
    [false, true].flatMap((isStream) =>
      positions(goodAnswer(api, isStream).body.length).map((after) => ({ api, isStream, after })),
    ),
  )
  const toolAnswerBytes = 120
  const ofTools = positions(toolAnswerBytes).map((after) => ({ api: undefined, isStream: false, after }))
  await inParallel([...ofModels, ...ofTools], 24, async ({ api, isStream, after }) => {
    const name = newName()
    const leaving = new AbortController()
    const asked =
      api === undefined
        ? ask(chaos, '/mcp', rpc({ how: 'answer', name, after }), leaving.signal)
        : ask(chaos, pathOf[api], requestIn(api, `pause-${api}`, isStream, `pause ${name} ${after}`), leaving.signal)
    await (api === undefined ? chaos.tools : chaos.models).paused(name)
    for (let turns = after % 4; turns > 0; turns--) await turn()
    leaving.abort()
    assert.equal(await asked, 'left')
  })
  return ofModels.length + ofTools.length
}

/** Clients that leave while they send, while they are judged and while their intent is written. */
export async function leaveBeforeTheAnswer(chaos: Chaos, count: number): Promise<void> {
  const { hostname, port } = new URL(chaos.house.sluis.gateUrl)
  const wishes = upTo(count).flatMap((n) => [...chaosApis, undefined].map((api) => ({ n, api })))
  await inParallel(wishes, 24, async ({ n, api }) => {
    const body =
      api === undefined
        ? rpc({ how: 'answer', name: newName() })
        : requestIn(api, `answer-${api}`, n % 2 === 0, `leaving ${n}`)
    const whole = Buffer.from(
      `POST ${api === undefined ? '/mcp' : pathOf[api]} HTTP/1.1\r\nHost: ${hostname}:${port}\r\n` +
        `Authorization: Bearer ${chaos.house.agentKey}\r\nContent-Type: application/json\r\n` +
        `Accept: application/json, text/event-stream\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
    // The first third sends a part of the request and goes; the others send it all, and go some moments later.
    const isPart = n <= count / 3
    const socket = connect(Number(port), hostname)
    socket.on('error', () => undefined).resume()
    await new Promise<void>((resolve) =>
      socket.write(isPart ? whole.subarray(0, Math.ceil((whole.length * n * 3) / count) - 1) : whole, () => resolve()),
    )
    for (let turns = isPart ? 0 : n; turns > 0; turns--) await turn()
    socket.destroy()
  })
}

/** Whether everything that was under way has ended, once, and left nothing behind. */
export async function assertSettled({ house, models, tools, outcomes }: Chaos): Promise<void> {
  const { limits, stops, journal } = house.sluis
  const count = async (sql: string) => (await journal.query(sql)).length
  await until('no call is under way', () => limits.inFlight === 0 && stops.inFlight === 0)
  assert.equal(await count("SELECT id FROM calls WHERE state = 'allowed'"), 0, 'nobody is owed an outcome (P2)')
  assert.equal(outcomes.unexpected, 0, 'no call has two outcomes (P2)')
  assert.deepEqual([...outcomes.awaited], [], 'each has one (P2)')
  const numbers = await numbersOf(house)
  assert.deepEqual(numbers, upTo(numbers.length), 'no number is missing (P3)')
  assert.equal(await count('SELECT name FROM budgets WHERE reserved <> 0 OR used < 0'), 0, 'every budget is settled')
  // An idle connection may be kept for the next call a few seconds.
  await until('the far sides are let go', () => models.open + tools.open <= 4)
}

/** A good answer still comes in every API: no route rests because of others, or because clients left. */
export async function assertServing(chaos: Chaos): Promise<void> {
  for (const api of chaosApis) {
    for (const isStream of [false, true]) {
      for (const model of [`answer-${api}`, `pause-${api}`]) {
        const told = await ask(chaos, pathOf[api], requestIn(api, model, isStream))
        assert.ok(told !== 'left' && told.status === 200 && told.text.includes('Goede dag'), JSON.stringify(told))
      }
    }
  }
  const told = await ask(chaos, '/mcp', rpc({ how: 'answer', name: newName() }))
  assert.ok(told !== 'left' && told.text.includes('Goede dag'), JSON.stringify(told))
}

export interface Weight {
  /** Connections of this process: the clients', the gate's to both sides, and the far sides'. */
  readonly sockets: number
  /** Objects, and the bytes beside them: bodies and pieces of streams. */
  readonly megabytes: number
  /** Outcomes so far. */
  readonly calls: number
}

/** What is held more than before, for each call in between. */
export function keptBytesPerCall(before: Weight, now: Weight): number {
  return Math.round(((now.megabytes - before.megabytes) * 1e6) / (now.calls - before.calls))
}

/** What the process holds after a collection. */
export async function weigh({ outcomes }: Chaos): Promise<Weight> {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  for (let times = 0; times < 3; times++) {
    await delay(50)
    if (typeof collect === 'function') collect()
  }
  const sockets = process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length
  const { heapUsed, external } = process.memoryUsage()
  return { sockets, megabytes: Math.round((heapUsed + external) / 1e5) / 10, calls: outcomes.ended }
}
