// SPDX-License-Identifier: EUPL-1.2
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { warn } from '../../warnings/index.ts'

/** A checkpoint of Sluis is a tenth of this. */
const length = 4096

/**
 * The newest checkpoint, outside the database: it reveals that an old copy of the database was put back. It is written
 * after the commit and before anyone is answered, in place and without a sync of its own. So it survives a killed
 * process. After a power cut it may be older than the store or torn, but never ahead of a store that kept its promise.
 * It lies beside what it guards: a copy of the whole folder that is put back takes it along. Against that stand a
 * signer that remembers, a witness, and checkpoints kept elsewhere.
 */
export class HeadFile {
  readonly #file: string
  readonly #descriptor: number
  readonly #bytes = Buffer.alloc(length)
  #isTold = false

  constructor(file: string) {
    this.#file = file
    closeSync(openSync(file, 'a', 0o600))
    this.#descriptor = openSync(file, 'r+')
  }

  /** The note that was written last; empty if there is none. */
  read(): string {
    return readFileSync(this.#file).subarray(0, length).toString('utf8').replace(/\0+$/, '')
  }

  write(note: string): void {
    this.#bytes.fill(0, this.#bytes.write(note))
    try {
      writeSync(this.#descriptor, this.#bytes, 0, length, 0)
    } catch (error) {
      // The log itself is safe; only this second memory stays behind.
      if (!this.#isTold) warn('checkpoint-file-unwritable', { file: this.#file, error })
      this.#isTold = true
    }
  }

  close(): void {
    closeSync(this.#descriptor)
  }
}
