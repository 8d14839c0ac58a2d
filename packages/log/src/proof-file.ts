// SPDX-License-Identifier: EUPL-1.2
import { LogError } from './error.ts'
import { parseReceipt, verifyReceipt } from './receipt.ts'
import type { TrustPolicy } from './trust-policy.ts'
import { answerTo, type LogVerification } from './verify-log.ts'

/** No proof, key, policy, checkpoint or entry that a reader has is longer. */
export const maxGivenLength = 2 * 1024 * 1024

interface VerifiedProof {
  readonly answer: LogVerification
  /** The entry, where the answer is `valid`. */
  readonly proven?: { readonly index: number; readonly bytes: Uint8Array }
}

/**
 * Verifies that an entry stands where the proof says, in a log that the reader trusts: the entry that was given, or else
 * the one that the extra line of the proof carries. That proves itself: only the entry has the right hash.
 */
export async function verifyProofFile(
  path: string,
  bytes: Uint8Array,
  given: Uint8Array | undefined,
  policy: TrustPolicy | undefined,
): Promise<VerifiedProof | 'entry-missing'> {
  try {
    const receipt = parseReceipt(bytes)
    const entry = given ?? receipt.extra
    if (entry === undefined) return 'entry-missing'
    if (policy === undefined) throw new LogError('key-unknown', 'no key was given')
    const checkpoint = await verifyReceipt(receipt, entry, policy)
    return { answer: { kind: 'valid', checkpoint }, proven: { index: receipt.index, bytes: entry } }
  } catch (error) {
    return { answer: answerTo(error, path) }
  }
}
