// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { type Entry, type FieldsWanted, type Journal, JournalError } from '../journal/index.ts'
import type { Person } from '../organisation/index.ts'
import { ExhibitError } from './error.ts'
import type { ExhibitOrder, FromMaker } from './protocol.ts'
import { runsOf } from './runs-of.ts'
import { placesOfCall, pseudonymsIn, type Trail, trailOf } from './trail.ts'

/** What a person hands over, as they chose it from a trail. */
interface ExhibitWish {
  readonly entries: readonly FieldsWanted[]
  /** Pseudonyms of which it says whom they stand for. */
  readonly names: readonly string[]
  /** To whom, and what for. */
  readonly for: string
}

type Reading = Pick<
  Journal,
  'append' | 'keeps' | 'log' | 'nameOf' | 'place' | 'pseudonymOf' | 'query' | 'subjectOf' | 'verifierKey'
>

/** Takes from the log what a person hands to somebody outside, and records that they did. */
export class Exhibits {
  readonly #journal: Reading
  #isMaking = false

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

  /**
   * The exhibit as a file, once the log says who handed over what (P1). One at a time, because each takes a core and much
   * memory. Throws ExhibitError, and records nothing then, unless something was erased meanwhile.
   */
  async make(wish: ExhibitWish, person: Pick<Person, 'id'>): Promise<Uint8Array<ArrayBuffer>> {
    if (this.#isMaking) throw new ExhibitError('exhibit-busy')
    this.#isMaking = true
    try {
      return await this.#make(wish, person)
    } finally {
      this.#isMaking = false
    }
  }

  async #make({ entries, names, ...wish }: ExhibitWish, person: Pick<Person, 'id'>) {
    const journal = this.#journal
    const there = await this.#entriesAt(entries.map(({ index }) => index))
    const known = new Set(there.flatMap(pseudonymsIn))
    const disclosures = await Promise.all(names.map((name) => (known.has(name) ? journal.nameOf(name) : undefined)))
    const named = disclosures.flatMap((one) => one ?? [])
    // A name of nobody in it would have the whole file refused.
    if (named.length < names.length) throw new ExhibitError('name-unprovable')
    const { place, verifierKey } = journal
    const made = await makeApart({ place, verifierKey, entries, names: named })
    if ('refused' in made) throw new ExhibitError(made.refused)
    await this.#record({ entries, names, ...wish }, await runsOf(journal, there), person)
    // Whatever the log says was erased before this was recorded has no key by now.
    if (!(await journal.keeps([...made.keys, ...names]))) throw new ExhibitError('field-gone')
    return made.file
  }

  async #entriesAt(indexes: readonly number[]): Promise<readonly Entry[]> {
    const entries: Entry[] = []
    for (const index of indexes) {
      const entry = await this.#journal.log.entry(index)
      if (entry === undefined) throw new ExhibitError('entry-unknown')
      entries.push(entry)
    }
    return entries
  }

  /** For whom is sealed by itself: who got it must not go with whoever made it, and can be erased without them. */
  async #record(wish: ExhibitWish, runs: readonly string[], person: Pick<Person, 'id'>): Promise<void> {
    const exhibit = `exhibit-${randomBytes(8).toString('hex')}`
    const by = await this.#journal.pseudonymOf(`person:${person.id}`)
    const entries = wish.entries.map(({ index, fields }) => ({ entry: index, fields: [...fields] }))
    const made = {
      kind: 'exhibit.made',
      data: { exhibit, entries, runs, names: [...wish.names], by },
      private: [{ name: 'for', value: wish.for, subject: `exhibit:${exhibit}` }],
    }
    await this.#journal.append(made).catch((error: unknown) => {
      const isTooLarge = error instanceof JournalError && error.code === 'leaf-too-large'
      throw isTooLarge ? new ExhibitError('exhibit-too-large') : error
    })
  }
}

async function makeApart(order: ExhibitOrder): Promise<FromMaker> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: order })
  // A server that closes does not wait for it.
  worker.unref()
  const { promise, resolve, reject } = Promise.withResolvers<FromMaker>()
  worker.once('message', resolve)
  worker.once('error', reject)
  worker.once('exit', () => reject(new JournalError('closed', 'the thread that makes exhibits ended')))
  return await promise
}
