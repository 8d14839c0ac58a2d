// SPDX-License-Identifier: EUPL-1.2
import { hash } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'
import type { Entry } from './entry.ts'
import { JournalError } from './error.ts'
import type { JsonObject } from './json.ts'

const maxLeafBytes = 4096

/** The parts of a leaf; `salt` and `disclosures` make its hash and the number of its fields unguessable. */
interface LeafParts {
  readonly at: number
  readonly kind: string
  /** Canonical JSON. */
  readonly data: string
  readonly series?: string | undefined
  readonly number?: number | undefined
  readonly salt: string
  /** Digests of disclosures and of decoys, sorted, so that neither order nor count tells anything. */
  readonly disclosures: readonly string[]
}

/** The canonical bytes of a leaf: its members in the order of RFC 8785 §3.2.3. Throws `leaf-too-large`. */
export function encodeLeaf({ at, kind, data, series, number, salt, disclosures }: LeafParts): Buffer {
  // Digests are base64url: nothing in them needs escaping.
  const fields = disclosures.length > 0 ? `"_sd":["${disclosures.join('","')}"],` : ''
  const about = `"at":${at},"data":${data},"kind":${canonicalJson(kind)}`
  const place = number === undefined ? '' : `,"number":${number}`
  const order = series === undefined ? '' : `,"series":${canonicalJson(series)}`
  const bytes = Buffer.from(`{${fields}${about}${place},"salt":"${salt}"${order},"v":1}`)
  if (bytes.length > maxLeafBytes) {
    throw new JournalError('leaf-too-large', `${kind}: ${bytes.length} bytes, at most ${maxLeafBytes}`)
  }
  return bytes
}

/** Reads a leaf that this journal wrote. Throws `damaged` if it did not. */
export function decodeLeaf(index: number, bytes: Uint8Array): Entry & { readonly disclosures: readonly string[] } {
  let leaf: unknown
  try {
    leaf = JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch (cause) {
    throw new JournalError('damaged', `entry ${index} is no JSON`, { cause })
  }
  if (!isLeaf(leaf)) throw new JournalError('damaged', `entry ${index} has not the shape of a leaf`)
  const { at, kind, data, series, number, _sd: disclosures = [] } = leaf
  return {
    index,
    at,
    kind,
    data,
    disclosures,
    ...(series === undefined ? {} : { series }),
    ...(number === undefined ? {} : { number }),
  }
}

/** The same without its disclosures: as those who listen hear of it. */
export function decodeEntry(index: number, bytes: Uint8Array): Entry {
  const { disclosures, ...entry } = decodeLeaf(index, bytes)
  return entry
}

interface Leaf {
  readonly v: 1
  readonly at: number
  readonly kind: string
  readonly data: JsonObject
  readonly series?: string
  readonly number?: number
  readonly salt: string
  readonly _sd?: readonly string[]
}

function isLeaf(value: unknown): value is Leaf {
  if (typeof value !== 'object' || value === null) return false
  const leaf: Partial<Record<keyof Leaf, unknown>> = value
  return (
    leaf.v === 1 &&
    Number.isSafeInteger(leaf.at) &&
    typeof leaf.kind === 'string' &&
    typeof leaf.data === 'object' &&
    leaf.data !== null &&
    typeof leaf.salt === 'string' &&
    (leaf.series === undefined || typeof leaf.series === 'string') &&
    (leaf.number === undefined || Number.isSafeInteger(leaf.number)) &&
    (leaf._sd === undefined || Array.isArray(leaf._sd))
  )
}

/**
 * RFC 9901 (SD-JWT) §4.2.1: [salt, name, value]; the value is canonical JSON. It is handed out as base64url of this.
 */
export function writeDisclosure(salt: string, name: string, value: string): string {
  return `["${salt}",${canonicalJson(name)},${value}]`
}

/** RFC 9901 §4.2.2: a part of a field, which the field's own disclosure names by its digest. */
export function writePart(salt: string, part: string): string {
  return `["${salt}",${part}]`
}

/** RFC 9901 §4.2.3: the digest that the leaf carries, over the text that is handed out. */
export function digestDisclosure(disclosure: string): string {
  return hash('sha256', Buffer.from(disclosure).toString('base64url'), 'base64url')
}
