// SPDX-License-Identifier: EUPL-1.2
import { setImmediate } from 'node:timers/promises'
import { Conflict, integer, type Journal, type JsonValue, type Row, text } from '../journal/index.ts'
import type { Basis } from './basis.ts'
import { SubjectError } from './error.ts'
import { found, type HeldEntry } from './found.ts'
import { type Caution, type HoldParts, holdsOf, type Stay, staysFor } from './holds.ts'
import { type Recipients, recipientsOf } from './recipients.ts'
import { type Subject, subjectIn } from './subject.ts'

interface SubjectParts extends HoldParts {
  readonly journal: Journal
  /** What the log has in place of a mail address that a mail went to (P7); undefined for what is no address. */
  readonly recipientOf: (address: string) => string | undefined
}

export interface HeldWish {
  readonly subject: string
  /** Where the last page ended. */
  readonly from?: number | undefined
  /** Whether to open the content. */
  readonly isOpen?: boolean | undefined
}

/** One page of what is held about a subject, with the exhibits that the entries of this page went into. */
export interface HeldAbout extends Recipients {
  readonly subject: string
  readonly kind: Subject['kind']
  /** On the first page only: what an erasure would destroy, and the mark that binds it to what was shown. */
  readonly erasable?: { readonly entries: number; readonly mark: string }
  readonly stays: readonly Stay[]
  readonly cautions: readonly Caution[]
  readonly entries: readonly HeldEntry[]
  /** Where the next page begins; absent after the last. */
  readonly next?: number
  /** The size of the log. */
  readonly total: number
}

export interface ErasureWish {
  readonly subject: string
  readonly basis: Basis
  readonly reason: string
  readonly mark: string
}

export interface Erased {
  readonly entry: number
  readonly at: number
  /** How many entries lost content that they had sealed under the subject. */
  readonly entries: number
}

/** An erasure as everybody can see it. */
export interface Erasure {
  readonly entry: number
  readonly at: number
  readonly kind?: string
  readonly run?: string
  readonly basis: string
  readonly entries?: number
  /** Absent for an erasure from before this was recorded, and once that person was erased. */
  readonly by?: string
  readonly reason?: string
}

const maxListed = 200
/** Each may take a query of its own, and a page is read without giving other calls a turn. */
const sealsOfPage = 250
const runsOfPage = 2000

/** Looks up and forgets one subject at a time; it never gives a pseudonym to a subject that had none. */
export class Subjects {
  readonly #parts: SubjectParts

  constructor(parts: SubjectParts) {
    this.#parts = parts
  }

