// SPDX-License-Identifier: EUPL-1.2
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { BackupError } from './error.ts'

/**
 * A backup is three folders that need not be kept together: the log; the keys that open its private fields, with the
 * credentials; and, only when asked for, the secrets. Whoever keeps the keys for a shorter time than the log makes
 * erasure reach backups too.
 */
export const filesOf = {
  log: ['journal.db', 'stop-orders'],
  keys: ['keys.db', 'identity.db'],
  secrets: ['log.key', 'digest.key'],
} as const

export type Part = keyof typeof filesOf

const manifestName = 'manifest.json'
const maxManifestBytes = 1_048_576

const shape = z.strictObject({
  format: z.literal('sluis-backup/1'),
  part: z.enum(['log', 'keys', 'secrets']),
  madeAt: z.int().min(0),
  /** The checkpoint that was newest when this part was copied. */
  checkpoint: z.string().max(131_072),
  verifierKey: z.string().max(1000).optional(),
  files: z
    .array(z.strictObject({ name: z.string(), bytes: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) }))
    .max(10),
})

export type Manifest = Readonly<z.output<typeof shape>>

export function writeManifest(folder: string, manifest: Manifest): void {
  const descriptor = openSync(join(folder, manifestName), 'wx', 0o600)
  try {
    writeSync(descriptor, `${JSON.stringify(manifest, null, 2)}\n`)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/**
 * Reads the manifest of one part, which may name only files of that part. Throws `part-missing` or `part-unreadable`.
 */
export function readManifest(folder: string, part: Part): Manifest {
  const file = join(folder, manifestName)
  if (!existsSync(file)) {
    const sentence = { nl: `in ${folder} ligt geen deel ${part}`, en: `there is no part ${part} in ${folder}` }
    throw new BackupError('part-missing', sentence)
  }
  try {
    if (statSync(file).size > maxManifestBytes) throw new RangeError('it is too large')
    const manifest = shape.parse(JSON.parse(readFileSync(file, 'utf8')))
    const known: readonly string[] = filesOf[part]
    const isWhole = manifest.part === part && manifest.files.every(({ name }) => known.includes(name))
    if (isWhole && manifest.files.length > 0) return manifest
    throw new RangeError(`it is no manifest of ${part}`)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    const sentence = { nl: `${file} is niet te gebruiken: ${why}`, en: `${file} can't be used: ${why}` }
    throw new BackupError('part-unreadable', sentence, { cause })
  }
}
