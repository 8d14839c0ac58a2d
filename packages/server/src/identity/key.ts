// SPDX-License-Identifier: EUPL-1.2
import { hash, randomBytes } from 'node:crypto'

export type KeyKind = 'agent' | 'run' | 'person'

/** The prefix tells secret scanners and people what kind of key leaked. */
const prefixes: Readonly<Record<KeyKind, string>> = { agent: 'sla', run: 'slr', person: 'slp' }

/** A new key: what its holder is shown once, and what is kept. A key of 256 random bits needs no slow hash. */
export function makeKey(kind: KeyKind): { readonly key: string; readonly id: string; readonly hash: Buffer } {
  const id = randomBytes(6).toString('hex')
  const key = `${prefixes[kind]}_${id}_${randomBytes(32).toString('base64url')}`
  return { key, id, hash: hashOf(key) }
}

export function hashOf(key: string): Buffer {
  return hash('sha256', key, 'buffer')
}

export const keyLength = 60
const keyForm = /^(?:sla|slr|slp)_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$/

/** The key's public id, or undefined for what can't be a key. The length is checked before anything is hashed. */
export function idOf(key: string): string | undefined {
  return key.length === keyLength && keyForm.test(key) ? key.slice(4, 16) : undefined
}
