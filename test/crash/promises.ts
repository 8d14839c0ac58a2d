// SPDX-License-Identifier: EUPL-1.2
import { parseCheckpoint, parseNote } from '@sluis/log'
import type { Mark } from './mark.ts'

/** What the world was told before the crash: what recovery must still be true to. */
export class Promises {
  verifierKey: string | undefined
  digest: string | undefined
  /** The signed checkpoint of the largest tree that anyone was shown. */
  note: string | undefined
  size = 0
  /** Entries that were acknowledged: their number by their index; -1 for one that has none. */
  readonly acknowledged = new Map<number, number>()
  /** Whom a pseudonym that was given out stands for. */
  readonly subjects = new Map<string, string>()
  /** Keys that are gone, in hex: no file holds them any more. */
  readonly destroyed: string[] = []
  /** How many things were told. */
  told = 0

  take(mark: Mark): void {
    this.told++
    if ('opened' in mark) {
      this.verifierKey ??= mark.opened.verifierKey
      this.digest ??= mark.opened.digest
      this.#show(mark.opened.note)
    } else if ('acknowledged' in mark) {
      const { index, treeSize, n = -1, note, destroyed = [] } = mark.acknowledged
      this.destroyed.push(...destroyed)
      this.acknowledged.set(index, n)
      this.size = Math.max(this.size, treeSize)
      if (note !== undefined) this.#show(note)
    } else if ('pseudonym' in mark) {
      this.subjects.set(mark.pseudonym.pseudonym, mark.pseudonym.subject)
    }
  }

  /** As it is now, for a crash now. */
  copy(): Promises {
    const { acknowledged, subjects, destroyed } = this
    const own = { acknowledged: new Map(acknowledged), subjects: new Map(subjects), destroyed: [...destroyed] }
    return Object.assign(new Promises(), this, own)
  }

  #show(note: string): void {
    const { size } = parseCheckpoint(parseNote(note).text)
    if (size < this.size) throw new Error(`a log of ${size} entries was shown after one of ${this.size}`)
    this.size = size
    this.note = note
  }
}
