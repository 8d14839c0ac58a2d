// SPDX-License-Identifier: EUPL-1.2
import { decodeUtf8 } from './bytes.ts'
import { type Disclosure, parseDisclosure, parseName, type Room, roomOfExhibit } from './disclosure.ts'
import { LogError } from './error.ts'
import { hashLeaf } from './merkle.ts'
import { nestingOf } from './nesting.ts'
import { readOneWay } from './one-reading.ts'
import { parseReceipt, type Receipt } from './receipt.ts'
import type { TrustPolicy } from './trust-policy.ts'
import { type VerifiedCheckpoint, verifyCheckpoint } from './verify-checkpoint.ts'
import { verifyInclusion } from './verify-proof.ts'

/** What the file says it is. */
export const exhibitFormat = 'sluis-exhibit@v1'
/** Bytes of the whole file: twice what a Sluis hands over at once. */
export const maxExhibitLength = 64 * 1024 * 1024
/** Of a file: itself, its entries, one of them, its disclosures. */
const [deepest, maxHolders] = [4, 100_000]

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

/** A piece of a field that stands apart, such as a message of a conversation. Without a value where it was not handed over. */
export interface ShownPiece {
  readonly value?: unknown
}

/** A private field that its entry commits to. */
export interface ShownField {
  readonly name: string
  readonly value: unknown
  /** In order; the same object wherever in its entry the same one stands. */
  readonly parts: readonly ShownPiece[]
}

export interface ShownEntry {
  readonly index: number
  /** As it stands in the log. */
  readonly bytes: Uint8Array
  readonly kind: string
  readonly atMs: number
  readonly data: object
  readonly fields: readonly ShownField[]
  /** Digests of the entry of which no disclosure was handed over. Some may be decoys, of which there is none. */
  readonly unopened: number
}

export interface VerifiedExhibit {
  readonly checkpoint: VerifiedCheckpoint
  /** In the order of the log. */
  readonly entries: readonly ShownEntry[]
  /** Whom pseudonyms stand for. */
  readonly names: ReadonlyMap<string, string>
}

