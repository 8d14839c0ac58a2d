// SPDX-License-Identifier: EUPL-1.2
import { type Exhibit, exhibitFormat } from '@sluis/log'
import { type Journal, receiptUpTo } from '../journal/index.ts'
import type { Person } from '../organisation/index.ts'
import { ExhibitError } from './error.ts'
import { placesOfCall, type Trail, trailOf } from './trail.ts'

/** What a person hands over, as they chose it from a trail. */
interface ExhibitWish {
  readonly entries: readonly { readonly index: number; readonly fields: readonly string[] }[]
  /** Pseudonyms of which it says whom they stand for. */
  readonly names: readonly string[]
  /** To whom, and what for. */
  readonly for: string
}

/** Of all that is handed over at once: more would hold up calls for longer than they may wait. */
const maxLength = 32 * 1024 * 1024

type Reading = Pick<Journal, 'append' | 'giveOut' | 'log' | 'nameOf' | 'pseudonymOf' | 'query' | 'subjectOf'>

/** Takes from the log what a person hands to somebody outside, and records that they did. */
export class Exhibits {
  readonly #journal: Reading

  constructor(journal: Reading) {
    this.#journal = journal
  }

  /** Everything that tells of a call; undefined for one that the log does not know. */
  async trailOfCall(call: string): Promise<Trail | undefined> {
    const places = await placesOfCall(this.#journal, call)
    return places && (await trailOf(this.#journal, places))
  }

  /** One entry; undefined beyond the end of the log. */
  async trailOfEntry(index: number): Promise<Trail | undefined> {
    const trail = await trailOf(this.#journal, [index])
    return trail.entries.length === 0 ? undefined : trail
  }

  /** The exhibit as a file, once the log says who handed over what (P1). Throws ExhibitError, and records nothing then. */
  async make({ entries, names, ...wish }: ExhibitWish, person: Pick<Person, 'id'>): Promise<string> {
    const journal = this.#journal
    const checkpoint = await journal.log.checkpoint()
    const shown: Exhibit['entries'][number][] = []
    let left = maxLength
    for (const { index, fields } of entries) {
      if (index >= checkpoint.size) throw new ExhibitError('entry-unknown')
      const disclosures: string[] = []
      for (const field of fields) {
        const given = await journal.giveOut(index, field)
        if (given === undefined) throw new ExhibitError('field-gone')
        for (const disclosure of given.disclosures) left -= disclosure.length
        if (left < 0) throw new ExhibitError('exhibit-too-large')
        disclosures.push(...given.disclosures)
      }
      // Two fields may share a piece.
      shown.push({ proof: await receiptUpTo(journal.log, index, checkpoint), disclosures: [...new Set(disclosures)] })
    }
    const { names: there } = await trailOf(
      journal,
      entries.map(({ index }) => index),
    )
    // A name of nobody in it would have the whole file refused.
    if (names.some((name) => there.every(({ pseudonym }) => pseudonym !== name))) {
      throw new ExhibitError('name-unprovable')
    }
    const named = await Promise.all(names.map((pseudonym) => this.#name(pseudonym)))
    const exhibit: Exhibit & { readonly format: string } = { format: exhibitFormat, entries: shown, names: named }
    const by = await journal.pseudonymOf(`person:${person.id}`)
    await journal.append({
      kind: 'exhibit.made',
      data: {
        entries: entries.map(({ index, fields }) => ({ entry: index, fields: [...fields] })),
        names: [...names],
        by,
      },
      private: [{ name: 'for', value: wish.for, subject: `person:${person.id}` }],
    })
    return written(exhibit)
  }

  async #name(pseudonym: string): Promise<string> {
    const name = await this.#journal.nameOf(pseudonym)
    if (name === undefined) throw new ExhibitError('name-unprovable')
    return name
  }
}

/** A disclosure to a line, so that whoever passes it on can leave some out. */
function written(exhibit: object): string {
  return `${JSON.stringify(exhibit, null, 1)}\n`
}
