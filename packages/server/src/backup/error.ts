// SPDX-License-Identifier: EUPL-1.2
type BackupErrorCode =
  /** The data folder holds no log. */
  | 'no-log'
  /** The folder to write to holds something already. */
  | 'not-empty'
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
  constructor(code: BackupErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'BackupError'
    this.code = code
  }
}
