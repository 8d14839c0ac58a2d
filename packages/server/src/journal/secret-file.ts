// SPDX-License-Identifier: EUPL-1.2
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
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
 * The file gets its name only once it is whole: one that a crash left empty would be a key that anyone can guess. The
 * folder is synced, or a power cut could take the name back after the log was signed with the key (fsync(2), NOTES).
 */
function makeDurably(file: string, secret: Uint8Array): void {
  const unfinished = `${file}.new`
  const descriptor = openSync(unfinished, 'w', 0o600)
  try {
    writeSync(descriptor, secret)
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
