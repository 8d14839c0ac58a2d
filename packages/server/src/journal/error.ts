// SPDX-License-Identifier: EUPL-1.2

/** Everything the journal can refuse with; docs/reference/errors.md says what to do about each. */
export type JournalErrorCode =
  /** The store did not take the entry; nothing that waited on it may go on (P1). */
  | 'unwritable'
  /** The leaf would be larger than 4 kB: something that belongs in a disclosure was put in the leaf. */
  | 'leaf-too-large'
  /** What is stored contradicts itself; the journal won't serve or sign. */
  | 'damaged'
  /** The key that signs is not there, is open to others, or is another log's; what is stored may be whole. */
  | 'key-unusable'
  /** A checkpoint was signed that covers more than the store holds, or something else: an old copy was put back. */
  | 'behind'
  /** What somebody gave as a checkpoint is none of this log and its key, which says nothing about what is stored. */
  | 'checkpoint-unusable'
  /** Another process holds the store. */
  | 'in-use'
  /** Processes of another version of Sluis share the log, which fold it into other tables. */
  | 'other-version'
  /** A newer version of Sluis has written here: this one would read some of it as if it were not there. */
  | 'newer-version'
  | 'closed'

/** Told to whoever runs Sluis, in their language. */
export interface Sentence {
  readonly nl: string
  readonly en: string
}

/** What no setting or file of a person's can mend; a finding of it stays in the words of whoever looks for the defect. */
type WithoutRemedy = 'damaged' | 'leaf-too-large' | 'closed'

export class JournalError extends Error {
  readonly code: JournalErrorCode
  readonly sentence: Sentence
  constructor(code: JournalErrorCode, sentence: Sentence, options?: ErrorOptions)
  constructor(code: WithoutRemedy, finding: string, options?: ErrorOptions)
  constructor(code: JournalErrorCode, told: Sentence | string, options?: ErrorOptions) {
    const sentence = typeof told === 'string' ? { nl: told, en: told } : told
    super(sentence.en, options)
    this.name = 'JournalError'
    this.code = code
    this.sentence = sentence
  }
}

/** Thrown by a room's fold to refuse an entry; `reason` is that room's own code. */
export class Conflict extends Error {
  readonly reason: string
  constructor(reason: string, message: string) {
    super(message)
    this.name = 'Conflict'
    this.reason = reason
  }
}

/** Whatever keeps the log from being written is told as that (P1). */
export function unwritable(cause: unknown): JournalError {
  const why = messageOf(cause)
  const sentence = { nl: `het log is niet te schrijven: ${why}`, en: `the log can't be written: ${why}` }
  return new JournalError('unwritable', sentence, { cause })
}

export function otherVersion(): JournalError {
  return new JournalError('other-version', {
    nl: 'op deze database draait een andere versie van Sluis',
    en: 'another version of Sluis runs on this database',
  })
}

export function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
