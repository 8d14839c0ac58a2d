// SPDX-License-Identifier: EUPL-1.2
import { LogError } from './error.ts'
import { findingOf } from './finding.ts'
import { parseReceipt, type Receipt, verifyReceipt } from './receipt.ts'
import type { TrustPolicy } from './trust-policy.ts'
import type { LogVerification } from './verify-log.ts'

/** No proof, key, policy, checkpoint or entry that a reader has is longer. */
export const maxGivenLength = 2 * 1024 * 1024

/** A proof as it was read: one that is no proof has a refusal instead of a receipt. */
interface ProofFile {
  readonly receipt?: Receipt
  readonly refusal?: LogError
  /** The extra line of a receipt may carry the entry. That proves itself: only the entry has the right hash. */
  readonly entry: Uint8Array | undefined
}

export function readProof(bytes: Uint8Array): ProofFile {
  try {
    const receipt = parseReceipt(bytes)
    return { receipt, entry: receipt.extra }
  } catch (refusal) {
    if (!(refusal instanceof LogError)) throw refusal
    return { refusal, entry: undefined }
  }
}

/** Verifies that the entry stands where the proof says, in a log that the reader trusts. */
export async function verifyProof(
  path: string,
  { receipt, refusal }: ProofFile,
  entry: Uint8Array | undefined,
  policy: TrustPolicy | undefined,
): Promise<{ readonly answer: LogVerification; readonly index?: number }> {
  try {
    if (receipt === undefined || entry === undefined) throw refusal ?? new LogError('proof-file', 'no entry to prove')
    if (policy === undefined) throw new LogError('key-unknown', 'no key was given')
    const checkpoint = await verifyReceipt(receipt, entry, policy)
    return { answer: { kind: 'valid', checkpoint }, index: receipt.index }
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    if (error.code === 'key-unknown') return { answer: { kind: error.code, message: error.message } }
    return { answer: { kind: 'invalid', findings: [findingOf(error, path)] } }
  }
}
