// SPDX-License-Identifier: EUPL-1.2
import { draftsIn } from './draft-columns.ts'
import { type Append, isLine, type Question, type ToWorker } from './protocol.ts'

/** Waiting drafts and questions, in order. */
export class Waiting {
  readonly #requests: (Append | Question)[] = []

  get first(): Append | Question | undefined {
    return this.#requests[0]
  }

  /**
   * The question whether the store answers goes ahead of the queue: behind a thousand appends, a busy store would look
   * lost.
   */
  take({ drafts, questions }: ToWorker): void {
    for (const draft of draftsIn(drafts)) this.#requests.push({ op: 'append', ...draft })
    for (const question of questions) {
      if (question.op === 'contact') this.#requests.unshift(question)
      else this.#requests.push(question)
    }
  }

  /** Whether there are appends that need not wait for anything else. */
  get hasAppends(): boolean {
    for (const request of this.#requests) {
      if (request.op === 'append') return true
      if (isLine(request)) return false
    }
    return false
  }

  takeFirst(): void {
    this.#requests.shift()
  }

  /**
   * The waiting appends, also those behind questions, which are answered next from a newer log. Nothing overtakes an
   * erasure, which comes after everything that was asked before it, or the end.
   */
  takeAppends(most: number): Append[] {
    const line = this.#requests.findIndex(isLine)
    const before = this.#requests.splice(0, line === -1 ? this.#requests.length : line)
    const appends = before.filter((request) => request.op === 'append')
    this.#requests.unshift(...before.filter((request) => request.op !== 'append'), ...appends.slice(most))
    return appends.slice(0, most)
  }

  /** Everything that waits, except the end, which stays. */
  takeUntilEnd(): (Append | Question)[] {
    const end = this.#requests.findIndex(({ op }) => op === 'close')
    return this.#requests.splice(0, end === -1 ? this.#requests.length : end)
  }

  /** Puts back the appends for which the transaction had no room. */
  putBack(appends: readonly Append[]): void {
    this.#requests.unshift(...appends)
  }
}
