// SPDX-License-Identifier: EUPL-1.2
import { concatBytes, decodeBase64, encodeBase64, encodeUtf8 } from './bytes.ts'
import { startsWithSmallOrder } from './ed25519.ts'
import { LogError } from './error.ts'
import { sha256 } from './sha256.ts'

/** Signature types of signed-note that this package verifies. A new type is a new line here and in `verifyNote`. */
export const keyTypes = {
  /** Ed25519 over the note's text: the log's own signature. */
  ed25519: 0x01,
  /** Ed25519 over a time and the note's text: a witness's cosignature/v1. */
  cosignature: 0x04,
} as const

export type KeyType = (typeof keyTypes)[keyof typeof keyTypes]

/** A public key that a reader trusts, got from outside the log. `keyId` is a whole number below 2^32. */
export interface VerifierKey {
  readonly name: string
  readonly keyId: number
  readonly type: KeyType
  readonly publicKey: Uint8Array
}

const maxNameLength = 255
const ed25519KeyLength = 32

/** Whether `name` can name a key: 1..255 printable ASCII characters without space and '+' (stricter than signed-note). */
export function isKeyName(name: string): boolean {
  return name.length >= 1 && name.length <= maxNameLength && /^[!-*,-~]+$/.test(name)
}

/** The first four bytes of SHA-256(name || 0x0A || type || public key), as a number (signed-note "Signatures"). */
export function computeKeyId(name: string, type: KeyType, publicKey: Uint8Array): number {
  const digest = sha256(concatBytes([encodeUtf8(name), Uint8Array.of(0x0a, type), publicKey]))
  return new DataView(digest.buffer).getUint32(0)
}

/** Makes a verifier key from its parts. Throws `key-malformed` or `key-type`. */
export function makeVerifierKey(name: string, type: number, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new LogError('key-malformed', 'a key name is 1..255 printable ASCII without space or +')
  if (type !== keyTypes.ed25519 && type !== keyTypes.cosignature) {
    throw new LogError('key-type', `keys of type ${type} are not supported`)
  }
  if (publicKey.length !== ed25519KeyLength) {
    throw new LogError('key-malformed', `an Ed25519 key has ${ed25519KeyLength} bytes, not ${publicKey.length}`)
  }
  if (startsWithSmallOrder(publicKey)) throw new LogError('key-malformed', 'a key that anybody can sign with')
  return { name, type, keyId: computeKeyId(name, type, publicKey), publicKey: new Uint8Array(publicKey) }
}

/** A key id in its text form: eight hexadecimal digits. */
export function formatKeyId(keyId: number): string {
  return keyId.toString(16).padStart(8, '0')
}

/** Reads `name+id+base64(type || key)` (signed-note "Verifier keys"). Throws `key-malformed` or `key-type`. */
export function parseVerifierKey(text: string): VerifierKey {
  const match = text.length > 512 ? null : /^([!-*,-~]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text)
  const [, name = '', id = '', encoded = ''] = match ?? []
  const [type, ...publicKey] = decodeBase64(encoded) ?? []
  if (type === undefined) throw new LogError('key-malformed', 'a verifier key is name+id+base64')
  const key = makeVerifierKey(name, type, Uint8Array.from(publicKey))
  if (formatKeyId(key.keyId) !== id) throw new LogError('key-malformed', `the key of ${name} does not have id ${id}`)
  return key
}

/** Writes a verifier key as `name+id+base64(type || key)`. */
export function formatVerifierKey(key: VerifierKey): string {
  const encoded = encodeBase64(concatBytes([Uint8Array.of(key.type), key.publicKey]))
  return `${key.name}+${formatKeyId(key.keyId)}+${encoded}`
}
