// SPDX-License-Identifier: EUPL-1.2
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import { JournalError } from './error.ts'

/** Reads a secret that is made on first use, durably, in a file that only its owner may read; refuses any other file. */
export function readSecret(file: string, make: () => string | Uint8Array): Buffer {
  if (!existsSync(file)) {
    const descriptor = openSync(file, 'wx', 0o600)
    try {
      writeSync(descriptor, Buffer.from(make()))
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  }
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new JournalError('damaged', `${file} can be read by others than its owner; run chmod 600 on it`)
  }
  return readFileSync(file)
}
