// SPDX-License-Identifier: EUPL-1.2
import { decodeUtf8 } from '../src/bytes.ts'
import { parsePolicy, type TrustPolicy, trustKey } from '../src/trust-policy.ts'
import { formatVerifierKey, parseVerifierKey } from '../src/verifier-key.ts'

/** A key, which is one word, or a policy, which never is; nothing when nothing was given. */
export function readTrust(given: Uint8Array | string): TrustPolicy | undefined {
  const text = typeof given === 'string' ? given : decodeUtf8(given)
  const word = text.trim()
  if (word === '') return undefined
  return /\s/.test(word) ? parsePolicy(text) : trustKey(parseVerifierKey(word))
}

/** The keys of logs that an answer rests on, for a paper to name. */
export function trustedKeys({ logs }: TrustPolicy): string[] {
  return logs.map(({ key }) => formatVerifierKey(key))
}
