// SPDX-License-Identifier: EUPL-1.2
import type { Words } from '../words/words.ts'
import type { CommandWords } from './command-words.ts'

const firstAfterMs = 1000
const everyMs = { interactive: 250, file: 5000 }

type ProgressWords = Pick<CommandWords, 'waiting'> & Pick<Words, 'progress'>

interface ProgressTerminal {
  readonly error: (text: string) => void
  readonly isInteractive: boolean
}

/** Tells how far a check is once it takes over a second: one line that moves, or in a file a line now and then. */
export class Progress {
  readonly #terminal: ProgressTerminal
  readonly #words: ProgressWords
  #nextMs = performance.now() + firstAfterMs
  #shown = false
  /** A server may take its time over its first answer; until there is one, there is nothing to count. */
  readonly #waiting: NodeJS.Timeout

  constructor(terminal: ProgressTerminal, words: ProgressWords) {
    this.#terminal = terminal
    this.#words = words
    this.#waiting = setTimeout(() => terminal.error(`${words.waiting}\n`), firstAfterMs).unref()
  }

  show(entries: number, total: number): void {
    clearTimeout(this.#waiting)
    const now = performance.now()
    if (now < this.#nextMs) return
    const { isInteractive, error } = this.#terminal
    this.#nextMs = now + (isInteractive ? everyMs.interactive : everyMs.file)
    this.#shown = true
    const line = this.#words.progress(entries, total)
    error(isInteractive ? `\r${line}` : `${line}\n`)
  }

  end(): void {
    clearTimeout(this.#waiting)
    if (this.#shown && this.#terminal.isInteractive) this.#terminal.error('\n')
  }
}
