// SPDX-License-Identifier: EUPL-1.2
// Where the time of the process goes, by the part of the house or the library that it is spent in.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
    readonly children?: readonly number[]
  }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

/** Shares of the busy time of one thread, the largest first. */
export type Shares = Readonly<Record<string, number>>

/** The thread that serves calls and the one that writes the log, from what `--cpu-prof` left in a folder. */
export function profileIn(folder: string): { readonly serving: Shares; readonly sequencer: Shares } {
  const profiles = globSync('*.cpuprofile', { cwd: folder }).map((name) => read(join(folder, name)))
  const isSequencer = ({ nodes }: CpuProfile) =>
    nodes.some(({ callFrame }) => callFrame.url.endsWith('/journal/sequencer/batch.ts'))
  return { serving: shares(profiles.find((one) => !isSequencer(one))), sequencer: shares(profiles.find(isSequencer)) }
}

function read(file: string): CpuProfile {
  // What Node itself writes.
  return JSON.parse(readFileSync(file, 'utf8')) as CpuProfile
}

function shares(profile: CpuProfile | undefined): Shares {
  if (profile === undefined) return {}
  const parents = new Map(
    profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  )
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]))
  /** Node's own code and the engine's count for whoever called them. */
  const partOf = (id: number): string | undefined => {
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const { functionName, url } = nodes.get(at)?.callFrame ?? { functionName: '', url: '' }
      if (functionName === '(idle)') return undefined
      if (functionName.startsWith('(garbage')) return 'garbage collection'
      const part = partOfUrl(url)
      if (part !== undefined) return part
    }
    return 'Node: sockets, HTTP, messages between threads'
  }
  const times = new Map<string, number>()
  let busy = 0
  const half = profile.samples.length / 2
  for (const [at, id] of profile.samples.entries()) {
    // The first half is starting, and what runs before it is compiled.
    if (at < half) continue
    const part = partOf(id)
    if (part === undefined) continue
    const time = profile.timeDeltas[at] ?? 0
    busy += time
    times.set(part, (times.get(part) ?? 0) + time)
  }
  const sorted = [...times].sort(([, a], [, b]) => b - a)
  return Object.fromEntries(sorted.map(([part, time]) => [part, Math.round((time / busy) * 1000) / 1000]))
}

function partOfUrl(url: string): string | undefined {
  const own = /\/packages\/(log|server\/src\/[^/]+(?:\/(?:models|labels|upstream|release|engine)(?=\/))?)/.exec(url)
  if (own !== null) return own[1]?.replace('server/src/', '').replace(/\.ts$/, '')
  const library = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)
  return library?.[1]
}
