// SPDX-License-Identifier: EUPL-1.2
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomFillSync,
} from 'node:crypto'

/** Random bytes in one draw per 8 kB: each draw has a fixed cost that a leaf of five salts would pay five times. */
const pool = Buffer.alloc(8192)
let used = pool.length

export function randomBytesPooled(length: number): Buffer {
  return draw(length, (from, to) => Buffer.from(pool.subarray(from, to)))
}

/** As base64url. */
export function randomText(length: number): string {
  return draw(length, (from, to) => pool.toString('base64url', from, to))
}

/** What was drawn once is nowhere in the pool any more. */
function draw<T>(length: number, read: (from: number, to: number) => T): T {
  if (used + length > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const from = used
  used += length
  const drawn = read(from, used)
  pool.fill(0, from, used)
  return drawn
}

/**
 * Keys as OpenSSL takes them: made of bytes anew for each use, they cost four times what they are used for. What was
 * kept of a key goes with its bytes.
 */
const prepared = new WeakMap<Uint8Array, KeyObject>()

function prepare(key: Uint8Array): KeyObject {
  const known = prepared.get(key)
  if (known !== undefined) return known
  const made = createSecretKey(key)
  prepared.set(key, made)
  return made
}

const nonceLength = 12
const tagLength = 16

/**
 * AES-256-GCM: nonce || ciphertext || tag. `context` is authenticated with it, so that a sealed value that is moved to
 * another place doesn't open there.
 */
export function seal(key: Uint8Array, plain: Uint8Array | string, context: string): Buffer {
  const nonce = randomBytesPooled(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', prepare(key), nonce).setAAD(Buffer.from(context))
  return Buffer.concat([nonce, cipher.update(Buffer.from(plain)), cipher.final(), cipher.getAuthTag()])
}

/** Undefined when it isn't what was sealed there under that key. */
export function unseal(key: Uint8Array, sealed: Uint8Array, context: string): Buffer | undefined {
  if (sealed.length < nonceLength + tagLength) return undefined
  const decipher = createDecipheriv('aes-256-gcm', prepare(key), sealed.subarray(0, nonceLength))
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(sealed.length - tagLength))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(nonceLength, sealed.length - tagLength)), decipher.final()])
  } catch {
    return undefined
  }
}

/** A digest that only the holder of the key can compute: equal values meet, and nobody can guess them. */
export function keyedDigest(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', prepare(key)).update(text).digest()
}
