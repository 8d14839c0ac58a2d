// SPDX-License-Identifier: EUPL-1.2
// Checks crash states of a recording, several at a time in several processes, and counts.
import { fork } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serialize } from 'node:v8'
import { type FateKind, fateKinds, fates } from './fate.ts'
import type { Recording } from './recording.ts'
import type { Row } from './states.ts'

/** What one process of the lab is asked to do: the states whose place in the row leaves `part` when divided. */
export interface Share extends Row {
  readonly recording: string
  readonly folder: string
}

export type FromPart =
  | {
      readonly checked: {
        readonly fate: FateKind
        readonly digest: string
        readonly told: number
        readonly size: number
      }
    }
  | { readonly failed: string }

export interface Counts {
  readonly states: number
  readonly images: number
  readonly byFate: Readonly<Record<string, number>>
  /** How many sizes of the log were recovered. */
  readonly sizes: number
  readonly seconds: number
}

const program = fileURLToPath(new URL('./lab-part.ts', import.meta.url))
const sameThread = new URL('./same-thread.ts', import.meta.url).href

/** A defect shows in many states; the first few say what it is. */
const maxFailures = 20

/** Where syncs cost nothing: what is tested is what a sync means, and that is in the images. */
function fastFolder(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
}

/** Checks until so many different folders were; throws with what failed, and where its folder is kept. */
export async function checkCrashStates(recording: Recording, images: number, seed: number): Promise<Counts> {
  const started = Date.now()
  const folder = mkdtempSync(join(fastFolder(), 'sluis-lab-'))
  const file = join(folder, 'recording')
  writeFileSync(file, serialize(recording))
  const parts = Math.min(4, availableParallelism())
  const tally = new Tally(images)
  try {
    const shares = Array.from({ length: parts }, (_, part) => ({
      recording: file,
      folder,
      seed,
      part,
      parts,
      wanted: images,
    }))
    await Promise.all(shares.map((share) => runPart(share, tally)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  if (tally.failures.length > 0) {
    throw new Error(`crash states fail, such as\n${tally.failures.slice(0, 3).join('\n')}`)
  }
  return tally.counts((Date.now() - started) / 1000)
}

/** What all processes together found. */
class Tally {
  readonly failures: string[] = []
  readonly #wanted: number
  readonly #states = new Set<string>()
  readonly #images = new Set<string>()
  readonly #sizes = new Set<number>()
  readonly #byFate: Record<string, number> = {}

  constructor(wanted: number) {
    this.#wanted = wanted
  }

  get isDone(): boolean {
    return this.#images.size >= this.#wanted || this.failures.length >= maxFailures
  }

  take(message: FromPart): void {
    if ('failed' in message) {
      this.failures.push(message.failed)
      return
    }
    const { digest, told, size, fate } = message.checked
    // Two processes may come upon the same state.
    if (this.isDone || this.#states.has(`${digest} ${told}`)) return
    this.#states.add(`${digest} ${told}`)
    this.#images.add(digest)
    this.#sizes.add(size)
    this.#byFate[fate] = (this.#byFate[fate] ?? 0) + 1
    if (this.#states.size % 1000 === 0) console.log(`${this.#states.size} crash states, ${this.#images.size} folders …`)
  }

  counts(seconds: number): Counts {
    const [states, images, sizes] = [this.#states.size, this.#images.size, this.#sizes.size]
    return { states, images, byFate: this.#byFate, sizes, seconds }
  }
}

function runPart(share: Share, tally: Tally): Promise<void> {
  const child = fork(program, [JSON.stringify(share)], {
    execArgv: ['--import', sameThread],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  // A journal tells of what it found torn; that is worth reading only when the process itself ends.
  let errors = ''
  child.stderr?.on('data', (text) => {
    errors = `${errors}${text}`.slice(-4000)
  })
  let isStopped = false
  child.on('message', (message: FromPart) => {
    tally.take(message)
    if (!tally.isDone) return
    isStopped = true
    child.kill()
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) =>
      isStopped ? resolve() : reject(new Error(`a process of the lab ended with ${code}: ${errors}`)),
    )
  })
}

export function describeCounts({ states, images, byFate, sizes, seconds }: Counts): string {
  const kinds = fateKinds.map((kind) => `${byFate[kind] ?? 0} ${kind} (${fates[kind]})`)
  return [
    `${states} crash states, ${images} distinct folders, ${sizes} sizes of the log, ${seconds.toFixed(0)} s:`,
    ...kinds.map((line) => `  ${line}`),
    '  0 acknowledged entries lost, 0 forks, 0 sealed fields without their key, 0 destroyed keys back, 0 refusals to open',
  ].join('\n')
}
