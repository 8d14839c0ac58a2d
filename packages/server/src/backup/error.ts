// SPDX-License-Identifier: EUPL-1.2
import type { Sentence } from '../journal/index.ts'

type BackupErrorCode =
  /** The data folder holds no log. */
  | 'no-log'
  /** The folder to write to holds something already. */
  | 'not-empty'
  /** There is no such part in the folder that was named. */
  | 'part-missing'
  /** A part of the backup, or its manifest, is not there or can't be read. */
  | 'part-unreadable'
  /** A file is not what the manifest says. */
  | 'file-changed'
  /** The copied database is damaged. */
  | 'copy-damaged'
  /** The log does not verify, or is older than a checkpoint that was given. */
  | 'log-invalid'
  /** Nothing says with which key the log is signed. */
  | 'key-unknown'

export class BackupError extends Error {
  readonly code: BackupErrorCode
  readonly sentence: Sentence
  constructor(code: BackupErrorCode, sentence: Sentence, options?: ErrorOptions)
  /** What a verifier found in the log is in its own words. */
  constructor(code: 'log-invalid', found: string, options?: ErrorOptions)
  constructor(code: BackupErrorCode, told: Sentence | string, options?: ErrorOptions) {
    const sentence = typeof told === 'string' ? { nl: told, en: told } : told
    super(sentence.en, options)
    this.name = 'BackupError'
    this.code = code
    this.sentence = sentence
  }
}
