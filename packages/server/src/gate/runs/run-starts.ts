// SPDX-License-Identifier: EUPL-1.2
import { Conflict } from '../../journal/index.ts'
import { newId } from '../call.ts'
import { keyEnded } from '../cut.ts'
import { GateError, stoppedBy } from '../error.ts'
import type { GateParts } from '../parts.ts'
import { runOf } from '../requests/caller.ts'
import type { Asked } from '../requests/request.ts'

const runKeyLifetimeMs = 24 * 3_600_000
const maxLiveRuns = 1000

/** Starts runs for agents, each with a key of its own. */
export class RunStarts {
  readonly #parts: GateParts
  /** For each agent, how many runs have no key yet: thousands that are asked for at once count too. */
  readonly #starting = new Map<string, number>()

  constructor(parts: GateParts) {
    this.#parts = parts
  }

  async start({ caller, connection }: Asked): Promise<void> {
    // In a run that it made itself, the holder of a run key would be without the run's labels and outside its stop.
    const { agent } = caller
    const stop = this.#parts.stops.covering(caller)
    if (stop !== undefined) throw stoppedBy(stop)
    if (caller.run !== runOf(agent)) throw new GateError('denied', 'a run key starts no other run')
    const starting = this.#starting.get(agent) ?? 0
    if (this.#parts.identity.keysOf('run', agent).length + starting >= maxLiveRuns) {
      throw new GateError('denied', `this agent has ${maxLiveRuns} runs under way; their keys last a day`)
    }
    this.#starting.set(agent, starting + 1)
    try {
      connection.json(201, await this.#begin(caller))
    } finally {
      this.#ended(agent)
    }
  }

  async #begin(caller: Asked['caller']) {
    const { runs, identity, now } = this.#parts
    const run = newId('run')
    await runs.start({ ...caller, run })
    const parent = caller.key === undefined ? {} : { parent: caller.key }
    const wish = {
      kind: 'run',
      principal: caller.agent,
      run,
      ...parent,
      expiresAtMs: now() + runKeyLifetimeMs,
    } as const
    const { key, expiresAtMs = wish.expiresAtMs } = await identity.issue(wish).catch((error: unknown) => {
      throw error instanceof Conflict ? keyEnded : error
    })
    return { run, key, expires_at: Math.floor(expiresAtMs / 1000) }
  }

  #ended(agent: string): void {
    const left = (this.#starting.get(agent) ?? 0) - 1
    if (left > 0) this.#starting.set(agent, left)
    else this.#starting.delete(agent)
  }
}
