// SPDX-License-Identifier: EUPL-1.2
// Two logs with a key that the reader trusts, their files, and what a verification finds in a copy of those.
import assert from 'node:assert/strict'
import { type Evidence, type Finding, formatVerifierKey, keyTypes, parsePolicy, trustKey, verifyLog } from '../index.ts'
import { testKey } from './keys.ts'
import { type Files, MemoryLog, numberedEntries, sourceOf } from './memory-log.ts'

export const log = testKey('example.com/log', 1)
export const witness = testKey('witness.example/w1', 2, keyTypes.cosignature)
export const policy = trustKey(log.key)
export const witnessPolicy = parsePolicy(
  `log ${formatVerifierKey(log.key)}\nwitness w1 ${formatVerifierKey(witness.key)}\nquorum none\n`,
)

export const small = MemoryLog.of(numberedEntries(20))
export const large = MemoryLog.of(numberedEntries(600))
export const smallFiles = await small.files(log.signer)
export const largeFiles = await large.files(log.signer)

export async function findingsIn(files: Files, against: readonly Evidence[] = []): Promise<readonly Finding[]> {
  const result = await verifyLog(sourceOf(files), { policy, against })
  return result.kind === 'invalid' ? result.findings : assert.fail(`not invalid but ${result.kind}`)
}

export async function firstFinding(files: Files, against: readonly Evidence[] = []): Promise<Finding> {
  const [finding] = await findingsIn(files, against)
  assert.ok(finding)
  return finding
}

export function changed(files: Files, path: string, change: (bytes: Uint8Array) => Uint8Array): Files {
  const bytes = files.get(path)
  assert.ok(bytes, `no ${path}`)
  return new Map(files).set(path, change(Uint8Array.from(bytes)))
}

export const flipped = (files: Files, path: string, at: number, mask: number): Files =>
  changed(files, path, (bytes) => bytes.with(at, (bytes[at] ?? 0) ^ mask))
