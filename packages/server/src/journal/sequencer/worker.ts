// SPDX-License-Identifier: EUPL-1.2
// The sequencer's own thread: the loop that serves calls never waits for a disk.
import { parentPort, workerData } from 'node:worker_threads'
import { failureOf } from '../threads/failure.ts'
import type { FromWorker, WorkerSettings } from '../threads/protocol.ts'
import { openLog } from './open-log.ts'
import { Serving } from './serving.ts'

if (parentPort === null) throw new Error('this module runs in a worker thread')
const port = parentPort
const settings: WorkerSettings = workerData
const tell = (message: FromWorker): void => port.postMessage(message)

try {
  let isReady = false
  // Entries that others add while the log is opened are told to nobody: nobody listens yet, and questions read them.
  const log = await openLog(settings, (followed) => isReady && tell({ followed }))
  tell({ ready: { verifierKey: log.verifierKey, digestKey: log.engines.digestKey } })
  isReady = true
  new Serving(log, port, settings).start()
} catch (error) {
  tell({ failed: failureOf(error) })
}
