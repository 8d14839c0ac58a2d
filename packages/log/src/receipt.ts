// SPDX-License-Identifier: EUPL-1.2
import { decodeBase64, decodeUtf8, encodeBase64 } from './bytes.ts'
import { parseCheckpoint } from './checkpoint.ts'
import { LogError } from './error.ts'
import { checkHash, hashLeaf, hashLength } from './merkle.ts'
import { maxNoteLength, parseNote } from './note.ts'
import { checkSize, parseDecimal } from './number.ts'
import type { TrustPolicy } from './trust-policy.ts'
import { type VerifiedCheckpoint, verifyCheckpoint } from './verify-checkpoint.ts'
import { maxProofLength, verifyInclusion } from './verify-proof.ts'

/** The first line of a tlog-proof file. */
export const receiptHeader = 'c2sp.org/tlog-proof@v1'
/** The checkpoint, the hashes, and in the extra line the longest entry there can be. */
const maxReceiptLength = maxNoteLength + 128 * 1024

/**
 * What proves that an entry is in the log: its index, the hashes up to the root, and the signed checkpoint with that
 * root, as text. `extra` is whatever its maker adds; nothing authenticates it, unless it is the entry itself.
 */
export interface Receipt {
  readonly index: number
  readonly proof: readonly Uint8Array[]
  readonly checkpoint: string
  readonly extra?: Uint8Array
}

/** Writes a tlog-proof file (tlog-proof "Format"). The checkpoint is taken over as it is. */
export function formatReceipt({ index, proof, checkpoint, extra }: Receipt): string {
  const lines = [receiptHeader]
  if (extra !== undefined) lines.push(`extra ${encodeBase64(extra)}`)
  lines.push(`index ${checkSize(index, 'index')}`)
  for (const hash of proof) lines.push(encodeBase64(checkHash(hash, 'proof hash')))
  return `${lines.join('\n')}\n\n${checkpoint}`
}

/** Reads hash lines of a proof, as a receipt and a witness request hold them; `undefined` when one isn't a hash. */
export function parseHashLines(lines: readonly string[]): Uint8Array[] | undefined {
  const hashes: Uint8Array[] = []
  for (const line of lines) {
    const hash = decodeBase64(line)
    if (hash?.length !== hashLength) return undefined
    hashes.push(hash)
  }
  return hashes
}

/** Reads a tlog-proof file, without verifying it. Throws `too-large`, `encoding`, `proof-file` or what a note throws. */
export function parseReceipt(input: Uint8Array | string): Receipt {
  if (input.length > maxReceiptLength) throw new LogError('too-large', `a proof is at most ${maxReceiptLength} bytes`)
  const text = typeof input === 'string' ? input : decodeUtf8(input)
  const split = text.indexOf('\n\n')
  if (split < 0) throw new LogError('proof-file', 'no empty line before the checkpoint')
  const [header, ...lines] = text.slice(0, split).split('\n', maxProofLength + 4)
  if (header !== receiptHeader) throw new LogError('proof-file', `the first line is not ${receiptHeader}`, { line: 1 })
  const extraText = lines[0]?.startsWith('extra ') ? lines.shift()?.slice('extra '.length) : undefined
  const extra = extraText === undefined ? undefined : decodeBase64(extraText)
  if (extraText !== undefined && extra === undefined) {
    throw new LogError('proof-file', 'the extra line is not base64', { line: 2 })
  }
  const indexText = lines.shift() ?? ''
  const index = indexText.startsWith('index ') ? parseDecimal(indexText.slice('index '.length)) : undefined
  if (index === undefined) throw new LogError('proof-file', 'no index line', { line: extra === undefined ? 2 : 3 })
  const proof = lines.length > maxProofLength ? undefined : parseHashLines(lines)
  if (proof === undefined)
    throw new LogError('proof-file', `what follows the index is not up to ${maxProofLength} hashes`)
  const checkpoint = text.slice(split + 2)
  parseCheckpoint(parseNote(checkpoint).text)
  return extra === undefined ? { index, proof, checkpoint } : { index, proof, checkpoint, extra }
}

/**
 * Verifies that `entry` stands at the receipt's index in the log of a checkpoint that the policy accepts, and gives
 * that checkpoint. Throws what `verifyCheckpoint` and `verifyInclusion` throw.
 */
export async function verifyReceipt(
  receipt: Receipt,
  entry: Uint8Array,
  policy: TrustPolicy,
): Promise<VerifiedCheckpoint> {
  const verified = await verifyCheckpoint(receipt.checkpoint, policy)
  verifyInclusion(hashLeaf(entry), receipt.index, verified.checkpoint, receipt.proof)
  return verified
}
