// SPDX-License-Identifier: EUPL-1.2
import { decodeUtf8 } from './bytes.ts'
import { type Disclosure, parseDisclosure, parseName, readsOneWay } from './disclosure.ts'
import { LogError } from './error.ts'
import { readOneWay } from './one-reading.ts'
import { parseReceipt, verifyReceipt } from './receipt.ts'
import type { TrustPolicy } from './trust-policy.ts'
import type { VerifiedCheckpoint } from './verify-checkpoint.ts'

/** What the file says it is. */
export const exhibitFormat = 'sluis-exhibit@v1'
/** Bytes of the whole file: an entry's fields may be as long as the longest request that a gate takes. */
export const maxExhibitLength = 256 * 1024 * 1024

/**
 * Entries of a log that somebody hands over as evidence, with some of the private fields that they commit to. Whoever
 * passes it on may leave out disclosures and names, and entries: what is left still verifies.
 */
export interface Exhibit {
  readonly entries: readonly {
    /** A tlog-proof file that carries its entry. */
    readonly proof: string
    readonly disclosures: readonly string[]
  }[]
  /** Disclosures that tell whom pseudonyms in these entries stand for. */
  readonly names: readonly string[]
}

/** A private field that its entry commits to. */
export interface ShownField {
  readonly name: string
  readonly value: unknown
  /** The pieces that stand apart, in order: a conversation's messages. Without a value where that was not handed over. */
  readonly parts: readonly { readonly value?: unknown }[]
}

export interface ShownEntry {
  readonly index: number
  /** As it stands in the log, read as JSON. */
  readonly leaf: Readonly<Record<string, unknown>>
  readonly fields: readonly ShownField[]
  /** Digests of the entry of which no disclosure was handed over. Some may be decoys, of which there is none. */
  readonly unopened: number
}

export interface VerifiedExhibit {
  readonly checkpoint: VerifiedCheckpoint
  readonly entries: readonly ShownEntry[]
  /** Whom pseudonyms stand for. */
  readonly names: ReadonlyMap<string, string>
}

/** Reads an exhibit, without verifying it. Throws `too-large`, `encoding` or `exhibit`. */
export function parseExhibit(input: Uint8Array): Exhibit {
  if (input.length > maxExhibitLength) {
    throw new LogError('too-large', `an exhibit is at most ${maxExhibitLength} bytes`)
  }
  const { format, entries, names, ...more } = membersOf(readJson(decodeUtf8(input)), 'exhibit')
  if (format !== exhibitFormat) throw new LogError('exhibit', `its format is not ${exhibitFormat}`)
  if (!Array.isArray(entries) || entries.length === 0 || !isTexts(names) || hasMore(more)) {
    throw new LogError('exhibit', 'it has no entries and names, or something else beside them')
  }
  return { entries: entries.map(parseEntry), names }
}

function parseEntry(given: unknown): Exhibit['entries'][number] {
  const { proof, disclosures, ...more } = membersOf(given, 'exhibit')
  if (typeof proof !== 'string' || !isTexts(disclosures) || hasMore(more)) {
    throw new LogError('exhibit', 'an entry has not its proof and disclosures, or something else beside them')
  }
  return { proof, disclosures }
}

/**
 * Verifies that every entry of an exhibit stands in one log of which the policy accepts the checkpoint, and that what was
 * handed over with it is what it commits to. Throws what `verifyReceipt` throws, and `exhibit` or `disclosure`.
 */
export async function verifyExhibit(exhibit: Exhibit, policy: TrustPolicy): Promise<VerifiedExhibit> {
  let checkpoint: VerifiedCheckpoint | undefined
  const entries: ShownEntry[] = []
  const places = new Set<number>()
  const seen: string[] = []
  for (const { proof, disclosures } of exhibit.entries) {
    const receipt = parseReceipt(proof)
    const { index, extra } = receipt
    if (extra === undefined) throw new LogError('exhibit', `the proof of entry ${index} does not carry its entry`)
    const verified = await verifyReceipt(receipt, extra, policy)
    // Two checkpoints of one log could be of two histories; one and the same can't.
    if (checkpoint !== undefined && verified.note.text !== checkpoint.note.text) {
      throw new LogError('exhibit', `entry ${index} is proven by another checkpoint than those before it`)
    }
    if (places.has(index)) throw new LogError('exhibit', `entry ${index} is in it twice`)
    places.add(index)
    checkpoint ??= verified
    const text = decodeUtf8(extra)
    seen.push(text)
    entries.push(showEntry(index, text, disclosures))
  }
  if (checkpoint === undefined) throw new LogError('exhibit', 'it has no entries')
  return { checkpoint, entries, names: readNames(exhibit.names, seen) }
}

