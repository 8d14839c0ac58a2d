// SPDX-License-Identifier: EUPL-1.2
// Keys for tests, made by node:crypto so that the package's own verification meets signatures that it didn't make.
import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { type KeyType, keyTypes, makeVerifierKey, type NoteSigner, type VerifierKey } from '../index.ts'

/** The DER wrapping of an Ed25519 seed (RFC 8410 section 7). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

interface TestKey {
  readonly key: VerifierKey
  readonly signer: NoteSigner
}

/** A key from its 32-byte seed, or from one byte repeated. */
export function testKey(name: string, seed: number | Uint8Array, type: KeyType = keyTypes.ed25519): TestKey {
  const bytes = typeof seed === 'number' ? Buffer.alloc(32, seed) : seed
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, bytes]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(12)
  const key = makeVerifierKey(name, type, publicKey)
  return { key, signer: { name, type, keyId: key.keyId, sign: (message) => sign(null, message, privateKey) } }
}

export const base64 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64'))
export const utf8 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf8'))
export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
export const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
