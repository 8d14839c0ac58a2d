// SPDX-License-Identifier: EUPL-1.2
// What outsiders can check of a log, and what a data folder still holds.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parseReceipt, parseVerifierKey, trustKey, verifyReceipt } from '../../packages/log/src/index.ts'

/** As whoever kept a receipt checks it, with the verifier that knows nothing of Sluis. */
export async function proves(receipt: string, key: string): Promise<void> {
  const parsed = parseReceipt(receipt)
  assert.ok(parsed.extra !== undefined)
  await verifyReceipt(parsed, parsed.extra, trustKey(parseVerifierKey(key)))
}

/** The keys that a subject seals under: its own, and those of its days. */
export function keysOf(folder: string, subject: string): readonly Buffer[] {
  const keys = new DatabaseSync(join(folder, 'keys.db'), { readOnly: true })
  const rows = keys.prepare("SELECT key FROM subjects WHERE subject = ?1 OR subject LIKE ?1 || '@%'").all(subject)
  keys.close()
  return rows.flatMap(({ key }) => (key instanceof Uint8Array ? [Buffer.from(key)] : []))
}

/** Whether any file of a data folder holds these bytes. */
export function holds(folder: string, bytes: Buffer): boolean {
  return globSync('*', { cwd: folder }).some((name) => readFileSync(join(folder, name)).includes(bytes))
}
