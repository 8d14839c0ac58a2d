// SPDX-License-Identifier: EUPL-1.2
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder, readLog, readVerifierKey, syncFolder } from '../journal/index.ts'
import { copyDatabase, copyFile, type OnCopied } from './copy.ts'
import { BackupError } from './error.ts'
import { filesOf, type Manifest, type Part, writeManifest } from './manifest.ts'

export interface BackupWish {
  readonly dataFolder: string
  /** Must be new or empty. */
  readonly target: string
  /** Whether to include the signing key and the key of digests: whoever has such a backup can continue the log. */
  readonly withSecrets: boolean
  readonly now: () => number
  readonly onCopied: (file: string, done: number, total: number) => void
}

export interface BackedUp {
  /** How many entries the copied log holds. */
  readonly size: number
  readonly parts: readonly Part[]
  readonly bytes: number
  /** The verifier key of the copied log; restoring asks for it from elsewhere. */
  readonly verifierKey?: string
}

/**
 * Copies a data folder, also while Sluis runs on it. The log is copied before the keys, so a key that the copied log
 * refers to is missing from the copy only if it was destroyed.
 */
export async function backUp(wish: BackupWish): Promise<BackedUp> {
  const { dataFolder, target, withSecrets } = wish
  if (!existsSync(join(dataFolder, 'journal.db'))) {
    throw new BackupError('no-log', { nl: `In ${dataFolder} is geen log`, en: `${dataFolder} holds no log` })
  }
  if (existsSync(target) && readdirSync(target).length > 0) {
    throw new BackupError('not-empty', { nl: `${target} is niet leeg`, en: `${target} is not empty` })
  }
  makeFolder(target, 0o700)
  const log = await copyPart(wish, 'log')
  const keys = await copyPart(wish, 'keys')
  const secrets = withSecrets ? await copyPart(wish, 'secrets') : undefined
  const parts = [log, keys, ...(secrets === undefined ? [] : [secrets])]
  // Synced before it reports success: whoever hears that may remove the disk.
  for (const { part } of parts) syncFolder(join(target, part))
  syncFolder(target)
  return {
    size: await readLog({ folder: join(target, 'log') }, async (copied) => (await copied.checkpoint()).size),
    parts: parts.map(({ part }) => part),
    bytes: parts.flatMap(({ files }) => files).reduce((sum, { bytes }) => sum + bytes, 0),
    ...(log.verifierKey === undefined ? {} : { verifierKey: log.verifierKey }),
  }
}

async function copyPart({ dataFolder, target, now, onCopied }: BackupWish, part: Part): Promise<Manifest> {
  const folder = join(target, part)
  mkdirSync(folder, { mode: 0o700 })
  const files: Manifest['files'][number][] = []
  for (const name of filesOf[part]) {
    const from = join(dataFolder, name)
    if (!existsSync(from)) continue
    const tell: OnCopied = (done, total) => onCopied(name, done, total)
    const copied = name.endsWith('.db')
      ? await copyDatabase(from, join(folder, name), tell)
      : copyFile(from, join(folder, name), tell)
    files.push({ name, ...copied })
  }
  // For the log, the checkpoint in the copy itself; the other parts were copied later, when there may be a newer one.
  const checkpoint = await readLog({ folder: part === 'log' ? folder : dataFolder }, async (log) => log.checkpoint())
  // For whoever restores without having kept the key elsewhere.
  const verifierKey = readVerifierKey(dataFolder)
  const manifest: Manifest = {
    format: 'sluis-backup/1',
    part,
    madeAt: now(),
    checkpoint: checkpoint.note,
    ...(verifierKey === undefined ? {} : { verifierKey }),
    files,
  }
  writeManifest(folder, manifest)
  return manifest
}
