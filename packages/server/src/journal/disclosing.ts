// SPDX-License-Identifier: EUPL-1.2
import type { Disclosed } from './entry.ts'
import { JournalError } from './error.ts'
import { decodeLeaf } from './leaf.ts'
import { type OpenedField, OpenSeal } from './seals.ts'
import type { Store } from './store.ts'
import type { Vault } from './vault.ts'

interface Sealed {
  readonly store: Store
  readonly vault: Vault
}

/**
 * Opens a private field; undefined when there is none or its key was destroyed. Throws `damaged` if it won't open. With
 * `longest`, the value alone, and only of what was sealed in that many bytes.
 */
export async function openField(
  { store, vault }: Sealed,
  index: number,
  name: string,
  longest?: number,
): Promise<Disclosed | undefined> {
  for (const seal of await store.seals(index, longest)) {
    if (!seal.names.split(' ').includes(name)) continue
    const key = await vault.keyOf(seal.subject)
    const field = key === undefined ? undefined : new OpenSeal(key, seal).field(name)
    if (key === undefined || field === undefined) return undefined
    for await (const { leaf } of store.leaves(index, index + 1)) holdToLeaf(field, name, decodeLeaf(index, leaf))
    if (longest !== undefined) return { value: field.value, parts: [] }
    const parts = await openParts(store, key, seal.subject, field)
    if (parts.every((part) => part !== undefined))
      return { value: field.value, parts: parts.map((part) => JSON.parse(part)) }
    // Erased while this read it; with its key still there, it was not erased but lost.
    if ((await vault.keyOf(seal.subject)) === undefined) return undefined
    throw new JournalError('damaged', `a sealed part of entry ${index} is not what was sealed`)
  }
  return undefined
}

/** Each where the entry that sealed it still has it; that entry is read once, however many of them it holds. */
async function openParts(store: Store, key: Uint8Array, subject: string, { parts }: OpenedField) {
  const held = new Map<number, ReadonlyMap<string, string>>()
  for (const { holder } of parts) {
    if (held.has(holder)) continue
    const seal = (await store.seals(holder)).find((seal) => seal.subject === subject)
    held.set(holder, seal === undefined ? new Map() : new OpenSeal(key, seal).parts())
  }
  return parts.map(({ holder, digest }) => held.get(holder)?.get(digest))
}

/** Whoever holds the keys can seal anything; what was recorded is what the leaf commits to. */
export function holdToLeaf({ digest }: OpenedField, name: string, leaf: ReturnType<typeof decodeLeaf>): void {
  if (leaf.disclosures.includes(digest)) return
  throw new JournalError('damaged', `entry ${leaf.index} does not commit to what is sealed as its field ${name}`)
}
