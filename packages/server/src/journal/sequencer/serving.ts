// SPDX-License-Identifier: EUPL-1.2
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads'
import type { JournalError } from '../error.ts'
import { failureOf } from '../threads/failure.ts'
import type { Answer, Append, FromWorker, Question, Reply, ToWorker, WorkerSettings } from '../threads/protocol.ts'
import { Turn } from '../threads/turn.ts'
import { Waiting } from '../threads/waiting.ts'
import { answering, movedWith } from './answers.ts'
import type { OpenLog } from './open-log.ts'
import type { AppendedBatch } from './sequencer.ts'

/** Bounds one transaction, so that a flood can't delay the answer to its first draft. */
const maxBatch = 1024
/**
 * How long a batch waits for more of the turn in which it began. A thread that serves long turns would otherwise get
 * all of one turn in each commit, and idle meanwhile. With this bound its callers fall into two groups: one is served
 * while the other's commit is under way. And a thread that lost its processor holds up nobody for longer.
 */
const turnMs = 2.5

/**
 * Serves what comes in at a port, one thing at a time. Appends that wait become one batch, so that many callers share
 * one sync (group commit); questions are answered between batches.
 */
export class Serving {
  readonly #log: OpenLog
  readonly #port: MessagePort
  readonly #answer: (question: Question) => Promise<Answer>
  readonly #waiting = new Waiting()
  readonly #turn: Turn
  #doubt: JournalError | undefined
  #isBusy = false
  #isRung = false

  constructor(log: OpenLog, port: MessagePort, { process, turn }: WorkerSettings) {
    this.#log = log
    this.#port = port
    this.#answer = answering(log, process)
    this.#turn = new Turn(turn)
  }

  /** Serves until it is asked to close. */
  start(): void {
    this.#port.on('message', (message: ToWorker) => {
      this.#waiting.take(message)
      this.#refuseInDoubt()
      this.#wake()
    })
    this.#log.onDoubt((doubt) => {
      this.#doubt = doubt
      this.#refuseInDoubt()
    })
    this.#log.onRing(() => {
      this.#isRung = true
      this.#wake()
    })
  }

  /** While nobody can know whether the last commit stands, everything else is refused at once instead of waiting. */
  #refuseInDoubt(): void {
    if (this.#doubt === undefined) return
    const failure = failureOf(this.#doubt)
    const replies = this.#waiting.takeUntilEnd().map(({ id }) => ({ id, failure }))
    if (replies.length > 0) this.#tell({ replies })
    if (this.#waiting.first !== undefined) this.#log.end()
  }

  #wake(): void {
    if (this.#isBusy) return
    this.#isBusy = true
    this.#work().finally(() => {
      this.#isBusy = false
    })
  }

  async #work(): Promise<void> {
    for (;;) {
      this.#receive()
      if (this.#isRung) {
        this.#isRung = false
        // The next append reports what is wrong.
        await this.#log.sequencer.follow().catch(() => undefined)
      }
      const { first } = this.#waiting
      if (first === undefined) return
      if (first.op === 'append') {
        await this.#append()
        continue
      }
      this.#waiting.takeFirst()
      await this.#reply(first)
      if (first.op === 'close') this.#port.close()
      // Somebody who looks at many things makes calls wait for one answer, and not for all of them.
      else if (this.#waiting.hasAppends) await this.#append()
    }
  }

  #receive(): void {
    for (let next = receiveMessageOnPort(this.#port); next !== undefined; next = receiveMessageOnPort(this.#port)) {
      this.#waiting.take(next.message)
    }
  }

  async #reply(question: Question): Promise<void> {
    const { id } = question
    try {
      const answer = await this.#answer(question)
      this.#tell({ replies: [{ id, answer }] }, movedWith(answer))
    } catch (error) {
      this.#tell({ replies: [{ id, failure: failureOf(error) }] })
    }
  }

  /** Appends as many as one transaction takes; the rest waits. */
  async #append(): Promise<void> {
    const batch = this.#waiting.takeAppends(maxBatch)
    const until = performance.now() + turnMs
    const more = (): readonly Append[] => {
      for (;;) {
        const { sent } = this.#turn
        this.#receive()
        const next = this.#waiting.takeAppends(maxBatch - batch.length)
        batch.push(...next)
        if (next.length > 0 || batch.length === maxBatch || !this.#turn.waitFor(sent, until)) return next
      }
    }
    let appended: AppendedBatch
    try {
      appended = await this.#log.sequencer.append([...batch], more)
    } catch (error) {
      const failure = failureOf(error)
      this.#tell({ replies: batch.map(({ id }) => ({ id, failure })) })
      return
    }
    this.#waiting.putBack(batch.slice(appended.results.length))
    this.#tellOf(batch, appended)
  }

  /** Tells each caller what became of its draft. */
  #tellOf(batch: readonly Append[], { results, first: index, at, treeSize, receipts }: AppendedBatch): void {
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
    if (ids.length > 0) this.#tell({ placed: { ids, index, numbers, receipts, at, treeSize } })
    if (refused.length > 0) this.#tell({ replies: refused })
  }

  #tell(message: FromWorker, moved: readonly ArrayBuffer[] = []): void {
    this.#port.postMessage(message, moved)
  }
}
