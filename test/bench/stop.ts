// SPDX-License-Identifier: EUPL-1.2
// P4 as a client sees it: many streams in flight, a person presses stop, and how long after the press the last byte of
// each arrived. Gate, provider and callers are processes of their own; the press is a request to the people's API.
//   npm run bench -- stop [--json] [--streams 1000] [--runs 20] [--interval 200] [--kind stream|whole]
import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openChildHouse } from '../e2e/child-house.ts'
import { order as orderStop } from './stop/order.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    streams: { type: 'string', default: '1000' },
    runs: { type: 'string', default: '20' },
    interval: { type: 'string', default: '200' },
    kind: { type: 'string', default: 'stream' },
  },
})
const [streams, runs, intervalMs] = [Number(values.streams), Number(values.runs), Number(values.interval)]
const isStream = values.kind === 'stream'
const promiseMs = 100

/** Requests that the provider has, and those that it should have. */
let [reached, expected] = [0, 0]

interface Ended {
  readonly lastAtNs: string
  readonly isCut: boolean
}

const upstream = fork(join(import.meta.dirname, 'stop/upstream.ts'), [String(intervalMs)])
const clients = fork(join(import.meta.dirname, 'stop/clients.ts'))
try {
  const { port } = await told<{ port: number }>(upstream, 'port')
  upstream.on('message', (message: { reached: number }) => {
    reached = message.reached
  })
  await using house = await openChildHouse((folder) => {
    const file = join(folder, 'organisation/providers.yaml')
    const known = 'url: { env: SLUIS_MODEL_URL }'
    const ours = `url: { env: BENCH_MODEL_URL, default: 'http://127.0.0.1:${port}/v1' }`
    writeFileSync(file, readFileSync(file, 'utf8').replace(known, ours))
  })
  await house.start()
  const worst: number[] = []
  const median: number[] = []
  for (let run = 1; run <= runs; run++) {
    const { lastMs, uncut } = await press(house)
    worst.push(lastMs.at(-1) ?? Number.NaN)
    median.push(lastMs[Math.floor(lastMs.length / 2)] ?? Number.NaN)
    if (uncut > 0) throw new Error(`${uncut} of ${streams} calls ended otherwise than by the stop`)
    if (!values.json)
      console.log(`run ${run}: last byte after ${shown(worst)} ms at worst, ${shown(median)} ms in the middle`)
  }
  // What else the machine was doing: above its number of processors, everything here waits its turn.
  const [load = 0] = loadavg()
  const machine = { processors: availableParallelism(), load: Math.round(load * 10) / 10 }
  const result = { streams, kind: values.kind, intervalMs, worstMs: worst, medianMs: median, promiseMs, machine }
  if (values.json) console.log(JSON.stringify(result))
  else
    console.log(
      `${runs} runs of ${streams}: worst ${Math.max(...worst).toFixed(1)} ms; promised within ${promiseMs} ms (load ${machine.load} on ${machine.processors} processors)`,
    )
} finally {
  upstream.kill()
  clients.kill()
}

async function press(house: Awaited<ReturnType<typeof openChildHouse>>) {
  const body = JSON.stringify({ model: 'reporting', stream: isStream, messages: [{ role: 'user', content: 'Go on.' }] })
  const order = { count: streams, port: Number(new URL(house.gateUrl).port), path: '/v1/chat/completions', body }
  const started = told(clients, 'started')
  const ended = told<{ ended: readonly Ended[] }>(clients, 'ended')
  clients.send({ order: { ...order, key: house.key('reporter'), underWay: isStream ? 600 : 0 } })
  await started
  for (expected += streams; reached < expected; ) await new Promise((resolve) => setTimeout(resolve, 20))
  // A while at full speed.
  await new Promise((resolve) => setTimeout(resolve, 500))
  clients.send({ pressed: true })
  const { atNs: pressedAt, stop: id } = await orderStop(house.deskUrl, house.key('omar'))
  const calls = (await ended).ended
  await house.people(house.key('omar'), 'POST', `/api/v1/stops/${id}/lift`, { reason: 'bench' })
  return {
    lastMs: calls.map(({ lastAtNs }) => Number(BigInt(lastAtNs) - pressedAt) / 1e6).sort((a, b) => a - b),
    uncut: calls.filter(({ isCut }) => !isCut).length,
  }
}

function shown(values: readonly number[]): string {
  return (values.at(-1) ?? Number.NaN).toFixed(1)
}

async function told<T>(child: ChildProcess, name: string): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const gone = (): void => reject(new Error('a process of the bench ended'))
  const listen = (message: unknown): void => {
    if (typeof message !== 'object' || message === null) return
    if ('failed' in message) reject(new Error(String(message.failed)))
    // Our own children, which say just this.
    if (name in message) resolve(message as T)
  }
  child.on('message', listen)
  child.once('exit', gone)
  try {
    return await promise
  } finally {
    child.off('message', listen)
    child.off('exit', gone)
  }
}
