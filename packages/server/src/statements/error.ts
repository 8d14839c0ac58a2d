// SPDX-License-Identifier: EUPL-1.2
/** Every reason for which a statement is refused; docs/reference/errors.md says what to do about each. */
export type StatementErrorCode =
  /** Not a DSSE envelope, or one with too many signatures. */
  | 'envelope-malformed'
  | 'statement-too-large'
  /** The payload has a type that Sluis reads, but not the form of that type. */
  | 'payload-malformed'
  /** A signature names a key that no issuer has; or it names none and no key fits. */
  | 'key-unknown'
  | 'signature-invalid'
  /** Two signatures by one key, which would count as two. */
  | 'key-signed-twice'
  /** Signatures by keys of several issuers: it isn't clear whose statement it is. */
  | 'issuers-differ'
  | 'key-not-yet-valid'
  | 'key-expired'
  | 'key-revoked'
  /** The issuer is not registered for this kind of payload. */
  | 'payload-type-refused'

export class StatementError extends Error {
  readonly code: StatementErrorCode
  constructor(code: StatementErrorCode, message: string) {
    super(message)
    this.name = 'StatementError'
    this.code = code
  }
}
