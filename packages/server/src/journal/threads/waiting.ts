// SPDX-License-Identifier: EUPL-1.2
import { draftsIn } from './draft-columns.ts'
import { type Append, isLine, type Question, type ToWorker } from './protocol.ts'

/** What was asked of the sequencer and waits, in order. */
export class Waiting {
  readonly #requests: (Append | Question)[] = []

  get first(): Append | Question | undefined {
    return this.#requests[0]
  }

  /** Whether the store answers is asked ahead of the queue: behind a thousand appends, busy would look like lost. */
  take({ drafts, questions }: ToWorker): void {
    for (const draft of draftsIn(drafts)) this.#requests.push({ op: 'append', ...draft })
    for (const question of questions) {
      if (question.op === 'contact') this.#requests.unshift(question)
      else this.#requests.push(question)
    }
  }

  /** Whether there are any that nothing has to come before. */
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
   * The appends that wait, also behind questions: those are answered next, from a log that is further. Nothing passes
   * an erasure, which draws a line through what was asked before it, nor the end.
   */
  takeAppends(most: number): Append[] {
    const line = this.#requests.findIndex(isLine)
    const before = this.#requests.splice(0, line === -1 ? this.#requests.length : line)
    const appends = before.filter((request) => request.op === 'append')
    this.#requests.unshift(...before.filter((request) => request.op !== 'append'), ...appends.slice(most))
    return appends.slice(0, most)
  }

  /** All that waits for anything but the end, which stays. */
  takeUntilEnd(): (Append | Question)[] {
    const end = this.#requests.findIndex(({ op }) => op === 'close')
    return this.#requests.splice(0, end === -1 ? this.#requests.length : end)
  }

  /** Appends that no transaction had room for wait on. */
  putBack(appends: readonly Append[]): void {
    this.#requests.unshift(...appends)
  }
}