/** Reads an exhibit, without verifying it. Throws `too-large`, `encoding` or `exhibit`. */
export function parseExhibit(input: Uint8Array): Exhibit {
  if (input.length > maxExhibitLength) {
    throw new LogError('too-large', `an exhibit is at most ${maxExhibitLength} bytes`)
  }
  const text = decodeUtf8(input)
  const { depth, holders } = nestingOf(text)
  if (depth > deepest || holders > maxHolders) throw new LogError('exhibit', 'it is nested too deep, or holds too much')
  const { format, entries, names, ...more } = membersOf(readJson(text), 'exhibit')
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
 * handed over with it is what it commits to. Throws what `verifyReceipt` throws, and `exhibit`, `disclosure` or `too-large`.
 */
export async function verifyExhibit(exhibit: Exhibit, policy: TrustPolicy): Promise<VerifiedExhibit> {
  const given = exhibit.entries.map(({ proof, disclosures }) => ({ receipt: parseReceipt(proof), disclosures }))
  const proving = given[0]?.receipt.checkpoint
  if (proving === undefined) throw new LogError('exhibit', 'it has no entries')
  const checkpoint = await verifyCheckpoint(proving, policy)
  const entries = new Map<number, ShownEntry>()
  const known = new Set<string>()
  const room = { values: roomOfExhibit }
  for (const { receipt, disclosures } of given) {
    const { index } = receipt
    // Two checkpoints of one log could be of two histories; one and the same can't.
    if (receipt.checkpoint !== proving) {
      throw new LogError('exhibit', `entry ${index} is proven by another checkpoint than the first one is`)
    }
    if (entries.has(index)) throw new LogError('exhibit', `entry ${index} is in it twice`)
    const bytes = provenEntry(receipt, checkpoint)
    const text = decodeUtf8(bytes)
    for (const [pseudonym] of text.matchAll(/(?<![\w-])[a-z2-7]{32}(?![\w-])/g)) known.add(pseudonym)
    entries.set(index, { index, bytes, ...showEntry(index, text, disclosures, room) })
  }
  const inOrder = [...entries.values()].sort((one, other) => one.index - other.index)
  return { checkpoint, entries: inOrder, names: readNames(exhibit.names, known) }
}

function provenEntry({ index, extra, proof }: Receipt, { checkpoint }: VerifiedCheckpoint): Uint8Array {
  if (extra === undefined) throw new LogError('exhibit', `the proof of entry ${index} does not carry its entry`)
  verifyInclusion(hashLeaf(extra), index, checkpoint, proof)
  return extra
}

function showEntry(
  index: number,
  text: string,
  given: readonly string[],
  room: Room,
): Omit<ShownEntry, 'index' | 'bytes'> {
  const { committed, ...entry } = readLeaf(index, text)
  const named = new Map<string, Disclosure>()
  const pieces = new Map<string, ShownPiece>()
  for (const one of given) {
    const { name, value, digest } = parseDisclosure(one, room)
    if (named.has(digest) || pieces.has(digest)) throw refused(index, 'has the same disclosure twice')
    if (name === undefined) pieces.set(digest, { value })
    else named.set(digest, { name, value, digest })
  }
  const used = new Set<string>()
  const fields: ShownField[] = []
  for (const digest of committed) {
    const { name, value } = named.get(digest) ?? {}
    if (name === undefined) continue
    if (!isFieldName(name)) throw refused(index, 'has a field whose name is none')
    if (fields.some((field) => field.name === name)) throw refused(index, `has two fields ${name}`)
    used.add(digest)
    fields.push(showField(index, name, value, pieces, used))
  }
  // What the entry does not commit to proves nothing, whoever added it.
  if (used.size < named.size + pieces.size)
    throw refused(index, 'does not commit to everything that was handed over with it')
  return { ...entry, fields, unopened: committed.size - fields.length }
}

/** What stands beside a program's own words on a line must not be able to look like them. */
const isKind = (text: string): boolean => /^[a-z][a-z-]*(\.[a-z-]+)*$/.test(text) && text.length <= 64
const isFieldName = (text: string): boolean => /^[A-Za-z][A-Za-z0-9-]{0,63}$/.test(text)

/** An entry as Sluis writes one. What has another shape could mean anything to others who read it. */
function readLeaf(index: number, text: string) {
  if (nestingOf(text).depth > deepestOfLeaf) throw refused(index, 'is nested too deep')
  const leaf = readOneWay(text)
  if (leaf === undefined) throw refused(index, 'is not JSON that can be read in one way only')
  const { _sd, at, data, kind, number, salt, series, v, ...more } = membersOf(leaf, 'disclosure')
  const committed = digestsIn(_sd)
  const isData = typeof data === 'object' && data !== null && !Array.isArray(data)
  if (v !== 1 || typeof kind !== 'string' || !isKind(kind) || typeof at !== 'number' || !isData || hasMore(more)) {
    throw refused(index, 'is no entry of Sluis')
  }
  return { kind, atMs: at, data, committed }
}

const deepestOfLeaf = 200

/** Pieces are elements of an array that the field names by their digests (RFC 9901 §4.2.4.2). */
function showField(
  index: number,
  name: string,
  given: unknown,
  pieces: ReadonlyMap<string, ShownPiece>,
  used: Set<string>,
): ShownField {
  const { value, parts = [], ...more } = membersOf(given, 'disclosure')
  if (value === undefined || !Array.isArray(parts) || hasMore(more)) {
    throw refused(index, `has a field ${name} of another shape`)
  }
  const showPart = (part: unknown): ShownPiece => {
    // Sealed before pieces could be handed over: its digest is keyed.
    if (typeof part === 'string') return {}
    const { '...': digest, ...rest } = membersOf(part, 'disclosure')
    if (typeof digest !== 'string' || hasMore(rest)) throw refused(index, `has a part of ${name} of another shape`)
    const piece = pieces.get(digest)
    if (piece === undefined) return {}
    used.add(digest)
    return piece
  }
  return { name, value, parts: parts.map(showPart) }
}

function digestsIn(listed: unknown): ReadonlySet<string> {
  if (listed === undefined) return new Set()
  const digests = new Set(isTexts(listed) ? listed : [])
  if (!isTexts(listed) || digests.size < listed.length) {
    throw new LogError('disclosure', 'an entry does not list digests, each once')
  }
  return digests
}

/** Each must be of a pseudonym that one of the entries has. */
function readNames(given: readonly string[], known: ReadonlySet<string>): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const [nth, text] of given.entries()) {
    const { pseudonym, subject } = parseName(text)
    if (!known.has(pseudonym)) throw new LogError('disclosure', `name ${nth + 1} is of a pseudonym that no entry has`)
    if (names.has(pseudonym)) throw new LogError('disclosure', `name ${nth + 1} stands there twice`)
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
