// SPDX-License-Identifier: EUPL-1.2
import { setTimeout as delay } from 'node:timers/promises'
import { CommitUnknown, transaction } from '../engine/engine.ts'
import { type JournalError, unwritable } from '../error.ts'
import type { Store } from '../store.ts'
import type { Batch } from './batch.ts'

export interface Committing {
  readonly store: Store
  /** Hears that nobody can know whether the last commit stands; and, with undefined, that it is known. */
  readonly onDoubt: (doubt: JournalError | undefined) => void
  /** Whether the server is closing, and waits for nothing any more. */
  readonly isEnding: () => boolean
}

const askAgainMs = 200

/** Resolves when a batch is durable, also if the database's answer was lost. Throws if it is not durable. */
export async function commit({ entries }: Batch, parts: Committing): Promise<void> {
  try {
    await parts.store.engine.commit()
  } catch (error) {
    if (!(error instanceof CommitUnknown)) throw error
    const last = entries.at(-1)
    // Without an entry nobody was promised anything: what stands is read again when it is needed.
    if (last === undefined) throw error.cause
    // Each leaf has a salt: if this leaf stands there, this batch was committed.
    const found = await askUntilToldOf(last.index, error, parts)
    if (found === undefined || Buffer.compare(found, last.hash) !== 0) throw error.cause
  }
}

/**
 * Asks for as long as it takes: the callers of these entries wait for the truth, and nothing that would rest on a guess
 * is made meanwhile. It asks while holding the database's lock, so whatever was on its way when the connection was lost
 * has by then been committed or undone.
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
