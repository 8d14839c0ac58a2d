// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { Conflict, type Journal } from '../journal/index.ts'
import type { Organisation, Person, PolicyFile, Problem } from '../organisation/index.ts'
import type { FromReplay, Progress, ReplayOrder } from './protocol.ts'
import type { ReplayReport } from './replay.ts'

export type Replay =
  | ({ readonly state: 'running' } & Progress)
  /** Only once an entry says who replayed what, and with which result. */
  | { readonly state: 'done'; readonly digest: string; readonly report: ReplayReport }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly message: string; readonly problems?: readonly Problem[] }

interface ReplayWish {
  readonly policies: readonly PolicyFile[]
  readonly sinceMs: number
}

interface Parts {
  readonly journal: Journal
  readonly loaded: () => { readonly organisation: Organisation; readonly policies: { readonly digest: string } }
}

interface Newest {
  readonly id: string
  worker: Worker | undefined
  replay: Replay
}

/** Replays of the past, one at a time, because each occupies a core until it is done. */
export class Replays {
  readonly #parts: Parts
  #newest: Newest | undefined

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Throws `Conflict` `replay-running` while another one is under way. */
  start({ policies, sinceMs }: ReplayWish, person: Pick<Person, 'id'>): { readonly id: string } {
    if (this.#newest?.replay.state === 'running') {
      throw new Conflict('replay-running', 'another replay is under way; wait until it is done')
    }
    const { journal, loaded } = this.#parts
    const { organisation, policies: inForce } = loaded()
    const id = `replay-${randomBytes(8).toString('hex')}`
    const order: ReplayOrder = { place: journal.place, organisation, policies, sinceMs }
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: order })
    const newest: Newest = { id, worker, replay: running({ done: 0, total: 0 }) }
    this.#newest = newest
    const fail = (message: string, problems?: readonly Problem[]): void => {
      newest.worker = undefined
      newest.replay = { state: 'failed', message, ...(problems && { problems }) }
    }
    worker.on('message', (message: FromReplay) => {
      if (newest.worker === undefined) return
      if ('progress' in message) newest.replay = running(message.progress)
      if ('failed' in message) fail(message.failed.message, message.failed.problems)
      if (!('ended' in message)) return
      // From here on its result will be an entry, so it can no longer be cancelled.
      newest.worker = undefined
      const { digest, report } = message.ended
      this.#record(id, { from: inForce.digest, to: digest, sinceMs, report }, person).then(
        () => {
          newest.replay = { state: 'done', digest, report }
        },
        (error: unknown) => fail(error instanceof Error ? error.message : String(error)),
      )
    })
    worker.on('error', (error) => newest.worker && fail(error instanceof Error ? error.message : String(error)))
    return { id }
  }

  /** Undefined for any but the newest: the results of earlier ones are in their entries. */
  find(id: string): Replay | undefined {
    return this.#newest?.id === id ? this.#newest.replay : undefined
  }

  /**
   * Ends a replay that is under way: what it read is forgotten and nothing of it comes out. One that is over stays as it
   * is.
   */
  async cancel(id: string): Promise<Replay | undefined> {
    const newest = this.#newest
    if (newest?.id !== id) return undefined
    if (newest.replay.state === 'running' && newest.worker !== undefined) {
      const { worker } = newest
      newest.worker = undefined
      newest.replay = { state: 'cancelled' }
      await worker.terminate()
    }
    return newest.replay
  }

  async close(): Promise<void> {
    await this.#newest?.worker?.terminate()
  }

  async #record(
    replay: string,
    { from, to, sinceMs, report }: { from: string; to: string; sinceMs: number; report: ReplayReport },
    person: Pick<Person, 'id'>,
  ): Promise<void> {
    const { decisions, notReplayable, unchanged, now, results } = report
    const by = await this.#parts.journal.pseudonymOf(`person:${person.id}`)
    await this.#parts.journal.append({
      kind: 'policy.replayed',
      data: { replay, from, to, since: sinceMs, decisions, notReplayable, unchanged, now, results: { ...results }, by },
    })
  }
}

function running(progress: Progress): Replay {
  return { state: 'running', ...progress }
}
