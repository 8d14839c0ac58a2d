// SPDX-License-Identifier: EUPL-1.2
import { LogError } from './error.ts'
import { findNative } from './native.ts'

const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const utf8Encoder = new TextEncoder()

/** Decodes UTF-8 strictly: a malformed byte is refused, a byte order mark is kept as the character it is. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8Decoder.decode(bytes)
  } catch (cause) {
    throw new LogError('encoding', 'not valid UTF-8', { cause })
  }
}

export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  return utf8Encoder.encode(text)
}

/** Joins bytes into a copy. (A Buffer's own `slice` makes a view, so copies here are made by constructor.) */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let length = 0
  for (const part of parts) length += part.length
  const joined = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/** Compares public bytes; not constant-time, nothing here is secret. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

export function encodeHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}

interface NativeBuffer {
  from(buffer: ArrayBufferLike, offset: number, length: number): { toString(encoding: 'base64'): string }
}

/** Node's own, where this runs in Node: a receipt of some twenty hashes is mostly base64. */
function findNativeBuffer(): NativeBuffer | undefined {
  const buffer = findNative('node:buffer', 'Buffer')
  // The one cast: node:buffer's Buffer has this shape, and this package is also compiled without Node's types.
  return typeof buffer === 'function' && 'from' in buffer ? (buffer as unknown as NativeBuffer) : undefined
}

const nativeBuffer = findNativeBuffer()

/** Encodes standard base64 with padding (RFC 4648 section 4). */
export function encodeBase64(bytes: Uint8Array): string {
  if (nativeBuffer !== undefined) {
    return nativeBuffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')
  }
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/**
 * Decodes standard base64 strictly, or gives `undefined`: one value has exactly one text, so that nobody can make two
 * notes of the same bytes. `atob` forgives white space, missing padding and stray bits, hence the comparison.
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  let binary: string
  try {
    binary = atob(text)
  } catch {
    return undefined
  }
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return encodeBase64(bytes) === text ? bytes : undefined
}
