// SPDX-License-Identifier: EUPL-1.2
import { concatBytes, encodeUtf8 } from './bytes.ts'
import { LogError } from './error.ts'
import { type NoteSignature, type NoteSigner, signEd25519 } from './note.ts'
import { checkSize } from './number.ts'
import { keyTypes } from './verifier-key.ts'

const timeLength = 8
const ed25519SignatureLength = 64

/** What a witness signs: `cosignature/v1`, the time in seconds, and the whole text (tlog-cosignature "Signed message"). */
export function cosignatureMessage(text: string, timeSeconds: number): Uint8Array<ArrayBuffer> {
  return encodeUtf8(`cosignature/v1\ntime ${checkSize(timeSeconds, 'time')}\n${text}`)
}

/** Splits a cosignature into its POSIX time in seconds and the bare Ed25519 signature. Throws `cosignature`. */
export function parseCosignature(signature: Uint8Array): { timeSeconds: number; signature: Uint8Array<ArrayBuffer> } {
  if (signature.length !== timeLength + ed25519SignatureLength) {
    throw new LogError('cosignature', `a cosignature has 72 bytes, not ${signature.length}`)
  }
  const copy = new Uint8Array(signature)
  const time = new DataView(copy.buffer).getBigUint64(0)
  if (time > BigInt(Number.MAX_SAFE_INTEGER)) throw new LogError('cosignature', 'a time beyond 2^53-1 seconds')
  return { timeSeconds: Number(time), signature: copy.slice(timeLength) }
}

/** Makes a witness's signature line for a note's text; `timeSeconds` is POSIX time. Throws `key-type`. */
export async function cosign(text: string, signer: NoteSigner, timeSeconds: number): Promise<NoteSignature> {
  if (signer.type !== keyTypes.cosignature) throw new LogError('key-type', `${signer.name} does not cosign`)
  const time = new Uint8Array(timeLength)
  new DataView(time.buffer).setBigUint64(0, BigInt(checkSize(timeSeconds, 'time')))
  const signature = await signEd25519(signer, cosignatureMessage(text, timeSeconds))
  return { name: signer.name, keyId: signer.keyId, signature: concatBytes([time, signature]) }
}
