// SPDX-License-Identifier: EUPL-1.2
import { chownSync, existsSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseCheckpoint, parseNote } from '@sluis/log'
import { makeFolder, syncFolder, writeVerifierKey } from '../journal/index.ts'
import { auditLog, type KeptCheckpoint, type LostAgain } from './audit.ts'
import { copyFile } from './copy.ts'
import { BackupError } from './error.ts'
import { foldAnew, requirePlain } from './fold-anew.ts'
import { loseAgain } from './lose-again.ts'
import { type Manifest, type Part, readManifest } from './manifest.ts'

export interface RestoreWish {
  /** A folder that `sluis backup` made. */
  readonly source: string
  /** A newer (or older) folder of keys, for those who keep the keys apart. */
  readonly keysFrom?: string
  /** Must be new or empty. */
  readonly dataFolder: string
  /** The log's verifier key, known from elsewhere; without it the key that the backup itself names is used. */
  readonly verifierKey?: string
  readonly known: readonly KeptCheckpoint[]
  readonly onCopied: (file: string, done: number, total: number) => void
  readonly onAudited: (done: number, total: number) => void
}

export interface Restored {
  readonly size: number
  readonly logMadeAt: number
  readonly keysMadeAt: number
  /** How many entries the log grew between its copy and that of the keys; negative when the keys are older. */
  readonly keysAhead: number
  /** How many keys were destroyed again because the log says that they were destroyed or revoked. */
  readonly lostAgain: LostAgain
  /** False when the log was checked only against the key that the backup itself names. */
  readonly isKeyFromElsewhere: boolean
  /** Secrets that the backup doesn't hold, to be put back from where they are kept. */
  readonly missing: readonly string[]
}

/**
 * Restores a backup as a new data folder, after checking that every file is what its manifest says and that the whole
 * log verifies. The folder appears only when it is complete.
 */
export async function restore(wish: RestoreWish): Promise<Restored> {
  const dataFolder = resolve(wish.dataFolder)
  if (existsSync(dataFolder) && readdirSync(dataFolder).length > 0) {
    throw new BackupError('not-empty', { nl: `${dataFolder} is niet leeg`, en: `${dataFolder} is not empty` })
  }
  const staged = `${dataFolder}.restoring`
  // Left by an earlier attempt that was interrupted.
  rmSync(staged, { recursive: true, force: true })
  makeFolder(staged, 0o700)
  try {
    const restored = await stage(wish, staged)
    if (existsSync(dataFolder)) {
      giveToOwnerOf(dataFolder, staged)
      rmdirSync(dataFolder)
    }
    renameSync(staged, dataFolder)
    syncFolder(dataFolder)
    syncFolder(dirname(dataFolder))
    return restored
  } finally {
    // After a failure no keys are left lying around.
    rmSync(staged, { recursive: true, force: true })
  }
}

/**
 * Root restores for the user that Sluis runs as, who can't make a folder beside its own: what it gets must be that user's,
 * as the empty folder was.
 */
function giveToOwnerOf(folder: string, staged: string): void {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = statSync(folder)
  for (const name of readdirSync(staged)) chownSync(join(staged, name), uid, gid)
  chownSync(staged, uid, gid)
}

async function stage(wish: RestoreWish, staged: string): Promise<Restored> {
  const { source, keysFrom = join(source, 'keys'), known, onAudited } = wish
  const log = takePart(wish, 'log', join(source, 'log'), staged)
  const keys = takePart(wish, 'keys', keysFrom, staged)
  if (existsSync(join(source, 'secrets'))) takePart(wish, 'secrets', join(source, 'secrets'), staged)
  const verifierKey = wish.verifierKey ?? log.verifierKey
  if (verifierKey === undefined) {
    const sentence = { nl: 'de kopie noemt geen controlesleutel', en: 'the backup names no verifier key' }
    throw new BackupError('key-unknown', sentence)
  }
  const gone = await auditLog(staged, verifierKey, known, onAudited)
  foldAnew(staged)
  // What may not be served, because newer entries were lost, can then be written out without a start.
  writeVerifierKey(staged, verifierKey)
  const size = sizeOf(log)
  return {
    size,
    logMadeAt: log.madeAt,
    keysMadeAt: keys.madeAt,
    keysAhead: sizeOf(keys) - size,
    lostAgain: loseAgain(staged, gone),
    isKeyFromElsewhere: wish.verifierKey !== undefined,
    missing: ['log.key', 'digest.key'].filter((name) => !existsSync(join(staged, name))),
  }
}

function takePart({ onCopied }: RestoreWish, part: Part, from: string, staged: string): Manifest {
  const manifest = readManifest(from, part)
  for (const { name, bytes, sha256 } of manifest.files) {
    const file = join(from, name)
    if (!existsSync(file)) {
      throw new BackupError('part-unreadable', { nl: `${file} is er niet`, en: `${file} is not there` })
    }
    const copied = copyFile(file, join(staged, name), (done, total) => onCopied(name, done, total))
    if (copied.bytes !== bytes || copied.sha256 !== sha256) {
      throw new BackupError('file-changed', {
        nl: `${file} is niet wat er is gekopieerd`,
        en: `${file} is not what was backed up`,
      })
    }
    if (name.endsWith('.db')) requirePlain(join(staged, name))
  }
  return manifest
}

function sizeOf({ checkpoint }: Manifest): number {
  return parseCheckpoint(parseNote(checkpoint).text).size
}
