// SPDX-License-Identifier: EUPL-1.2
// The sequencer's own thread: it takes what waits as one batch, so that many callers share one sync (group commit),
// and the loop that serves calls never waits for a disk.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { warn } from '../warnings/index.ts'
import { type Engines, openEngines } from './engine/open.ts'
import { isOfSystem } from './engine/sqlite.ts'
import type { Appended } from './entry.ts'
import { erasure } from './erasure.ts'
import { Conflict, JournalError } from './error.ts'
import { HeadFile } from './head-file.ts'
import { type LogKey, openLogKey, writeVerifierKey } from './log-key.ts'
import { LogReader } from './log-reader.ts'
import type { Projection } from './projection.ts'
import { Projections } from './projections.ts'
import type { Answer, Append, Failure, FromWorker, Question, Reply, ToWorker, WorkerSettings } from './protocol.ts'
import { holdTo } from './recovery.ts'
import { type AppendedBatch, Sequencer } from './sequencer.ts'
import { connectSigner } from './signer/client.ts'
import { Store } from './store.ts'
import { Turn } from './turn.ts'
import { Vault } from './vault.ts'
import { Waiting } from './waiting.ts'

/** Bounds one transaction, so that a flood can't hold back the answer to the first of it. */
const maxBatch = 1024
/**
 * As long as a batch waits for more of the turn in which it began. A thread that serves long turns would otherwise get
 * all of one in each commit and stand still meanwhile; so its callers fall into two groups, one served while the other's
 * commit is under way. And one that was put off its processor holds up nobody for longer.
 */
const turnMs = 2.5

if (parentPort === null) throw new Error('this module runs in a worker thread')
const port = parentPort
const settings: WorkerSettings = workerData

function tell(message: FromWorker): void {
  port.postMessage(message)
}

function failureOf(error: unknown): Failure {
  if (error instanceof Conflict) return { kind: 'conflict', reason: error.reason, message: error.message }
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof JournalError) return { kind: 'journal', code: error.code, message }
  // A disk that is full or fails is no reason to put a backup back.
  if (isOfSystem(error)) return { kind: 'journal', code: 'unwritable', message: `the disk refused: ${message}` }
  return { kind: 'journal', code: 'damaged', message }
}

/** Each caller hears what became of its draft. */
function tellOf(batch: readonly Append[], { results, at, treeSize, receipts }: AppendedBatch): void {
  const ids: number[] = []
  const numbers: (number | undefined)[] = []
  const refused: Reply[] = []
  for (const [place, result] of results.entries()) {
    const id = batch[place]?.id ?? 0
    if (result instanceof Error) {
      refused.push({ id, failure: failureOf(result) })
      continue
    }
    ids.push(id)
    if (result.number !== undefined) numbers[ids.length - 1] = result.number
  }
  if (ids.length > 0) tell({ placed: { ids, index: treeSize - ids.length, numbers, receipts, at, treeSize } })
  if (refused.length > 0) tell({ replies: refused })
}

interface Opened {
  readonly sequencer: Sequencer
  readonly projections: Projections
  readonly engines: Engines
  /** Hears when another process may have added to the log. */
  onRing(listener: () => void): void
  close(): Promise<void>
}

async function open(): Promise<Opened> {
  const { folder } = settings
  const { projections: folds }: { projections: readonly Projection[] } = await import(settings.projections)
  let ring = (): void => undefined
  const engines = await openEngines(settings, settings.process, () => ring())
  try {
    const vault = await Vault.open(engines.keys, engines.keysApart)
    const store = await Store.open(engines.log)
    const { signer, verifierKey, remembers } = await openKey((await store.head()) === undefined)
    const projections = new Projections(store, [erasure, ...folds])
    const onFollowed = (followed: readonly Appended[]) => tell({ followed })
    const headFile = new HeadFile(join(folder, 'newest-checkpoint'))
    const log = new LogReader((sql, ...values) => engines.log.all(sql, ...values))
    const sequencer = await Sequencer.open({
      store,
      vault,
      projections,
      signer,
      signsCommitted: remembers,
      replacesKey: settings.replacesKey === true,
      now: Date.now,
      onFollowed,
      checkRecovered: () => holdToKnown(log, verifierKey, headFile),
      onHead: (note) => headFile.write(note),
    })
    headFile.write((await log.checkpoint()).note)
    writeVerifierKey(folder, verifierKey)
    await sequencer.forgetErased()
    tell({ ready: { verifierKey, digestKey: engines.digestKey } })
    const onRing = (listener: () => void): void => {
      ring = listener
    }
    const close = async (): Promise<void> => {
      headFile.close()
      await engines.close()
    }
    return { sequencer, projections, engines, onRing, close }
  } catch (error) {
    await engines.close()
    throw error
  }
}

