// SPDX-License-Identifier: EUPL-1.2

/** Every way in which this package refuses something. Closed: a new refusal is a new line here. */
export type LogErrorCode =
  /** A size, index, level or width that isn't a whole number in its range (at most 2^53-1). */
  | 'number'
  /** More bytes, lines or hashes than the format's bound. */
  | 'too-large'
  /** Bytes that aren't UTF-8, or text with characters the format forbids. */
  | 'encoding'
  /** A hash that isn't exactly 32 bytes, or not in its one base64 form. */
  | 'hash'
  /** A verifier key that isn't exactly `name+id+base64`, whose id doesn't belong to it, or with which anybody could sign. */
  | 'key-malformed'
  /** A key of a type that this package can't verify with. */
  | 'key-type'
  /** Two different keys with one name and id: neither can be trusted. */
  | 'key-ambiguous'
  /** No signature by a key that the reader trusts. */
  | 'key-unknown'
  /** Not a signed note. */
  | 'note'
  /** Two signature lines of one known key. */
  | 'signature-duplicate'
  /** A signature by a known key that doesn't verify. */
  | 'signature'
  /** Not a checkpoint, or one with extension lines. */
  | 'checkpoint'
  /** A checkpoint whose origin isn't the name of the key that signed it. */
  | 'origin'
  /** A cosignature that isn't a time and an Ed25519 signature. */
  | 'cosignature'
  /** A path that names no tile and no bundle. */
  | 'tile-path'
  /** A tile whose length isn't that of its hashes. */
  | 'tile'
  /** Bytes that aren't an entry bundle, or an entry that doesn't fit one. */
  | 'bundle'
  /** A proof of the wrong shape, or one that doesn't lead to the root. */
  | 'proof'
  /** Not a tlog-proof file. */
  | 'proof-file'
  /** Not a file of entries and their disclosures, or one whose entries don't belong together. */
  | 'exhibit'
  /** A private field, a piece of one, or a name that its entry doesn't commit to. */
  | 'disclosure'
  /** Not a trust policy. */
  | 'policy'
  /** Fewer witnesses than the policy's quorum. */
  | 'quorum'
  /** Not a message of the witness protocol. */
  | 'witness-message'
  /** A file or address that the source doesn't have. */
  | 'not-found'
  /** A source that can't be read now, or not within its time. */
  | 'unreachable'

/** A refusal. `code` is for programs, `message` for the operator: it says what was wrong, and where. */
export class LogError extends Error {
  override readonly name = 'LogError'
  readonly code: LogErrorCode
  /** The line of a text that is to blame, counted from 1. */
  readonly line: number | undefined

  constructor(code: LogErrorCode, message: string, options?: ErrorOptions & { readonly line?: number }) {
    super(message, options)
    this.code = code
    this.line = options?.line
  }
}
