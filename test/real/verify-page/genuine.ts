// SPDX-License-Identifier: EUPL-1.2
// What is given to the page in its tests: a log with an entry as Sluis writes it, its proofs, and its key.
import assert from 'node:assert/strict'
import { formatReceipt, formatVerifierKey, inclusionProof } from '../../../packages/log/src/index.ts'
import { testKey } from '../../../packages/log/src/test/keys.ts'
import { MemoryLog, numberedEntries } from '../../../packages/log/src/test/memory-log.ts'

export const log = testKey('example.com/log', 1)
export const { signer: stranger, key: strangersKey } = testKey('example.com/log', 2)
export const key = formatVerifierKey(log.key)
export const otherKey = formatVerifierKey(testKey('example.com/other', 4).key)

/** As Sluis writes it: its members in order, two private fields that it only commits to. */
export const leaf =
  `{"_sd":["${'a'.repeat(43)}","${'b'.repeat(43)}"],"at":1767139200000,` +
  `"data":{"agent":"reporter","findings":["email"],"rules":[]},"kind":"call.allowed","number":3,` +
  `"salt":"${'c'.repeat(22)}","series":"agent:reporter","v":1}`

export const memory = MemoryLog.of([...numberedEntries(699), leaf])

export async function proofOf(from: MemoryLog, index: number, checkpoint?: string): Promise<string> {
  const proof = await inclusionProof(index, from.size, from.readTile)
  const extra = from.entries[index] ?? assert.fail(`no entry ${index}`)
  return formatReceipt({ index, proof, checkpoint: checkpoint ?? (await from.checkpoint(log.signer)), extra })
}

/** The proof of the only entry of a log. */
export const proofOfOnly = (entry: string): Promise<string> => proofOf(MemoryLog.of([entry]), 0)