  /**
   * Throws SubjectError `subject-malformed` or `subject-kept`. For a subject that is not known, everything is empty.
   */
  async held({ subject: given, from = 0, isOpen = false }: HeldWish): Promise<HeldAbout> {
    const { journal, recipientOf } = this.#parts
    const subject = subjectIn(given)
    const pseudonym = await journal.knownAs(subject.name)
    const named = subject.kind === 'address' ? recipientOf(subject.value) : pseudonym
    const seal = subject.kind === 'address' ? undefined : pseudonym
    const whole = from === 0 && seal !== undefined ? await this.#wholeOf(seal) : undefined
    const holds = await holdsOf(this.#parts, subject)
    const { size: total } = await journal.log.checkpoint()
    const isNamed = subject.kind === 'address' || subject.kind === 'label' || subject.kind === 'person'
    const search = isNamed ? { mentions: named, seal } : { seal }
    const page = await found(journal, search, { from, total, isOpen })
    const whose = [...(subject.kind === 'run' ? [subject.name] : []), ...(pseudonym ? [`name:${pseudonym}`] : [])]
    const about = [...(from === 0 ? whose : []), ...page.entries.map(({ index }) => `entry:${index}`)]
    return {
      subject: subject.name,
      kind: subject.kind,
      ...(whole === undefined || seal === undefined || isGone(subject, whole)
        ? {}
        : { erasable: { entries: whole.entries, mark: this.#markOf(seal, whole) } }),
      ...holds,
      ...page,
      ...(isOpen ? { exhibits: [] } : await recipientsOf(journal, about)),
      total,
    }
  }

  /**
   * Destroys what is sealed under a subject, once. The mark binds the erasure to what was shown; content sealed in the
   * meantime makes the transaction refuse. Throws SubjectError.
   */
  async erase(wish: ErasureWish, person: { readonly id: string }): Promise<Erased> {
    const { journal } = this.#parts
    const subject = subjectIn(wish.subject)
    const pseudonym = subject.kind === 'address' ? undefined : await journal.knownAs(subject.name)
    if (pseudonym === undefined) throw new SubjectError('nothing-held')
    const whole = await this.#wholeOf(pseudonym)
    if (isGone(subject, whole)) throw new SubjectError('nothing-held')
    if (this.#markOf(pseudonym, whole) !== wish.mark) throw new SubjectError('erasure-moved')
    // Only after the count: a call that began since then has sealed its request too, and the journal refuses for that.
    const holds = await holdsOf(this.#parts, subject)
    const stays = staysFor(wish.basis, holds)
    if (stays.length > 0) throw new SubjectError('erasure-held', stays)
    if (subject.kind === 'label' && (await this.#isCarried(pseudonym))) throw new SubjectError('runs-first')
    const by = await journal.pseudonymOf(`person:${person.id}`)
    const of = subject.kind === 'label' ? subject.name.slice(0, subject.name.indexOf(':')) : subject.kind
    const about = subject.kind === 'run' ? { run: subject.value } : {}
    const { entry } = await journal
      .erase(subject.name, wish.basis, {
        upTo: whole.upTo,
        data: { of, ...about, entries: whole.entries, cautions: holds.cautions, by },
        private: [{ name: 'reason', value: wish.reason, subject: `person:${person.id}` }],
      })
      .catch((error: unknown) => {
        throw error instanceof Conflict && error.reason === 'subject-moved' ? new SubjectError('erasure-moved') : error
      })
    return { entry: entry.index, at: entry.at, entries: whole.entries }
  }

  /** The newest 200, or those of one run. */
  async erasures(run?: string): Promise<readonly Erasure[]> {
    const { journal } = this.#parts
    const [where, values] = run === undefined ? ['', []] : ['WHERE run = $1', [run]]
    const rows = await journal.query(
      `SELECT * FROM erasures ${where} ORDER BY entry DESC LIMIT ${maxListed}`,
      ...values,
    )
    return await Promise.all(rows.map((row) => erasureOf(journal, row)))
  }

  /** How many entries sealed something under it, and the index of the last. */
  async #wholeOf(pseudonym: string): Promise<Whole> {
    const { log } = this.#parts.journal
    let [entries, upTo] = [0, -1]
    for (;;) {
      const page = await log.sealed(pseudonym, upTo + 1, sealsOfPage)
      entries += page.length
      upTo = page.at(-1)?.index ?? upTo
      if (page.length < sealsOfPage) return { entries, upTo }
      await setImmediate()
    }
  }

  #markOf(pseudonym: string, { entries, upTo }: Whole): string {
    return this.#parts.journal.digest(`erasure\0${pseudonym}\0${entries}\0${upTo}`)
  }

  /** Whether a run that carries this name still has content. */
  async #isCarried(pseudonym: string): Promise<boolean> {
    const { journal } = this.#parts
    const sql = `SELECT id, labels, removed FROM runs WHERE id > $1 ORDER BY id LIMIT ${runsOfPage}`
    for (let after = ''; ; ) {
      const rows = await journal.query(sql, after)
      for (const row of rows) {
        if (!text(row, 'labels').includes(pseudonym) && !text(row, 'removed').includes(pseudonym)) continue
        const seal = await journal.knownAs(`run:${text(row, 'id')}`)
        if (seal !== undefined && (await journal.log.sealed(seal, 0, 1)).length > 0) return true
      }
      const last = rows.at(-1)
      if (last === undefined || rows.length < runsOfPage) return false
      after = text(last, 'id')
      await setImmediate()
    }
  }
}

interface Whole {
  readonly entries: number
  readonly upTo: number
}

/**
 * Nothing is left of a run whose content went by term. For other subjects the name behind the pseudonym can still be
 * erased.
 */
function isGone({ kind }: Subject, { entries }: Whole): boolean {
  return kind === 'run' && entries === 0
}

async function erasureOf(journal: Journal, row: Row): Promise<Erasure> {
  const entry = integer(row, 'entry')
  const by = row.by_person === null ? undefined : await journal.subjectOf(text(row, 'by_person'))
  const reason: JsonValue | undefined = (await journal.disclose(entry, 'reason'))?.value
  return {
    entry,
    at: integer(row, 'at'),
    ...(row.kind === null ? {} : { kind: text(row, 'kind') }),
    ...(row.run === null ? {} : { run: text(row, 'run') }),
    basis: text(row, 'basis'),
    ...(row.entries === null ? {} : { entries: integer(row, 'entries') }),
    ...(by === undefined ? {} : { by: by.replace(/^person:/, '') }),
    ...(typeof reason === 'string' ? { reason } : {}),
  }
}
