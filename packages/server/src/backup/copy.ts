// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readSync, statSync, writeSync } from 'node:fs'
import { backup, DatabaseSync } from 'node:sqlite'
import { BackupError } from './error.ts'

interface Copied {
  readonly bytes: number
  readonly sha256: string
}

/** Reports progress: how many bytes of how many were copied. */
export type OnCopied = (done: number, total: number) => void

const allPages = 2 ** 31 - 1
const pollMs = 500

/**
 * Copies a running server's database as of one moment. In a single step, because a copy in several would start over
 * whenever the server writes. The copy is one file that needs no other.
 */
export async function copyDatabase(from: string, to: string, onCopied: OnCopied): Promise<Copied> {
  const total = statSync(from).size
  closeSync(openSync(to, 'wx', 0o600))
  const watch = setInterval(() => onCopied(statSync(to).size, total), pollMs)
  const source = new DatabaseSync(from)
  try {
    source.exec('PRAGMA busy_timeout = 5000')
    await backup(source, to, { rate: allPages })
  } finally {
    clearInterval(watch)
    source.close()
  }
  const copy = new DatabaseSync(to)
  try {
    copy.exec('PRAGMA journal_mode = DELETE')
    const found = copy.prepare('PRAGMA quick_check(1)').get()
    const why = String(found?.quick_check)
    if (why !== 'ok') {
      throw new BackupError('copy-damaged', { nl: `${from} is beschadigd: ${why}`, en: `${from} is damaged: ${why}` })
    }
  } finally {
    copy.close()
  }
  return measure(to)
}

/** Copies a file of any size and measures it on the way. */
export function copyFile(from: string, to: string, onCopied: OnCopied): Copied {
  const total = statSync(from).size
  const target = openSync(to, 'wx', 0o600)
  try {
    const copied = eachPiece(from, (piece, done) => {
      writeSync(target, piece)
      onCopied(done, total)
    })
    fsyncSync(target)
    return copied
  } finally {
    closeSync(target)
  }
}

function measure(file: string): Copied {
  const descriptor = openSync(file, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  return eachPiece(file, () => undefined)
}

function eachPiece(file: string, use: (piece: Uint8Array, done: number) => void): Copied {
  const hash = createHash('sha256')
  const piece = Buffer.alloc(1_048_576)
  const descriptor = openSync(file, 'r')
  let bytes = 0
  try {
    for (let read = readSync(descriptor, piece); read > 0; read = readSync(descriptor, piece)) {
      bytes += read
      hash.update(piece.subarray(0, read))
      use(piece.subarray(0, read), bytes)
    }
  } finally {
    closeSync(descriptor)
  }
  return { bytes, sha256: hash.digest('hex') }
}
