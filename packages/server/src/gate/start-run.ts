// SPDX-License-Identifier: EUPL-1.2
import { newId } from './call.ts'
import { runOf } from './caller.ts'
import { GateError, stoppedBy } from './error.ts'
import type { GateParts } from './parts.ts'
import type { Asked } from './request.ts'

const runKeyLifetimeMs = 24 * 3_600_000
const maxLiveRuns = 1000

/** Starts a run for an agent, with a key of its own. */
export async function startRun(parts: GateParts, { caller, connection }: Asked): Promise<void> {
  // In a run of its own making, the holder of a run key would be without the run's labels and outside its stop.
  const stop = parts.stops.covering(caller)
  if (stop !== undefined) throw stoppedBy(stop)
  if (caller.run !== runOf(caller.agent)) throw new GateError('denied', 'a run key starts no other run')
  if (parts.identity.keysOf('run', caller.agent).length >= maxLiveRuns) {
    throw new GateError('denied', `this agent has ${maxLiveRuns} runs under way; their keys last a day`)
  }
  const run = newId('run')
  await parts.runs.start({ ...caller, run })
  const expiresAtMs = parts.now() + runKeyLifetimeMs
  const { key } = await parts.identity.issue({ kind: 'run', principal: caller.agent, run, expiresAtMs })
  connection.json(201, { run, key, expires_at: Math.floor(expiresAtMs / 1000) })
}
