// SPDX-License-Identifier: EUPL-1.2
import { isBytes, type Reader } from '../engine/engine.ts'
import { openKeyReader, openReader, type Place } from '../engine/open.ts'
import { JournalError } from '../error.ts'
import { asSeal } from '../store.ts'
import { type OpenedField, OpenSeal, placeOf } from './seals.ts'

/** Private fields of one entry. */
export interface FieldsWanted {
  readonly index: number
  readonly fields: readonly string[]
}

interface GivenOut {
  /** For each entry RFC 9901 disclosures in base64url: of its fields and of their parts, each once. */
  readonly disclosures: readonly (readonly string[])[]
  /** The pseudonyms whose keys opened them. */
  readonly keys: readonly string[]
}

/**
 * Lets an outsider see private fields and check them against their leaves (RFC 9901 §4.2). Read over connections that
 * only read: also while a server writes. A part that was sealed before parts had disclosures is left out: without the
 * key nobody can check it against the leaf. `gone` if a field was erased, or never was; `too-long` beyond so many
 * characters in all.
 */
export async function openToGive(
  place: Place,
  wanted: readonly FieldsWanted[],
  longest: number,
): Promise<GivenOut | 'gone' | 'too-long'> {
  const [log, keys] = await Promise.all([openReader(place), openKeyReader(place)])
  try {
    return await new Giving(log, keys, longest).open(wanted)
  } finally {
    await Promise.all([log.close(), keys.close()])
  }
}

/** One field to hand out: its own disclosure, and where its parts are. */
interface Given {
  readonly disclosure: string
  readonly subject: string
  readonly parts: OpenedField['parts']
}

class Giving {
  readonly #log: Reader
  readonly #keys: Reader
  readonly #ring = new Map<string, Uint8Array>()
  /** The wanted parts, by the seal that holds them and by digest. */
  readonly #parts = new Map<string, Map<string, string | undefined>>()
  #left: number

  constructor(log: Reader, keys: Reader, longest: number) {
    this.#log = log
    this.#keys = keys
    this.#left = longest
  }

  async open(wanted: readonly FieldsWanted[]): Promise<GivenOut | 'gone' | 'too-long'> {
    const entries: (readonly Given[])[] = []
    for (const { index, fields } of wanted) {
      const given = await this.#openFields(index, fields)
      if (given === undefined) return 'gone'
      entries.push(given)
      if (this.#left < 0) return 'too-long'
    }
    for (const holder of this.#parts.keys()) {
      if (!(await this.#openParts(holder))) return 'gone'
      if (this.#left < 0) return 'too-long'
    }
    return { disclosures: entries.map((given) => this.#disclosuresOf(given)), keys: [...this.#ring.keys()] }
  }

  /** Each seal of the entry is opened once, however many of its fields are wanted. */
  async #openFields(index: number, names: readonly string[]): Promise<readonly Given[] | undefined> {
    const sql = 'SELECT place, names FROM seals WHERE place >= $1 AND place < $2 ORDER BY place'
    const given = new Map<string, Given>()
    for (const { place, names: sealed } of await this.#log.all(sql, placeOf(index), placeOf(index + 1))) {
      const here = names.filter((name) => !given.has(name) && String(sealed).split(' ').includes(name))
      const seal = here.length === 0 ? undefined : await this.#openAt(Number(place))
      for (const name of here) {
        const field = seal?.open.text(name)
        if (seal === undefined || field === undefined) return undefined
        const { subject } = seal
        given.set(name, { disclosure: this.#written(field.disclosure), subject, parts: field.parts })
        for (const { holder, digest } of field.parts) this.#want(`${holder} ${subject}`, digest)
      }
    }
    const found = names.flatMap((name) => given.get(name) ?? [])
    return found.length < names.length ? undefined : found
  }

  #want(holder: string, digest: string): void {
    const known = this.#parts.get(holder)
    if (known === undefined) this.#parts.set(holder, new Map([[digest, undefined]]))
    else known.set(digest, undefined)
  }

  /** Those of one entry, for one subject. False if they were erased meanwhile. */
  async #openParts(holder: string): Promise<boolean> {
    const [index, subject = ''] = holder.split(' ')
    const sql = 'SELECT place FROM seals WHERE place >= $1 AND place < $2 AND subject = $3'
    const [row] = await this.#log.all(sql, placeOf(Number(index)), placeOf(Number(index) + 1), subject)
    const held = row && (await this.#openAt(Number(row.place)))?.open.parts()
    if (held === undefined) return false
    const wanted = this.#parts.get(holder) ?? new Map<string, string | undefined>()
    for (const digest of wanted.keys()) {
      const part = held.get(digest)
      if (part === undefined) throw new JournalError('damaged', `entry ${index} does not hold a part that it sealed`)
      if (part.disclosure !== undefined) wanted.set(digest, this.#written(part.disclosure))
    }
    return true
  }

  #disclosuresOf(given: readonly Given[]): readonly string[] {
    const disclosures = given.flatMap(({ disclosure, subject, parts }) => [
      disclosure,
      ...parts.flatMap(({ holder, digest }) => this.#parts.get(`${holder} ${subject}`)?.get(digest) ?? []),
    ])
    return [...new Set(disclosures)]
  }

  /** Undefined if it was erased, or its key destroyed. */
  async #openAt(place: number): Promise<{ readonly open: OpenSeal; readonly subject: string } | undefined> {
    const [row] = await this.#log.all('SELECT place, subject, names, sealed FROM seals WHERE place = $1', place)
    const seal = row && asSeal(row)
    const key = seal && (await this.#keyOf(seal.subject))
    return seal && key && { open: new OpenSeal(key, seal), subject: seal.subject }
  }

  async #keyOf(pseudonym: string): Promise<Uint8Array | undefined> {
    const known = this.#ring.get(pseudonym)
    if (known !== undefined) return known
    const [row] = await this.#keys.all('SELECT key FROM subjects WHERE pseudonym = $1', pseudonym)
    if (!isBytes(row?.key)) return undefined
    this.#ring.set(pseudonym, row.key)
    return row.key
  }

  #written(disclosure: string): string {
    const text = Buffer.from(disclosure).toString('base64url')
    this.#left -= text.length
    return text
  }
}
