// SPDX-License-Identifier: EUPL-1.2
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { JournalError } from './error.ts'

/** Reads a secret that is made on first use, durably, in a file that only its owner may read; refuses any other file. */
export function readSecret(file: string, make: () => string | Uint8Array): Buffer {
  if (!existsSync(file)) makeDurably(file, Buffer.from(make()))
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new JournalError('key-unusable', {
      nl: `${file} is ook voor anderen dan de eigenaar te lezen; geef chmod 600`,
      en: `${file} can be read by others than its owner; run chmod 600 on it`,
    })
  }
  return readFileSync(file)
}

/**
 * Makes a file that only its owner may read. It gets its name only once it is whole: a key that a crash left empty would
 * be one that anyone can guess. The folder is synced, or a power cut could take the name back after the log was signed
 * with the key (fsync(2), NOTES).
 */
export function makeDurably(file: string, content: Uint8Array): void {
  const unfinished = `${file}.new`
  const descriptor = openSync(unfinished, 'w', 0o600)
  try {
    // `writeSync` may write only a part of it.
    writeFileSync(descriptor, content)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(unfinished, file)
  syncFolder(dirname(file))
}

/** A name is durable when its folder is. */
export function syncFolder(folder: string): void {
  // Windows opens no folder, and writes names through its own journal.
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
