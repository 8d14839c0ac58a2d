// SPDX-License-Identifier: EUPL-1.2
import type { Candidate } from './window.ts'

/** What a scan remembers to take back when text that comes later may change it. */
export type Remembered = {
  readonly count: number
  readonly takenUntil: number
  readonly lastDateEnd: number
  readonly userInfoEnd: number
  readonly secretUntil: number
}

const none: readonly Candidate[] = []

/** The candidates of a scan, and what earlier ones mean for what stands behind them. Owned by one scanner. */
export class Found {
  #candidates: Candidate[] = []
  /** Up to where digits belong to a number that was found, so that none of them begins another. */
  takenUntil = 0
  /** Where the last date ended: what was said before it says nothing about the next one. */
  lastDateEnd = 0
  /** The @ of `user:password@host`, which is no e-mail address. */
  userInfoEnd = -1
  /** Up to where a secret that a word named goes: what looks like another name in there is part of it. */
  secretUntil = 0

  keep(candidate: Candidate | undefined): void {
    if (candidate !== undefined) this.#candidates.push(candidate)
  }

  /** Keeps the candidate and takes its digits. */
  take(candidate: Candidate | undefined): void {
    if (candidate === undefined) return
    this.#candidates.push(candidate)
    this.takenUntil = Math.max(this.takenUntil, candidate.end)
  }

  remember(): Remembered {
    const { takenUntil, lastDateEnd, userInfoEnd, secretUntil } = this
    return { count: this.#candidates.length, takenUntil, lastDateEnd, userInfoEnd, secretUntil }
  }

  takeBack({ count, takenUntil, lastDateEnd, userInfoEnd, secretUntil }: Remembered): void {
    this.#candidates.length = count
    this.takenUntil = takenUntil
    this.lastDateEnd = lastDateEnd
    this.userInfoEnd = userInfoEnd
    this.secretUntil = secretUntil
  }

  /** Gives the candidates away. */
  release(): readonly Candidate[] {
    const candidates = this.#candidates
    if (candidates.length === 0) return none
    this.#candidates = []
    return candidates
  }

  /** The text has lost its first `count` characters. */
  shift(count: number): void {
    this.takenUntil -= count
    this.lastDateEnd -= count
    this.userInfoEnd -= count
    this.secretUntil -= count
  }
}
