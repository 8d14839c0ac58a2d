// SPDX-License-Identifier: EUPL-1.2

import { transaction } from '../engine/engine.ts'
import type { Appended, EntryDraft, Erasing } from '../entry.ts'
import { Conflict, JournalError } from '../error.ts'
import { dayOf, keyNameOn, type RunDays } from '../sealed/days.ts'
import { sweep } from '../sealed/sweep.ts'
import type { Vault } from '../sealed/vault.ts'
import type { Store } from '../store.ts'
import { writeDraft } from '../threads/written.ts'
import type { Batch } from './batch.ts'
import type { Sequencer } from './sequencer.ts'

interface ForgettingParts {
  readonly store: Store
  readonly vault: Vault
  /** Forgetting is an entry among the others, in their order. */
  readonly sequencer: Sequencer
}

/**
 * Forgets on purpose: a subject's keys by somebody's right, a day's keys by its term, and what they sealed. The entry
 * says so first. The proofs of all entries still verify, and nobody reads what was sealed with them again.
 */
export class Forgetting {
  readonly #parts: ForgettingParts

  constructor(parts: ForgettingParts) {
    this.#parts = parts
  }

  /**
   * Destroys a subject's keys and what it sealed. The leaf names the subject by a pseudonym that no longer means
   * anything. Throws `Conflict` if the subject sealed anything after `upTo`, or was erased meanwhile: that would be
   * another erasure than the person was shown.
   */
  async erase(subject: string, basis: string, { upTo, data, private: fields }: Erasing = {}): Promise<Appended> {
    const { store, vault, sequencer } = this.#parts
    return await sequencer.write(async (batch) => {
      await vault.load([subject])
      if (upTo !== undefined && vault.find(subject) === undefined) {
        throw new Conflict('subject-moved', 'nothing is sealed under the subject any more')
      }
      const { pseudonym } = vault.need(subject)
      if (upTo !== undefined && (await store.hasSealedAfter(pseudonym, upTo))) {
        throw new Conflict('subject-moved', `more was sealed under the subject since entry ${upTo}`)
      }
      const told = { kind: 'subject.erased', data: { ...data, basis, subject: pseudonym } }
      const appended = await appendedTo(batch, fields === undefined ? told : { ...told, private: fields })
      await this.#destroy(pseudonym)
      return appended
    })
  }

  /**
   * Destroys the keys under which runs sealed on a day that is over, because their term has passed. What they sealed is
   * left to `sweep`. Throws `Conflict` if none of them has a key of that day, which another process may have destroyed.
   */
  async expire(day: string, runs: readonly string[]): Promise<Appended> {
    const { store, vault, sequencer } = this.#parts
    return await sequencer.write(async (batch) => {
      if (day >= dayOf(batch.at)) throw new Conflict('day-goes-on', `runs may still seal on ${day}`)
      const keyOf = (run: string) => vault.find(keyNameOn(day, `run:${run}`))
      await vault.load(runs.map((run) => keyNameOn(day, `run:${run}`)))
      const kept = runs.filter((run) => keyOf(run) !== undefined)
      if (kept.length === 0) throw new Conflict('nothing-kept', `nothing of ${day} is kept of these runs`)
      const ofDay = kept.flatMap((run) => keyOf(run)?.pseudonym ?? [])
      const appended = await appendedTo(batch, { kind: 'content.expired', data: { day, runs: kept } })
      await store.leaveToSweep(ofDay)
      vault.doom(ofDay)
      return appended
    })
  }

  /** Removes some of what was sealed on days whose keys are gone. True if there may be more: calls go in between. */
  async sweep(): Promise<boolean> {
    const { store, sequencer } = this.#parts
    return (await store.toSweep()).length > 0 && (await sequencer.write(({ before }) => sweep(store, before.size)))
  }

  /** The days of runs, which can be forgotten one by one. */
  runDays(after: string, limit: number): Promise<RunDays> {
    return this.#parts.vault.runDays(after, limit)
  }

  /**
   * A crash after the entry, or a backup that was put back, may have left a key that the log says is destroyed. Done
   * before anything is swept: no entry may open whose parts are gone.
   */
  async forgetErased(): Promise<void> {
    const { store, vault } = this.#parts
    const gone = await store.engine.all(
      'SELECT pseudonym FROM erased_subjects UNION ALL SELECT subject FROM swept_later',
    )
    const kept = await vault.known(gone.map(({ pseudonym }) => String(pseudonym)))
    if (kept.length === 0) return
    await transaction(store.engine, async () => {
      for (const pseudonym of kept) await this.#destroy(pseudonym)
      if (!vault.isApart) await vault.destroyDoomed()
    })
    if (vault.isApart) await vault.destroyDoomed()
  }

  /** Destroys a subject's keys, also those of its days, and what they sealed. */
  async #destroy(pseudonym: string): Promise<void> {
    const { store, vault } = this.#parts
    await store.forgetSubject(pseudonym)
    vault.doom([pseudonym, ...(await vault.keptUnder(pseudonym))])
  }
}

/** Listeners get its public part. */
async function appendedTo(batch: Batch, { kind, data, ...rest }: EntryDraft): Promise<Appended> {
  const [place] = await batch.fill([writeDraft({ kind, data, ...rest })])
  if (place === undefined || place instanceof Error)
    throw place ?? new JournalError('unwritable', { nl: 'geen vermelding', en: 'no entry' })
  return { entry: { kind, data, index: place.index, at: batch.at }, treeSize: batch.frontier.size }
}
