// SPDX-License-Identifier: EUPL-1.2
// The two ends of a relay, in the hands of a test.

import type { AnswerSink, Piece } from '../../requests/answer-sink.ts'
import type { BodyReader, FarBody } from '../../upstream/index.ts'

/** A far side that says what a test has it say. */
export class Far implements FarBody {
  readonly #early: readonly string[]
  #reader: BodyReader | undefined
  isPaused = false

  constructor(early: readonly string[] = []) {
    this.#early = early
  }

  read(reader: BodyReader): void {
    this.#reader = reader
    for (const text of this.#early) this.says(text)
  }
  pause(): void {
    this.isPaused = true
  }
  resume(): void {
    this.isPaused = false
  }
  release(): void {
    this.#reader = undefined
  }
  says(said: string | Uint8Array): void {
    this.#reader?.piece(typeof said === 'string' ? Buffer.from(said) : said)
  }
  ends(): void {
    this.#reader?.end()
  }
  fails(): void {
    this.#reader?.failed(new Error('ECONNRESET at 10.0.0.1'))
  }
}

/** A caller that writes down each write. */
export class Caller implements AnswerSink {
  readonly writes: string[] = []
  isBehind = false
  #drained: (() => void)[] = []

  write(piece: Piece): boolean {
    this.writes.push(String(piece))
    return !this.isBehind
  }
  onDrain(go: () => void): void {
    this.#drained.push(go)
  }
  catchesUp(): void {
    this.isBehind = false
    for (const go of this.#drained.splice(0)) go()
  }
  end(last: Piece = ''): void {
    this.writes.push(`${last}END`)
  }
  endAtOnce(last: Piece): void {
    this.writes.push(`${last}AT ONCE`)
  }
}