function showEntry(index: number, text: string, given: readonly string[]): ShownEntry {
  const read = readOneWay(text)
  if (read === undefined) throw refused(index, 'is not JSON that can be read in one way only')
  const leaf = membersOf(read, 'disclosure')
  const committed = digestsIn(leaf._sd)
  const disclosures = new Map<string, Disclosure>()
  for (const one of given) {
    const disclosure = parseDisclosure(one)
    if (!readsOneWay(one)) throw refused(index, 'has a disclosure that can be read in two ways')
    if (disclosures.has(disclosure.digest)) throw refused(index, 'has the same disclosure twice')
    disclosures.set(disclosure.digest, disclosure)
  }
  const used = new Set<string>()
  const fields: ShownField[] = []
  for (const digest of committed) {
    const { name, value } = disclosures.get(digest) ?? {}
    if (name === undefined) continue
    if (fields.some((field) => field.name === name)) throw refused(index, `has two fields ${name}`)
    used.add(digest)
    fields.push(showField(index, name, value, disclosures, used))
  }
  // What the entry does not commit to proves nothing, whoever added it.
  if (used.size < disclosures.size) throw refused(index, 'does not commit to everything that was handed over with it')
  return { index, leaf, fields, unopened: committed.size - fields.length }
}

/** Pieces are elements of an array that the field names by their digests (RFC 9901 §4.2.4.2). */
function showField(
  index: number,
  name: string,
  value: unknown,
  disclosures: ReadonlyMap<string, Disclosure>,
  used: Set<string>,
): ShownField {
  const { value: shown, parts = [] } = membersOf(value, 'disclosure')
  if (shown === undefined || !Array.isArray(parts)) throw refused(index, `has a field ${name} of another shape`)
  return {
    name,
    value: shown,
    parts: parts.map((part: unknown) => {
      const digest = digestOf(part)
      const disclosure = digest === undefined ? undefined : disclosures.get(digest)
      if (digest === undefined || disclosure === undefined || disclosure.name !== undefined) return {}
      used.add(digest)
      return { value: disclosure.value }
    }),
  }
}

/** Undefined for a piece that was sealed before pieces could be handed over: its digest is keyed. */
function digestOf(part: unknown): string | undefined {
  if (typeof part !== 'object' || part === null || !('...' in part)) return undefined
  return typeof part['...'] === 'string' ? part['...'] : undefined
}

function digestsIn(listed: unknown): ReadonlySet<string> {
  if (listed === undefined) return new Set()
  const digests = isTexts(listed) ? new Set(listed) : undefined
  if (digests === undefined || !Array.isArray(listed) || digests.size < listed.length) {
    throw new LogError('disclosure', 'an entry does not list digests, each once')
  }
  return digests
}

/** Each must be of a pseudonym that one of the entries has. */
function readNames(given: readonly string[], entries: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const { pseudonym, subject } of given.map(parseName)) {
    if (!entries.some((text) => text.includes(pseudonym))) {
      throw new LogError('disclosure', `no entry has the pseudonym that ${subject} is said to be`)
    }
    names.set(pseudonym, subject)
  }
  return names
}

function refused(index: number, why: string): LogError {
  return new LogError('disclosure', `entry ${index} ${why}`)
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new LogError('exhibit', 'not JSON', { cause })
  }
}

function membersOf(value: unknown, code: 'exhibit' | 'disclosure'): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new LogError(code, 'not an object')
  return { ...value }
}

function hasMore(more: object): boolean {
  return Object.keys(more).length > 0
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}
