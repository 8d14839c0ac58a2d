// SPDX-License-Identifier: EUPL-1.2
import { canonicalJson } from '../canonical-json.ts'
import { JournalError } from '../error.ts'
import type { JsonValue } from '../json.ts'
import { digestDisclosure, writeDisclosure, writePart } from '../leaf.ts'
import type { WrittenField } from '../threads/written.ts'
import { pseudonymLength } from './days.ts'
import { keyedDigest, randomText, seal, unseal } from './sealing.ts'
import type { Subject } from './vault.ts'

/**
 * All that one entry seals under one subject, as one ciphertext: each field as a disclosure of its own, to which the
 * leaf commits, and the parts of fields that no earlier entry sealed. They are lines of JSON, because canonical JSON
 * has no line breaks: first which entries hold the parts of each field, then the disclosures, then the parts.
 */
export interface Seal {
  /** Its place: each entry has `subjectsOfEntry` places. */
  readonly place: number
  /** By pseudonym; for a run followed by the day. */
  readonly subject: string
  /** The names of its fields, in order, separated by spaces: whoever looks for one opens no other seal. */
  readonly names: string
  readonly sealed: Uint8Array
}

/** A seal that was not read, with its length. */
export interface SealedAt extends Omit<Seal, 'sealed'> {
  readonly bytes: number
}

export const subjectsOfEntry = 16

/** What an entry adds to the store and to its leaf. */
export interface SealedFields {
  readonly seals: readonly Seal[]
  /** The digests of the disclosures. */
  readonly digests: readonly string[]
  /** The parts that were sealed with this entry, by salt. */
  readonly fresh: ReadonlyMap<string, PartAt>
}

/** A part by the digest in its field's disclosure, and the entry that holds it. */
export interface PartAt {
  readonly digest: string
  readonly holder: number
}

/** Where a part was sealed, by its salt; undefined if that is not known, and then it is sealed again. */
type FindPart = (salt: string) => PartAt | undefined

/**
 * Seals the fields of the entry at an index. Throws a RangeError for too many subjects, or a field that nobody could
 * open.
 */
export function sealFields(
  index: number,
  fields: readonly WrittenField[],
  need: (subject: string) => Subject,
  findPart: FindPart,
): SealedFields {
  const digests: string[] = []
  const fresh = new Map<string, PartAt>()
  const drafts: SealDraft[] = []
  for (const field of fields) {
    const known = drafts.find(({ subject }) => subject === field.subject)
    const draft = known ?? new SealDraft(index, field.subject, need(field.subject))
    if (known === undefined) drafts.push(draft)
    digests.push(draft.add(field, fresh, findPart))
  }
  if (drafts.length > subjectsOfEntry) throw new RangeError(`an entry seals for at most ${subjectsOfEntry} subjects`)
  return { seals: drafts.map((draft, nth) => draft.close(nth)), digests, fresh }
}

class SealDraft {
  readonly subject: string
  readonly #owner: Subject
  readonly #index: number
  readonly #names: string[] = []
  #holders = ''
  #disclosures = ''
  #parts = ''

  constructor(index: number, subject: string, owner: Subject) {
    this.#index = index
    this.subject = subject
    this.#owner = owner
  }

