// SPDX-License-Identifier: EUPL-1.2
import { LogError } from './error.ts'
import { parseExhibit, type VerifiedExhibit, verifyExhibit } from './exhibit.ts'
import type { TrustPolicy } from './trust-policy.ts'
import { answerTo, type LogVerification } from './verify-log.ts'

/** An exhibit is a JSON object; no proof begins like one. */
export function isExhibit(bytes: Uint8Array): boolean {
  return bytes[0] === '{'.charCodeAt(0)
}

/** Verifies an exhibit, and gives what it shows where all of it holds. */
export async function verifyExhibitFile(
  path: string,
  bytes: Uint8Array,
  policy: TrustPolicy | undefined,
): Promise<{ readonly answer: LogVerification; readonly shown?: VerifiedExhibit }> {
  try {
    const exhibit = parseExhibit(bytes)
    if (policy === undefined) throw new LogError('key-unknown', 'no key was given')
    const shown = await verifyExhibit(exhibit, policy)
    return { answer: { kind: 'valid', checkpoint: shown.checkpoint }, shown }
  } catch (error) {
    return { answer: answerTo(error, path) }
  }
}
