// SPDX-License-Identifier: EUPL-1.2
import { encodeUtf8 } from './bytes.ts'
import { cosignatureMessage, parseCosignature } from './cosignature.ts'
import { verifyEd25519 } from './ed25519.ts'
import { LogError } from './error.ts'
import type { Note, NoteSignature } from './note.ts'
import { formatKeyId, keyTypes, type VerifierKey } from './verifier-key.ts'

/** A signature that verified. `timeSeconds` is what a witness claimed: when it saw this as the largest tree. */
export interface VerifiedSignature {
  readonly key: VerifierKey
  readonly timeSeconds?: number
}

async function verifySignature(text: string, line: NoteSignature, key: VerifierKey): Promise<VerifiedSignature> {
  const refusal = `the signature of ${key.name} (${formatKeyId(key.keyId)}) is not right`
  switch (key.type) {
    case keyTypes.ed25519: {
      if (await verifyEd25519(key.publicKey, encodeUtf8(text), line.signature)) return { key }
      throw new LogError('signature', refusal)
    }
    case keyTypes.cosignature: {
      const { timeSeconds, signature } = parseCosignature(line.signature)
      if (await verifyEd25519(key.publicKey, cosignatureMessage(text, timeSeconds), signature))
        return { key, timeSeconds }
      throw new LogError('signature', refusal)
    }
  }
}

/**
 * Verifies a note against the keys that the reader trusts, and gives the signatures that hold: at least one. Lines of
 * other keys are ignored, as anyone may add them; a known key's line that fails, or stands twice, refuses the whole
 * note (signed-note "Signatures", stricter on doubles). Throws `key-unknown`, `signature`, `signature-duplicate`,
 * `key-ambiguous` or `cosignature`.
 */
export async function verifyNote(note: Note, keys: readonly VerifierKey[]): Promise<VerifiedSignature[]> {
  const known = new Map<string, VerifierKey>()
  for (const key of keys) {
    const label = `${key.name}+${key.keyId}`
    if (known.has(label)) throw new LogError('key-ambiguous', `${key.name} (${formatKeyId(key.keyId)}) is given twice`)
    known.set(label, key)
  }
  const lines = new Map<VerifierKey, NoteSignature>()
  for (const line of note.signatures) {
    const key = known.get(`${line.name}+${line.keyId}`)
    if (key === undefined) continue
    if (lines.has(key)) throw new LogError('signature-duplicate', `${line.name} signed twice`)
    lines.set(key, line)
  }
  const verified: VerifiedSignature[] = []
  for (const [key, line] of lines) verified.push(await verifySignature(note.text, line, key))
  if (verified.length === 0) throw new LogError('key-unknown', 'none of the signatures is by a known key')
  return verified
}
