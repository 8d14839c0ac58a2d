// SPDX-License-Identifier: EUPL-1.2
import type { ChildProcess } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { told } from './children.ts'
import { type Driven, median, type Order } from './driven.ts'
import type { Target } from './targets.ts'

/** What a target did: the median of the rounds. */
export interface Measured {
  readonly jsonPerSecond: number
  readonly ssePerSecond: number
  /** With one connection, from the request to the last byte of a whole answer. */
  readonly p50Ms: number
  /** Processor time of each answer and each stream, in microseconds. */
  readonly jsonCpuUs: number
  readonly sseCpuUs: number
}

const connections = 50

export type Kind = 'json' | 'sse' | 'one'

/** What the callers got, with the processor time of the target for each answer: it moves least when others work too. */
interface Cost extends Driven {
  readonly cpuUs: number
}

/** Has the callers ask a target for a while. */
export async function drive(load: ChildProcess, target: Target, kind: Kind, ms: number): Promise<Cost> {
  const { port, headers, model } = target
  const order: Order = {
    ...{ port, headers, model, ms },
    isStream: kind === 'sse',
    connections: kind === 'one' ? 1 : connections,
  }
  const before = processorMs(target.pid)
  load.send(order)
  const { driven } = await told<{ driven: Driven }>(load)
  return { ...driven, cpuUs: ((processorMs(target.pid) - before) * 1000) / driven.count }
}

/** All threads of a process; not a number where Linux's /proc is not. */
function processorMs(pid: number | undefined): number {
  const tasks = `/proc/${pid}/task`
  if (!existsSync(tasks)) return Number.NaN
  return readdirSync(tasks).reduce((sum, task) => {
    const [ranNs = ''] = readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')
    return sum + Number(ranNs) / 1e6
  }, 0)
}

/**
 * Until what is compiled when it is used often is compiled, as in a server that runs for days: compiling takes the other
 * processor a third of the time for the first ten thousand calls of a gate.
 */
export async function warm(load: ChildProcess, target: Target): Promise<void> {
  for (const [kind, calls] of [
    ['json', 20_000],
    ['sse', 6000],
  ] as const) {
    const end = performance.now() + longestWarmMs
    for (let count = 0; count < calls && performance.now() < end; )
      count += (await drive(load, target, kind, 500)).count
  }
}

const longestWarmMs = 30_000

/**
 * Every round asks every target once in each way, in turn, so that what else the machine does meets all of them. Each ratio is the median of the rounds' own.
 */
export async function measureTargets(
  load: ChildProcess,
  targets: Readonly<Record<string, Target>>,
  { rounds, ms, tell }: { readonly rounds: number; readonly ms: number; readonly tell: (what: string) => void },
  beside: () => Promise<number>,
) {
  const all: Record<string, Record<Kind, Cost[]>> = {}
  const appendsMs: number[] = []
  for (const [name, target] of Object.entries(targets)) {
    tell(`warming up ${name}`)
    await warm(load, target)
  }
  for (let round = 1; round <= rounds; round++) {
    tell(`round ${round} of ${rounds}`)
    for (const kind of ['json', 'sse', 'one'] as const) {
      for (const [name, target] of Object.entries(targets)) {
        const driven = await drive(load, target, kind, kind === 'one' ? ms / 2 : ms)
        all[name] ??= { json: [], sse: [], one: [] }
        all[name][kind].push(driven)
      }
      if (kind === 'one') appendsMs.push(await beside())
    }
  }
  const ratio = (kind: Kind, name: string, to: string): number =>
    median(
      (all[name]?.[kind] ?? []).map(({ perSecond }, at) => perSecond / (all[to]?.[kind][at]?.perSecond ?? Number.NaN)),
    )
  const addedMs = median((all.sluis?.one ?? []).map(({ p50Ms }, at) => p50Ms - (all.direct?.one[at]?.p50Ms ?? 0)))
  const measured = Object.fromEntries(Object.entries(all).map(([name, driven]) => [name, measuredOf(driven)]))
  return { measured, ratio, addedMs, durableAppendMs: median(appendsMs) }
}

function measuredOf({ json, sse, one }: Readonly<Record<Kind, readonly Cost[]>>): Measured {
  return {
    jsonPerSecond: median(json.map(({ perSecond }) => perSecond)),
    ssePerSecond: median(sse.map(({ perSecond }) => perSecond)),
    p50Ms: median(one.map(({ p50Ms }) => p50Ms)),
    jsonCpuUs: median(json.map(({ cpuUs }) => cpuUs)),
    sseCpuUs: median(sse.map(({ cpuUs }) => cpuUs)),
  }
}

/** What a call costs at one target over what it costs at another: asked by turns, in both orders. */
export async function costOver(load: ChildProcess, one: Target, other: Target, rounds: number, ms: number) {
  const ratios: number[] = []
  for (const target of [one, other]) await warm(load, target)
  for (let round = 1; round <= rounds; round++) {
    const order = round % 2 === 0 ? [one, other] : [other, one]
    const driven = new Map<Target, Cost>()
    for (const target of order) driven.set(target, await drive(load, target, 'json', ms))
    const cost = (target: Target): number => 1 / (driven.get(target)?.perSecond ?? Number.NaN)
    ratios.push(cost(one) / cost(other))
  }
  return median(ratios)
}
