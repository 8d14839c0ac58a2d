// SPDX-License-Identifier: EUPL-1.2
// Replays on a thread of its own, so that calls are served meanwhile and the stop stays as quick.
import { parentPort, workerData } from 'node:worker_threads'
import { readFields } from '../journal/index.ts'
import { loadPolicies, PolicyError } from '../policy/index.ts'
import { withBuiltIn } from './built-in.ts'
import type { FromReplay, ReplayOrder } from './protocol.ts'
import { Replaying } from './replay.ts'

const order: ReplayOrder = workerData
const tell = (message: FromReplay): void => parentPort?.postMessage(message)

try {
  const organisation = { ...order.organisation, policies: order.policies }
  const policies = loadPolicies(withBuiltIn(organisation))
  const replaying = new Replaying(policies, organisation)
  for await (const page of readFields(order.place, 'decision', order.sinceMs)) {
    await replaying.add(page)
    tell({ progress: { done: page.done, total: page.total } })
  }
  tell({ ended: { digest: policies.digest, report: replaying.report } })
} catch (error) {
  const problems = error instanceof PolicyError ? error.problems : undefined
  tell({ failed: { message: error instanceof Error ? error.message : String(error), ...(problems && { problems }) } })
}