/** A key is made for a new log only: for another one it would begin a history of its own. */
async function openKey(isNew: boolean): Promise<LogKey> {
  const { folder, origin, signer } = settings
  if (signer !== undefined) return await connectSigner(signer, origin)
  const file = join(folder, 'log.key')
  if (isNew || existsSync(file)) return openLogKey(file, origin)
  throw new JournalError('damaged', `${file} is not there; put it back, or see sluis replace-key`)
}

/** The file beside the database may be torn by a power cut and then says nothing; what a person gave must be right. */
async function holdToKnown(log: LogReader, verifierKey: string, headFile: HeadFile): Promise<void> {
  await holdTo(log, verifierKey, settings.known ?? [])
  const note = headFile.read()
  try {
    // A key that takes another's place can't verify what that one signed.
    if (note !== '' && settings.replacesKey !== true)
      await holdTo(log, verifierKey, [{ name: 'the newest checkpoint that was kept', note }])
  } catch (error) {
    if (!(error instanceof JournalError && error.code === 'damaged')) throw error
    warn('checkpoint-file-unread', { error })
  }
}

try {
  await serve(await open())
} catch (error) {
  tell({ failed: failureOf(error) })
}

async function serve({ sequencer, projections, engines, onRing, close }: Opened): Promise<void> {
  const waiting = new Waiting()
  const turn = new Turn(settings.turn)
  let busy = false
  let isRung = false

  const answer = async (request: Question): Promise<Answer> => {
    switch (request.op) {
      case 'disclose':
        return await sequencer.disclose(request.index, request.name, request.longest)
      case 'pseudonymOf':
        return await sequencer.pseudonymOf(request.subject)
      case 'subjectOf':
        return await sequencer.subjectOf(request.pseudonym)
      case 'erase':
        return await sequencer.erase(request.subject, request.basis)
      case 'contact':
        await engines.leases?.beat()
        return String(await sequencer.follow())
      case 'processes':
        return (await engines.leases?.live()) ?? [settings.process]
      case 'dump':
        return await projections.dump()
      case 'close':
        await close()
        return undefined
    }
  }

  /** Appends as many as one transaction takes, and leaves the rest to wait. */
  const append = async (): Promise<void> => {
    const batch = waiting.takeAppends(maxBatch)
    const until = performance.now() + turnMs
    const more = (): readonly Append[] => {
      for (;;) {
        const { sent } = turn
        receive()
        const next = waiting.takeAppends(maxBatch - batch.length)
        batch.push(...next)
        if (next.length > 0 || batch.length === maxBatch || !turn.waitFor(sent, until)) return next
      }
    }
    let appended: AppendedBatch
    try {
      appended = await sequencer.append([...batch], more)
    } catch (error) {
      const failure = failureOf(error)
      tell({ replies: batch.map(({ id }) => ({ id, failure })) })
      return
    }
    waiting.putBack(batch.slice(appended.results.length))
    tellOf(batch, appended)
  }

  const receive = (): void => {
    for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
      waiting.take(next.message)
    }
  }

  const work = async (): Promise<void> => {
    for (;;) {
      receive()
      if (isRung) {
        isRung = false
        // Whoever appends next is told what is wrong.
        await sequencer.follow().catch(() => undefined)
      }
      const { first } = waiting
      if (first === undefined) return
      if (first.op === 'append') {
        await append()
      } else {
        waiting.takeFirst()
        const reply = await answer(first).then(
          (value): Reply => ({ id: first.id, answer: value }),
          (error: unknown): Reply => ({ id: first.id, failure: failureOf(error) }),
        )
        tell({ replies: [reply] })
        if (first.op === 'close') port.close()
      }
    }
  }

  const wake = (): void => {
    if (busy) return
    busy = true
    work().finally(() => {
      busy = false
    })
  }
  port.on('message', (message: ToWorker) => {
    waiting.take(message)
    wake()
  })
  onRing(() => {
    isRung = true
    wake()
  })
}
