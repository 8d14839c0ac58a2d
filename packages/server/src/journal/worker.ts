// SPDX-License-Identifier: EUPL-1.2
// The sequencer's own thread: it takes what waits as one batch, so that many callers share one sync (group commit),
// and the loop that serves calls never waits for a disk.
import { join } from 'node:path'
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { openEngines } from './engine/open.ts'
import type { Appended } from './entry.ts'
import { erasure } from './erasure.ts'
import { Conflict, JournalError } from './error.ts'
import { openLogKey } from './log-key.ts'
import type { Projection } from './projection.ts'
import { Projections } from './projections.ts'
import type { Answer, Failure, FromWorker, Reply, Request, WorkerSettings } from './protocol.ts'
import { Sequencer } from './sequencer.ts'
import { Store } from './store.ts'
import { Vault } from './vault.ts'

/** Bounds one transaction, so that a flood can't hold back the answer to the first of it. */
const maxBatch = 1024

if (parentPort === null) throw new Error('this module runs in a worker thread')
const port = parentPort
const settings: WorkerSettings = workerData

type Append = Extract<Request, { op: 'append' }>

function tell(message: FromWorker): void {
  port.postMessage(message)
}

function failureOf(error: unknown): Failure {
  if (error instanceof Conflict) return { kind: 'conflict', reason: error.reason, message: error.message }
  const message = error instanceof Error ? error.message : String(error)
  return { kind: 'journal', code: error instanceof JournalError ? error.code : 'damaged', message }
}

interface Opened {
  readonly sequencer: Sequencer
  readonly projections: Projections
  close(): Promise<void>
}

async function open(): Promise<Opened> {
  const { folder, origin } = settings
  const { projections: folds }: { projections: readonly Projection[] } = await import(settings.projections)
  const engines = await openEngines(settings)
  try {
    const { signer, verifierKey } = openLogKey(join(folder, 'log.key'), origin)
    const vault = await Vault.open(engines.keys, engines.keysApart)
    const store = await Store.open(engines.log)
    const projections = new Projections(store, [erasure, ...folds])
    const onFollowed = (followed: readonly Appended[]) => tell({ followed })
    const sequencer = await Sequencer.open({ store, vault, projections, signer, now: Date.now, onFollowed })
    await sequencer.forgetErased()
    tell({ ready: { verifierKey } })
    return { sequencer, projections, close: engines.close }
  } catch (error) {
    await engines.close()
    throw error
  }
}

try {
  await serve(await open())
} catch (error) {
  tell({ failed: failureOf(error) })
}

async function serve({ sequencer, projections, close }: Opened): Promise<void> {
  const waiting: Request[] = []
  let busy = false

  const answer = async (request: Exclude<Request, { op: 'append' }>): Promise<Answer> => {
    switch (request.op) {
      case 'disclose':
        return await sequencer.disclose(request.index, request.name)
      case 'pseudonymOf':
        return await sequencer.pseudonymOf(request.subject)
      case 'subjectOf':
        return await sequencer.subjectOf(request.pseudonym)
      case 'erase':
        return await sequencer.erase(request.subject, request.basis)
      case 'contact':
        return String(await sequencer.follow())
      case 'dump':
        return await projections.dump()
      case 'close':
        await close()
        return undefined
    }
  }

  /** Appends as many as one transaction takes, and leaves the rest to wait. */
  const append = async (batch: readonly Append[]): Promise<readonly Reply[]> => {
    try {
      const results = await sequencer.append(batch.map(({ draft }) => draft))
      waiting.unshift(...batch.slice(results.length))
      return results.map((result, at) => {
        const id = batch[at]?.id ?? 0
        return result instanceof Error ? { id, failure: failureOf(result) } : { id, answer: result }
      })
    } catch (error) {
      return batch.map(({ id }) => ({ id, failure: failureOf(error) }))
    }
  }

  const work = async (): Promise<void> => {
    for (;;) {
      for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
        waiting.push(...next.message)
      }
      const first = waiting[0]
      if (first === undefined) return
      if (first.op === 'append') {
        const end = waiting.findIndex((request, at) => request.op !== 'append' || at === maxBatch)
        const batch = waiting.splice(0, end === -1 ? waiting.length : end)
        tell({ replies: await append(batch.filter((request) => request.op === 'append')) })
      } else {
        waiting.shift()
        const reply = await answer(first).then(
          (value): Reply => ({ id: first.id, answer: value }),
          (error: unknown): Reply => ({ id: first.id, failure: failureOf(error) }),
        )
        tell({ replies: [reply] })
        if (first.op === 'close') port.close()
      }
    }
  }

  port.on('message', (requests: readonly Request[]) => {
    waiting.push(...requests)
    if (busy) return
    busy = true
    work().finally(() => {
      busy = false
    })
  })
}
