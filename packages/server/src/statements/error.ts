// SPDX-License-Identifier: EUPL-1.2
/** Everything a statement can be refused with; docs/reference/errors.md says what to do about each. */
export type StatementErrorCode =
  /** No DSSE envelope, or more signatures than are taken. */
  | 'envelope-malformed'
  | 'statement-too-large'
  /** A payload of a type that Sluis reads says something else than that type has. */
  | 'payload-malformed'
  /** No issuer has the key that a signature names; or it names none and no key fits. */
  | 'key-unknown'
  | 'signature-invalid'
  /** Two signatures by one key: it would count as two. */
  | 'key-signed-twice'
  /** Signatures by keys of more than one issuer: whose statement would it be? */
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
