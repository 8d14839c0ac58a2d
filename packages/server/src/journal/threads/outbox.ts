// SPDX-License-Identifier: EUPL-1.2
import { addDraft, noDrafts } from './draft-columns.ts'
import { isLine, type Question, type ToWorker } from './protocol.ts'
import type { Turn } from './turn.ts'
import type { WrittenDraft } from './written.ts'

/**
 * How many drafts make it worthwhile to wake the other thread: if other programs want its processor, the first draft
 * after a wait costs as much as eight more.
 */
const goAhead = 16

/**
 * Collects what is asked in one turn of the loop, by whichever callers, and sends it together: waking the other thread
 * costs more than the content of a message. If there are many drafts, the first go ahead, so that they are made into
 * entries while the rest is written; all are committed together.
 */
export class Outbox {
  readonly #turn: Turn
  readonly #post: (message: ToWorker) => void
  #drafts = noDrafts()
  #questions: Question[] = []
  #isOpen = false

  constructor(turn: Turn, post: (message: ToWorker) => void) {
    this.#turn = turn
    this.#post = post
  }

  append(id: number, draft: WrittenDraft): void {
    this.#open()
    if (addDraft(this.#drafts, id, draft) < goAhead) return
    this.#turn.opens()
    this.#send()
    this.#turn.goesOn()
  }

  ask(question: Question): void {
    this.#open()
    // Nothing may pass an erasure, nor the end; drafts and questions of one message have no order.
    const isAlone = isLine(question)
    if (isAlone) this.#send()
    this.#questions.push(question)
    if (isAlone) this.#send()
  }

  #open(): void {
    if (this.#isOpen) return
    this.#isOpen = true
    setImmediate(() => {
      this.#isOpen = false
      this.#send()
      this.#turn.isOver()
    })
  }

  #send(): void {
    if (this.#drafts.ids.length === 0 && this.#questions.length === 0) return
    const message = { drafts: this.#drafts, questions: this.#questions }
    this.#drafts = noDrafts()
    this.#questions = []
    this.#post(message)
  }
}
