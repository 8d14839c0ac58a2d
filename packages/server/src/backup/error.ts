// SPDX-License-Identifier: EUPL-1.2
import type { Sentence } from '../journal/index.ts'

type BackupErrorCode =
  /** The data folder holds no log. */
  | 'no-log'
  /** The folder to write to is not empty. */
  | 'not-empty'
  /** The named folder has no such part. */
  | 'part-missing'
  /** A part of the backup or its manifest is missing or can't be read. */
  | 'part-unreadable'
  /** A file differs from what the manifest says. */
  | 'file-changed'
  /** The copied database is damaged. */
  | 'copy-damaged'
  /** The log does not verify, or is older than a checkpoint that was given. */
  | 'log-invalid'
  /** A checkpoint that was given is none of this log and its key, which says nothing about the backup. */
  | 'checkpoint-unusable'
  /** Nothing says which key signs the log. */
  | 'key-unknown'

export class BackupError extends Error {
  readonly code: BackupErrorCode
  readonly sentence: Sentence
  constructor(code: BackupErrorCode, sentence: Sentence, options?: ErrorOptions)
  /** `found` is what a verifier found in the log, in its own words. */
  constructor(code: 'log-invalid', found: string, options?: ErrorOptions)
  constructor(code: BackupErrorCode, told: Sentence | string, options?: ErrorOptions) {
    const sentence = typeof told === 'string' ? { nl: told, en: told } : told
    super(sentence.en, options)
    this.name = 'BackupError'
    this.code = code
    this.sentence = sentence
  }
}
