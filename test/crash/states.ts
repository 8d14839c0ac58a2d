// SPDX-License-Identifier: EUPL-1.2
// Crash states of a recording: at which moment, and what became of that which no sync covered.
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Disk, type Image } from './disk.ts'
import { type FateKind, fateKinds, fateOf } from './fate.ts'
import type { Operation } from './operation.ts'
import { Promises } from './promises.ts'
import { type Random, randomOf } from './random.ts'

interface Moment {
  /** How many operations were done. */
  readonly after: number
  readonly fate: FateKind
  readonly seed: number
}

export interface CrashState extends Moment {
  readonly image: Image
  /** The digest of the image: equal images have equal names. */
  readonly digest: string
  readonly promises: Promises
}

export interface Row {
  readonly seed: number
  readonly part: number
  readonly parts: number
  /** How many states all parts together are to give. */
  readonly wanted: number
}

/**
 * The part of all states whose place in the row leaves `part` when divided by `parts`; without end. Gives no state
 * twice: no image that it gave before with the same promises.
 */
export function* crashStates(
  operations: readonly Operation[],
  { seed, part, parts, wanted }: Row,
): Generator<CrashState> {
  const seen = new Set<string>()
  for (let round = 0; ; round++) {
    // A round goes from the beginning to the end of the recording: one that is stopped early has not seen the end.
    const row = moments(operations, randomOf(seed + round), Math.min(wanted, 2000)).filter(
      (_, at) => at % parts === part,
    )
    for (const state of statesOf(operations, row)) {
      if (seen.has(nameOf(state))) continue
      seen.add(nameOf(state))
      yield state
    }
  }
}

/** The same image asks more of recovery once more was promised. */
function nameOf({ digest, promises }: CrashState): string {
  return `${digest} ${promises.told}`
}

/**
 * Moments in the order of time. A stretch between two syncs is as likely as any other, however many writes it has:
 * what is short (a key made durable, a file put in place) has as much to go wrong. One moment in six is soon after a
 * process showed what it found, which may be what a dead one left unsynced.
 */
function moments(operations: readonly Operation[], random: Random, count: number): Moment[] {
  const starts = operations.flatMap(({ kind }, at) =>
    kind === 'open' || kind === 'write' || kind === 'told' ? [] : [at],
  )
  const edges = [0, ...starts, operations.length]
  const opened = operations.flatMap((operation, at) =>
    operation.kind === 'told' && 'opened' in operation.mark ? [at + 1] : [],
  )
  return Array.from({ length: count }, (_, at): Moment => {
    const stretch = Math.floor(random() * (edges.length - 1))
    const [from = 0, to = 0] = [edges[stretch], edges[stretch + 1]]
    const shown = opened[Math.floor(random() * opened.length * 6)]
    const anywhere = from + Math.floor(random() * (to - from + 1))
    const after = shown === undefined ? anywhere : Math.min(operations.length, shown + Math.floor(random() * 4))
    return { after, fate: fateKinds[at % fateKinds.length] ?? 'kept', seed: Math.floor(random() * 2 ** 32) }
  }).sort((a, b) => a.after - b.after)
}

function* statesOf(operations: readonly Operation[], moments: readonly Moment[]): Generator<CrashState> {
  const disk = new Disk()
  const promises = new Promises()
  let done = 0
  for (const moment of moments) {
    for (const operation of operations.slice(done, moment.after)) {
      disk.apply(operation)
      if (operation.kind === 'told') promises.take(operation.mark)
    }
    done = moment.after
    const random = randomOf(moment.seed)
    const image = disk.image(fateOf(moment.fate, disk, random))
    yield { ...moment, image, digest: digestOf(image), promises: promises.copy() }
  }
}

function digestOf(image: Image): string {
  const hash = createHash('sha256')
  for (const [name, content] of [...image].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name} ${content.length}\n`).update(content)
  }
  return hash.digest('base64url')
}

/** Puts the image where a journal can open it. What SQLite keeps in shared memory is rubbish after half of all crashes. */
export function writeImage(folder: string, image: Image, rubbish: Buffer | undefined): void {
  mkdirSync(folder, { recursive: true })
  for (const [name, content] of image) {
    writeFileSync(join(folder, name), content, { mode: 0o600 })
    if (name.endsWith('-wal') && rubbish !== undefined)
      writeFileSync(join(folder, name.replace(/wal$/, 'shm')), rubbish)
  }
}
