// SPDX-License-Identifier: EUPL-1.2
import { createCipheriv, createDecipheriv, createSecretKey, hash, type KeyObject, randomFillSync } from 'node:crypto'

/** Random bytes in one draw per 8 kB: each draw has a fixed cost, which a leaf of five salts would pay five times. */
const pool = Buffer.alloc(8192)
let used = pool.length

export function randomBytesPooled(length: number): Buffer {
  const from = draw(length)
  const bytes = Buffer.from(pool.subarray(from, used))
  wipe(from)
  return bytes
}

/** As base64url. */
export function randomText(length: number): string {
  const from = draw(length)
  const text = pool.toString('base64url', from, used)
  wipe(from)
  return text
}

/** Gives where the drawn bytes begin; they end at `used`. */
function draw(length: number): number {
  if (used + length > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += length
  return used - length
}

/** Drawn bytes are no longer in the pool. Writing so few bytes here is faster than a native fill. */
function wipe(from: number): void {
  for (let at = from; at < used; at++) pool[at] = 0
}

/**
 * Keys in the form that OpenSSL takes. Made from bytes again for each use, they cost four times as much as the use.
 * They are forgotten with their bytes.
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
 * AES-256-GCM: nonce || ciphertext || tag. `context` is authenticated too, so a sealed value that is moved to another
 * place doesn't open there.
 */
export function seal(key: Uint8Array, plain: string, context: string): Buffer {
  const nonce = randomBytesPooled(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', prepare(key), nonce).setAAD(Buffer.from(context))
  return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

/** Undefined if it isn't what was sealed there under that key. */
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

const blockLength = 64
const digestLength = 32

/** A key in the form that HMAC uses: its two pads (RFC 2104 §2), the outer one with room for the inner digest. */
interface Pads {
  readonly inner: Buffer
  readonly outer: Buffer
}

const padded = new WeakMap<Uint8Array, Pads>()

function padsOf(key: Uint8Array): Pads {
  const known = padded.get(key)
  if (known !== undefined) return known
  if (key.length > blockLength) throw new RangeError('a key of digests is at most a block of SHA-256 long')
  const made = { inner: Buffer.alloc(blockLength, 0x36), outer: Buffer.alloc(blockLength + digestLength, 0x5c) }
  for (const [at, byte] of key.entries()) {
    made.inner[at] = byte ^ 0x36
    made.outer[at] = byte ^ 0x5c
  }
  padded.set(key, made)
  return made
}

/** A buffer in which most texts are put after their pad. */
const desk = Buffer.allocUnsafeSlow(32 * 1024)

/**
 * A digest that only the holder of the key can compute, as base64url: equal texts have equal digests, and nobody can
 * test a guess. It is HMAC-SHA-256, made of two one-shot hashes, because a native object for every digest costs more
 * than the hashing.
 */
export function keyedDigest(key: Uint8Array, text: string): string {
  const { inner, outer } = padsOf(key)
  // In UTF-8, at most three bytes for each unit of UTF-16.
  const fits = blockLength + text.length * 3 <= desk.length
  const message = fits ? desk : Buffer.allocUnsafe(blockLength + Buffer.byteLength(text))
  message.set(inner)
  const end = blockLength + message.write(text, blockLength)
  outer.write(hash('sha256', message.subarray(0, end), 'binary'), blockLength, 'binary')
  return hash('sha256', outer, 'base64url')
}
