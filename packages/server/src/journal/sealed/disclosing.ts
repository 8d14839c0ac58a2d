// SPDX-License-Identifier: EUPL-1.2
import type { Disclosed, DisclosedText, TooLong } from '../entry.ts'
import { JournalError } from '../error.ts'
import { decodeLeaf } from '../leaf.ts'
import type { Store } from '../store.ts'
import { type HeldPart, type OpenedField, OpenSeal, type SealedAt } from './seals.ts'
import type { Vault } from './vault.ts'

interface Sealed {
  readonly store: Store
  readonly vault: Vault
}

/** Opens a private field; undefined if there is none or its key was destroyed. Throws `damaged` if it won't open. */
export async function openField(sealed: Sealed, index: number, name: string): Promise<Disclosed | undefined> {
  const opened = await openWith(sealed, index, name, (seal) => seal.field(name))
  return opened && { value: opened.field.value, parts: opened.parts.map(({ part }) => JSON.parse(part)) }
}

/** The same as text; for a longer one than so many bytes, only its length. */
export async function openText(
  sealed: Sealed,
  index: number,
  name: string,
  longest = Number.MAX_SAFE_INTEGER,
): Promise<DisclosedText | TooLong | undefined> {
  const opened = await openWith(sealed, index, name, (seal) => seal.text(name))
  if (opened === undefined) return undefined
  // Separate bytes, which go to another thread without being copied.
  const encoder = new TextEncoder()
  const texts = [opened.field.text, ...opened.parts.map(({ part }) => part)]
  const [value, ...parts] = texts.map((text) => encoder.encode(text))
  if (value === undefined) return undefined
  const bytes = parts.reduce((sum, part) => sum + part.length, value.length)
  return bytes > longest ? { bytes } : { value, parts }
}

async function openWith<F extends Omit<OpenedField, 'value'>>(
  sealed: Sealed,
  index: number,
  name: string,
  open: (seal: OpenSeal) => F | undefined,
): Promise<{ readonly field: F; readonly parts: readonly HeldPart[] } | undefined> {
  const { store, vault } = sealed
  const found = await findSeal(sealed, index, name)
  const seal = found && (await openFound(sealed, found))
  const field = seal && open(seal)
  if (found === undefined || field === undefined) return undefined
  await holdToEntry(store, index, name, field)
  const { key, subject } = found
  const parts = await openParts(store, key, subject, field)
  if (parts.every((part) => part !== undefined)) return { field, parts }
  // It was erased while this read it. If its key were still there, it would be lost and not erased.
  if ((await vault.keyOf(subject)) === undefined) return undefined
  throw new JournalError('damaged', `a sealed part of entry ${index} is not what was sealed`)
}

/** The value alone, if at most so many bytes were sealed with it; otherwise how many. */
export async function openShort(
  sealed: Sealed,
  index: number,
  name: string,
  longest: number,
): Promise<Disclosed | TooLong | undefined> {
  const found = await findSeal(sealed, index, name)
  if (found === undefined) return undefined
  if (found.bytes > longest) return { bytes: found.bytes }
  const field = (await openFound(sealed, found))?.field(name)
  if (field === undefined) return undefined
  await holdToEntry(sealed.store, index, name, field)
  return { value: field.value, parts: [] }
}

interface Found extends SealedAt {
  readonly key: Uint8Array
}

async function findSeal({ store, vault }: Sealed, index: number, name: string): Promise<Found | undefined> {
  const seal = (await store.sealed(index)).find(({ names }) => names.split(' ').includes(name))
  const key = seal && (await vault.keyOf(seal.subject))
  return seal && key && { ...seal, key }
}

/** Undefined if it was erased since it was found. */
async function openFound({ store }: Sealed, { place, key }: Found): Promise<OpenSeal | undefined> {
  const seal = await store.sealAt(place)
  return seal && new OpenSeal(key, seal)
}

/** Each part that the entry which sealed it still has; that entry is read once, however many parts it holds. */
async function openParts(store: Store, key: Uint8Array, subject: string, { parts }: Pick<OpenedField, 'parts'>) {
  const held = new Map<number, ReadonlyMap<string, HeldPart>>()
  for (const { holder } of parts) {
    if (held.has(holder)) continue
    const seal = (await store.seals(holder)).find((seal) => seal.subject === subject)
    held.set(holder, seal === undefined ? new Map() : new OpenSeal(key, seal).parts())
  }
  return parts.map(({ holder, digest }) => held.get(holder)?.get(digest))
}

async function holdToEntry(
  store: Store,
  index: number,
  name: string,
  field: Pick<OpenedField, 'digest'>,
): Promise<void> {
  for await (const { leaf } of store.leaves(index, index + 1)) holdToLeaf(field, name, decodeLeaf(index, leaf))
}

/** Whoever holds the keys can seal anything, but only what the leaf commits to was recorded. */
export function holdToLeaf(
  { digest }: Pick<OpenedField, 'digest'>,
  name: string,
  leaf: ReturnType<typeof decodeLeaf>,
): void {
  if (leaf.disclosures.includes(digest)) return
  throw new JournalError('damaged', `entry ${leaf.index} does not commit to what is sealed as its field ${name}`)
}
