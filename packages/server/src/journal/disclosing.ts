// SPDX-License-Identifier: EUPL-1.2
import { fieldContext, partContext } from './batch.ts'
import type { JsonValue } from './canonical-json.ts'
import type { Disclosed } from './entry.ts'
import { JournalError } from './error.ts'
import { digestDisclosure } from './leaf.ts'
import { keyedDigest, unseal } from './sealing.ts'
import type { SealedField, Store } from './store.ts'
import type { Vault } from './vault.ts'

interface Sealed {
  readonly store: Store
  readonly vault: Vault
}

/** Opens a private field; undefined when there is none or its key was destroyed. Throws `damaged` if it won't open. */
export async function openField({ store, vault }: Sealed, index: number, name: string): Promise<Disclosed | undefined> {
  const field = await store.field(index, name)
  const key = field === undefined ? undefined : await vault.keyOf(field.subject)
  if (field === undefined || key === undefined) return undefined
  const { value, parts } = openDisclosure(key, { ...field, index, name })
  const opened = await Promise.all(parts.map((digest) => openPart(store, key, digest)))
  if (opened.every((part) => part !== undefined)) return { value, parts: opened }
  // Erased while this read it; with its key still there, it was not erased but lost.
  if ((await vault.keyOf(field.subject)) === undefined) return undefined
  throw new JournalError('damaged', `a sealed part of entry ${index} is not what was sealed`)
}

/** The value, and the digests of what was sealed apart from it. Throws `damaged` when it isn't what was sealed there. */
export function openDisclosure(key: Uint8Array, { index, name, digest, sealed }: Omit<SealedField, 'subject'>) {
  const disclosure = unseal(key, sealed, fieldContext(index, name))?.toString('ascii')
  if (disclosure !== undefined && digestDisclosure(disclosure) === digest) return decodeValue(disclosure)
  throw new JournalError('damaged', `the sealed field ${name} of entry ${index} is not what was sealed`)
}

async function openPart(store: Store, key: Uint8Array, digest: string): Promise<JsonValue | undefined> {
  const sealed = await store.part(digest)
  const text = sealed === undefined ? undefined : unseal(key, sealed, partContext(digest))?.toString('utf8')
  const isSame = text !== undefined && keyedDigest(key, text) === digest
  return isSame ? JSON.parse(text) : undefined
}

function decodeValue(disclosure: string): { value: JsonValue; parts: readonly string[] } {
  const [, , held] = JSON.parse(Buffer.from(disclosure, 'base64url').toString('utf8'))
  return { value: held.value, parts: held.parts ?? [] }
}
