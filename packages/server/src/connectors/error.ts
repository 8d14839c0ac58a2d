// SPDX-License-Identifier: EUPL-1.2

/**
 * What can go wrong between the gate and the outside. The last two decide what may be recorded about a mail:
 * `mail-not-sent` is certain, `mail-unknown` is for a person to settle (P2).
 */
export type ConnectorErrorCode =
  | 'books-unreadable'
  | 'books-inconsistent'
  | 'document-refused'
  | 'document-missing'
  | 'document-unreadable'
  | 'arguments-invalid'
  | 'mail-setting-invalid'
  | 'mail-not-sent'
  | 'mail-unknown'

/** An error of this room. Its message is for the operator and the reviewer, and holds no content and no credential. */
export class ConnectorError extends Error {
  readonly code: ConnectorErrorCode
  constructor(code: ConnectorErrorCode, message: string) {
    super(message)
    this.name = 'ConnectorError'
    this.code = code
  }
}
