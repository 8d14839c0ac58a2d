// SPDX-License-Identifier: EUPL-1.2
import { encodeHex } from './bytes.ts'

const pointLength = 32
const signatureLength = 64

/**
 * The points of edwards25519 whose order divides 8, as their y in hexadecimal without the bit for the sign of x, also
 * the two whose y is spelled beyond p. Nobody signs honestly with one, and anybody can: for such a key a signature holds
 * for many texts. Web Cryptography asks engines to refuse them ("Ed25519", verify); newer versions of Node do, Go,
 * Chromium and older versions of Node don't. Refused here, so that one note is not valid to one reader and false to another.
 */
const smallOrder: ReadonlySet<string> = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
])

/** Whether the 32 bytes that `bytes` starts with, a public key or a signature's R, are a point of small order. */
export function startsWithSmallOrder(bytes: Uint8Array): boolean {
  const y = new Uint8Array(bytes.subarray(0, pointLength))
  y[pointLength - 1] = (y[pointLength - 1] ?? 0) & 0x7f
  return smallOrder.has(encodeHex(y))
}

/** The engine's form of a key; nothing when the bytes are no key. An engine without Ed25519 is no word about a log. */
async function importKey(publicKey: Uint8Array) {
  try {
    return await crypto.subtle.importKey('raw', new Uint8Array(publicKey), 'Ed25519', false, ['verify'])
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'DataError') return undefined
    const needed = 'a recent Node, or a recent browser and a page that came over TLS'
    throw new Error(`this engine has no Ed25519 (Web Cryptography): ${needed} is needed`, { cause })
  }
}

/** Whether this is the key's signature of the message (RFC 8032 section 5.1.7, without the cofactor). */
export async function verifyEd25519(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  if (signature.length !== signatureLength) return false
  if (startsWithSmallOrder(publicKey) || startsWithSmallOrder(signature)) return false
  const key = await importKey(publicKey)
  if (key === undefined) return false
  return crypto.subtle.verify('Ed25519', key, new Uint8Array(signature), new Uint8Array(message))
}
