// SPDX-License-Identifier: EUPL-1.2
import { setTimeout as delay } from 'node:timers/promises'
import { CommitUnknown, transaction } from '../engine/engine.ts'
import { type JournalError, unwritable } from '../error.ts'
import type { Store } from '../store.ts'
import type { Batch } from './batch.ts'

export interface Committing {
  readonly store: Store
  /** Hears that nobody can know whether the last commit stands, and that it is known. */
  readonly onDoubt: (doubt: JournalError | undefined) => void
  /** Whether whoever serves wants to close, and waits for nothing any more. */
  readonly isEnding: () => boolean
}

const askAgainMs = 200

/** Resolves when what a batch made is durable, also where the database's word for it was lost. Throws when it is not. */
export async function commit({ entries }: Batch, parts: Committing): Promise<void> {
  try {
    await parts.store.engine.commit()
  } catch (error) {
    if (!(error instanceof CommitUnknown)) throw error
    const last = entries.at(-1)
    // Without an entry nobody was promised anything: what stands is read again by whoever needs it.
    if (last === undefined) throw error.cause
    // Each leaf has a salt: where ours stands, ours was committed.
    const found = await askUntilToldOf(last.index, error, parts)
    if (found === undefined || Buffer.compare(found, last.hash) !== 0) throw error.cause
  }
}

/**
 * Asks for as long as it takes: whose entries these are waits for the truth, and nothing is made meanwhile that would rest
 * on a guess. The database's lock is held for the question, so what was on its way there when the connection was lost has
 * been committed or undone by then.
 */
async function askUntilToldOf(
  index: number,
  unknown: CommitUnknown,
  { store, onDoubt, isEnding }: Committing,
): Promise<Uint8Array | undefined> {
  try {
    for (;;) {
      try {
        return await transaction(store.engine, () => store.hashAt(index))
      } catch {
        onDoubt(unwritable(unknown))
        if (isEnding()) throw unknown
        await delay(askAgainMs)
      }
    }
  } finally {
    onDoubt(undefined)
  }
}
