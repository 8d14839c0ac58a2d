// SPDX-License-Identifier: EUPL-1.2
import { type EntryDraft, type Journal, JournalError } from '../../journal/index.ts'

const againMs = 2000

/**
 * A full disk or a missing signer delays an outcome and doesn't lose it. It is written once the log can be written, or
 * is `unknown` after a restart (P2). Nothing new passes meanwhile, so no more wait than were in flight. If the outcome
 * already stands, though nobody was told so, the fold refuses it.
 */
export function recordLater(journal: Pick<Journal, 'append'>, draft: EntryDraft): void {
  setTimeout(() => {
    journal.append(draft).catch((error: unknown) => {
      if (isUnwritable(error)) recordLater(journal, draft)
    })
  }, againMs).unref()
}

export function isUnwritable(error: unknown): boolean {
  return error instanceof JournalError && error.code === 'unwritable'
}