  /** Gives the digest of the field's disclosure. */
  add({ name, value, parts }: WrittenField, fresh: Map<string, PartAt>, findPart: FindPart): string {
    if (name.includes(' ') || this.#names.includes(name)) throw new RangeError(`no field can be named ${name} here`)
    const [digests, holders]: [string[], number[]] = [[], []]
    for (const part of parts) {
      const { digest, holder } = this.#place(part, fresh, findPart)
      digests.push(digest)
      holders.push(holder)
    }
    // RFC 9901 §4.2.4.2. Digests are base64url: nothing in them needs escaping, and `parts` sorts before `value`.
    const listed = digests.length === 0 ? '' : `"parts":[{"...":"${digests.join('"},{"...":"')}"}],`
    const disclosure = writeDisclosure(randomText(16), name, `{${listed}"value":${value}}`)
    this.#names.push(name)
    this.#holders += this.#holders === '' ? `[${holders.join(',')}]` : `,[${holders.join(',')}]`
    this.#disclosures += `\n${disclosure}`
    return digestDisclosure(disclosure)
  }

  /** Where a part is: it is sealed here unless an earlier entry or an earlier field sealed it. */
  #place(part: string, fresh: Map<string, PartAt>, findPart: FindPart): PartAt {
    const salt = keyedDigest(this.#owner.key, part)
    const known = fresh.get(salt) ?? findPart(salt)
    if (known !== undefined) return known
    const placed = { digest: digestDisclosure(writePart(salt, part)), holder: this.#index }
    fresh.set(salt, placed)
    this.#parts += `\n${part}`
    return placed
  }

  close(nth: number): Seal {
    const { key, pseudonym: subject } = this.#owner
    const [place, names] = [placeOf(this.#index, nth), this.#names.join(' ')]
    const text = `[${this.#holders}]${this.#disclosures}${this.#parts}`
    return { place, subject, names, sealed: seal(key, text, contextOf(place, subject, names)) }
  }
}

/** The first place of an entry, or one after it. */
export function placeOf(index: number, nth = 0): number {
  return index * subjectsOfEntry + nth
}

/** The index of the entry to which a place belongs. */
export function entryAt(place: number): number {
  return Math.floor(place / subjectsOfEntry)
}

/**
 * The length of the spans of the log for which it is kept who sealed anything in them: so it is known where to look for
 * what a subject sealed.
 */
export const placesOfSpan = 256 * subjectsOfEntry

/** Each subject with each span, by its first place, in which it sealed one of these. */
export function spansOf(seals: readonly Seal[]): readonly (readonly [subject: string, first: number])[] {
  const spans: (readonly [string, number])[] = []
  const newest = new Map<string, number>()
  for (const { place, subject: sealedAs } of seals) {
    const subject = sealedAs.slice(0, pseudonymLength)
    const first = place - (place % placesOfSpan)
    if (newest.get(subject) === first) continue
    newest.set(subject, first)
    spans.push([subject, first])
  }
  return spans
}

/** The context to which a seal is bound, so that it opens nowhere else. */
function contextOf(place: number, subject: string, names: string): string {
  return `${place} ${subject} ${names}`
}

export interface OpenedField {
  readonly value: JsonValue
  readonly parts: readonly PartAt[]
  /** As it is handed out, before base64url. */
  readonly disclosure: string
  /** The digest to which the leaf commits. */
  readonly digest: string
}

/** A seal whose key is at hand. */
export class OpenSeal {
  readonly #key: Uint8Array
  readonly #names: readonly string[]
  readonly #holders: readonly (readonly number[])[]
  readonly #lines: readonly string[]

  /** Throws `damaged` if it isn't what was sealed there. */
  constructor(key: Uint8Array, { place, subject, names, sealed }: Seal) {
    const text = unseal(key, sealed, contextOf(place, subject, names))?.toString('utf8')
    if (text === undefined) {
      throw new JournalError('damaged', `what stands sealed with entry ${entryAt(place)} is not what it sealed`)
    }
    const [holders = '[]', ...lines] = text.split('\n')
    this.#key = key
    this.#names = names.split(' ')
    this.#holders = JSON.parse(holders)
    this.#lines = lines
  }

  field(wanted: string): OpenedField | undefined {
    const at = this.#names.indexOf(wanted)
    const [holders, disclosure] = [this.#holders[at], this.#lines[at]]
    if (holders === undefined || disclosure === undefined) return undefined
    const [, , { value, parts = [] }] = JSON.parse(disclosure)
    return {
      value,
      parts: holders.map((holder, at) => ({ holder, digest: digestListed(parts[at]) })),
      disclosure,
      digest: digestDisclosure(disclosure),
    }
  }

  /** The same, with the value as the sealed text. */
  text(wanted: string): (Omit<OpenedField, 'value'> & { readonly text: string }) | undefined {
    const at = this.#names.indexOf(wanted)
    const [holders, disclosure] = [this.#holders[at], this.#lines[at]]
    if (holders === undefined || disclosure === undefined) return undefined
    // As `add` wrote it: a salt, the name, digests of parts (which have no brackets in them), and then the value.
    const name = canonicalJson(wanted)
    const from = disclosure.indexOf(name) + name.length + ',{'.length
    const end = disclosure.startsWith('"parts":', from) ? disclosure.indexOf(']', from) + 1 : undefined
    const digests = end === undefined ? [] : JSON.parse(disclosure.slice(from + '"parts":'.length, end))
    return {
      text: disclosure.slice((end === undefined ? from : end + 1) + '"value":'.length, -2),
      parts: holders.map((holder, at) => ({ holder, digest: digestListed(digests[at]) })),
      disclosure,
      digest: digestDisclosure(disclosure),
    }
  }

  /** The parts that it holds itself, by their digests, and by the names that older entries have for them. */
  parts(): ReadonlyMap<string, HeldPart> {
    const held = new Map<string, HeldPart>()
    for (const part of this.#lines.slice(this.#names.length)) {
      const salt = keyedDigest(this.#key, part)
      const disclosure = writePart(salt, part)
      held.set(salt, { part }).set(digestDisclosure(disclosure), { part, disclosure })
    }
    return held
  }
}

/** It has no disclosure if an older entry names it by a digest that nobody without its key can test. */
export interface HeldPart {
  readonly part: string
  readonly disclosure?: string
}

/** Entries from before parts had disclosures of their own list keyed digests. */
function digestListed(listed: string | { readonly '...': string }): string {
  return typeof listed === 'string' ? listed : listed['...']
}
