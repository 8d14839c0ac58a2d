// SPDX-License-Identifier: EUPL-1.2
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { LogError } from './error.ts'
import { type Note, parseNote } from './note.ts'
import { isQuorumMet, type TrustPolicy } from './trust-policy.ts'
import { formatKeyId, keyTypes, type VerifierKey } from './verifier-key.ts'
import { type VerifiedSignature, verifyNote } from './verify-note.ts'

/** A checkpoint that the policy accepts: signed by the log, cosigned by enough witnesses. */
export interface VerifiedCheckpoint {
  readonly checkpoint: Checkpoint
  readonly note: Note
  /** The log's key that signed it. */
  readonly logKey: VerifierKey
  /** Other keys of logs in the policy that signed it too: a log whose key is being replaced has both. */
  readonly alsoSigned: readonly VerifierKey[]
  /** The witnesses of the policy that cosigned it, with the times they claim. */
  readonly cosignatures: readonly VerifiedSignature[]
}

function signersOf(note: Note): string {
  return note.signatures.map(({ name, keyId }) => `${name} (${formatKeyId(keyId)})`).join(', ')
}

/**
 * Why no line of the note is by a key of this log. A log that claims an origin whose key the reader holds, and isn't
 * signed with it, was tampered with; only an origin that the reader has no key for is merely unknown.
 */
function refuseUnsigned(note: Note, origin: string, policy: TrustPolicy): LogError {
  const expected = policy.logs.filter(({ key }) => key.name === origin).map(({ key }) => formatKeyId(key.keyId))
  if (expected.length === 0) {
    return new LogError('key-unknown', `no key known for ${origin}; the signatures are by ${signersOf(note)}`, {
      line: 1,
    })
  }
  const line = note.text.split('\n').length + 1
  const message = `${origin} must be signed by its key ${expected.join(' or ')}, and is signed by ${signersOf(note)}`
  return new LogError('signature', message, { line })
}

/**
 * Verifies a signed checkpoint against what the reader trusts. Throws `key-unknown` when the policy has no key for this
 * log; `signature`, `signature-duplicate`, `origin` or `quorum` when it has and the note doesn't convince; and what
 * `parseNote` and `parseCheckpoint` throw.
 */
export async function verifyCheckpoint(input: Uint8Array | string, policy: TrustPolicy): Promise<VerifiedCheckpoint> {
  const note = parseNote(input)
  const keys = [...policy.logs, ...policy.witnesses].map(({ key }) => key)
  const verified = await verifyNote(note, keys).catch((error: unknown) => {
    if (error instanceof LogError && error.code === 'key-unknown') return []
    throw error
  })
  const checkpoint = parseCheckpoint(note.text)
  const logKeys = verified.map(({ key }) => key).filter(({ type }) => type === keyTypes.ed25519)
  const [anyLogKey] = logKeys
  if (anyLogKey === undefined) throw refuseUnsigned(note, checkpoint.origin, policy)
  // One log must not speak for another: a key signs for the origin that it is named after, and no other.
  const logKey = logKeys.find(({ name }) => name === checkpoint.origin)
  if (logKey === undefined) {
    throw new LogError('origin', `the key of ${anyLogKey.name} signed a checkpoint of ${checkpoint.origin}`, {
      line: 1,
    })
  }
  const cosignatures = verified.filter(({ key }) => key.type === keyTypes.cosignature)
  if (
    !isQuorumMet(
      policy.quorum,
      cosignatures.map(({ key }) => key),
    )
  ) {
    throw new LogError('quorum', `${cosignatures.length} known witnesses cosigned, which is not the quorum`)
  }
  const alsoSigned = logKeys.filter((key) => key !== logKey)
  return { checkpoint, note, logKey, alsoSigned, cosignatures }
}
