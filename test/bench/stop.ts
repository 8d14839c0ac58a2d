// SPDX-License-Identifier: EUPL-1.2
// P4 as a client sees it: many calls in flight, a person presses stop, and how long after the press the last byte of
// each arrived. Gate, far side and callers are processes of their own; the press is bare bytes to the people's API. In
// the same run, by the same callers, a bare server ends as many streams: what this machine could do just then.
//   npm run bench -- stop [--json] [--streams 1000] [--runs 20] [--interval 200] [--kind stream|whole|tool|tool-2025]
import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type ChildHouse, openChildHouse } from '../e2e/child-house.ts'
import { addServers } from '../e2e/more-tools.ts'
import { told } from './stop/child.ts'
import { isKind, kinds } from './stop/kinds.ts'
import { order } from './stop/order.ts'

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
const { kind } = values
if (!isKind(kind)) throw new RangeError(`--kind is one of ${Object.keys(kinds).join(', ')}`)
const promiseMs = 100

interface Pressed {
  /** Until the first caller had its last byte: how long the press waited for its turn. */
  readonly heardMs: number
  readonly worstMs: number
  readonly medianMs: number
  readonly stop: string
}

/** Requests that the far side has, and those that it should have. */
let [reached, expected] = [0, 0]

const start = (file: string): ChildProcess => fork(join(import.meta.dirname, `stop/${file}.ts`), [String(intervalMs)])
const [upstream, bare, clients] = [start('upstream'), start('bare'), start('clients')]
try {
  const [{ port }, { port: barePort }] = await Promise.all([
    told<{ port: number }>(upstream, 'port'),
    told<{ port: number }>(bare, 'port'),
  ])
  upstream.on('message', (message: { reached: number }) => {
    reached = message.reached
  })
  const bareUrl = `http://127.0.0.1:${barePort}`
  await using house = await openChildHouse((folder) => useUpstream(folder, port))
  await house.start()
  if (kind.startsWith('tool')) await admitTool(house)
  const measured: { readonly sluis: Pressed; readonly bare: Pressed }[] = []
  for (let run = 1; run <= runs; run++) {
    const ended = await press('stream', { url: bareUrl, pressUrl: bareUrl, key: '', personKey: '' })
    expected += streams
    const ours = { url: house.gateUrl, pressUrl: house.deskUrl, key: house.key('reporter') }
    const sluis = await press(kind, { ...ours, personKey: house.key('omar') })
    const lifted = await house.people(house.key('omar'), 'POST', `/api/v1/stops/${sluis.stop}/lift`, {
      reason: 'bench',
    })
    if (!lifted.ok) throw new Error(`the stop was not lifted: ${await lifted.text()}`)
    measured.push({ sluis, bare: ended })
    if (!values.json) {
      const [worst, middle, bareWorst] = [sluis.worstMs, sluis.medianMs, ended.worstMs].map((ms) => ms.toFixed(1))
      console.log(`run ${run}: last byte after ${worst} ms at worst, ${middle} ms in the middle; bare ${bareWorst} ms`)
    }
  }
  const result = summaryOf(measured)
  if (values.json) console.log(JSON.stringify(result))
  else console.log(result)
} finally {
  for (const child of [upstream, bare, clients]) child.kill()
}

function useUpstream(folder: string, port: number): void {
  const file = join(folder, 'organisation/providers.yaml')
  const known = 'url: { env: SLUIS_MODEL_URL }'
  const ours = `url: { env: BENCH_MODEL_URL, default: 'http://127.0.0.1:${port}/v1' }`
  writeFileSync(file, readFileSync(file, 'utf8').replace(known, ours))
  const url = { env: 'BENCH_TOOL_URL', default: `http://127.0.0.1:${port}/mcp` }
  if (kind.startsWith('tool')) addServers(folder, [{ id: 'bench', kind: 'mcp-http', url, tools: { wait: {} } }])
}

async function admitTool(house: ChildHouse): Promise<void> {
  const shown = await house.people(house.key('anna'), 'GET', '/api/v1/tools')
  const listed = z.object({ tools: z.array(z.object({ name: z.string(), digest: z.string().optional() })) })
  const { digest } = listed.parse(await shown.json()).tools.find(({ name }) => name === 'bench_wait') ?? {}
  const admitted = await house.people(house.key('anna'), 'POST', '/api/v1/tools/bench_wait/admit', { digest })
  if (!admitted.ok) throw new Error(`the tool was not admitted: ${await admitted.text()}`)
}

interface Target {
  readonly url: string
  readonly pressUrl: string
  readonly key: string
  readonly personKey: string
}

/** Opens the calls, presses, and waits until all have ended. */
async function press(asked: keyof typeof kinds, { url, pressUrl, key, personKey }: Target): Promise<Pressed> {
  const [started, ended] = [told(clients, 'started'), told<{ ended: readonly Ended[] }>(clients, 'ended')]
  clients.send({ order: { ...kinds[asked], count: streams, port: Number(new URL(url).port), key } })
  // Whichever fails first tells why; both are heard.
  const isReached = async (): Promise<void> => {
    while (reached < expected) await delay(20)
  }
  await Promise.race([Promise.all([started, isReached()]), ended])
  // A while at full speed.
  await delay(500)
  clients.send({ pressed: true })
  const { atNs, stop } = await order(pressUrl, personKey)
  const calls = (await ended).ended
  const uncut = calls.filter(({ isCut }) => !isCut).length
  if (uncut > 0) throw new Error(`${uncut} of ${streams} calls ended otherwise than by the stop`)
  const lastMs = calls.map(({ lastAtNs }) => Number(BigInt(lastAtNs) - atNs) / 1e6).sort((a, b) => a - b)
  const [heardMs = Number.NaN] = lastMs
  return {
    heardMs,
    worstMs: lastMs.at(-1) ?? Number.NaN,
    medianMs: lastMs[Math.floor(lastMs.length / 2)] ?? Number.NaN,
    stop,
  }
}

interface Ended {
  readonly lastAtNs: string
  readonly isCut: boolean
}

function summaryOf(measured: readonly { readonly sluis: Pressed; readonly bare: Pressed }[]) {
  const worstMs = measured.map(({ sluis }) => sluis.worstMs)
  const bareWorstMs = measured.map(({ bare: ended }) => ended.worstMs)
  // What else the machine was doing: above its number of processors, everything here waits its turn.
  const [load = 0] = loadavg()
  return {
    streams,
    kind,
    intervalMs,
    promiseMs,
    firstMs: rounded(worstMs[0]),
    worstMs: rounded(Math.max(...worstMs)),
    heardMs: rounded(middle(measured.map(({ sluis }) => sluis.heardMs))),
    cutMs: rounded(middle(measured.map(({ sluis }) => sluis.worstMs - sluis.heardMs))),
    withinPromise: `${worstMs.filter((ms) => ms <= promiseMs).length} of ${runs}`,
    bareWorstMs: rounded(Math.max(...bareWorstMs)),
    ratio: rounded(middle(worstMs) / middle(bareWorstMs)),
    runs: { worstMs: worstMs.map(rounded), bareWorstMs: bareWorstMs.map(rounded) },
    machine: { processors: availableParallelism(), load: rounded(load) },
  }
}

function middle(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

function rounded(number = Number.NaN): number {
  return Math.round(number * 10) / 10
}
