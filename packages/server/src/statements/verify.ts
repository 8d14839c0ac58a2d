// SPDX-License-Identifier: EUPL-1.2
import { createPublicKey, verify } from 'node:crypto'
import type { Issuer, IssuerKey } from '../organisation/index.ts'
import { decodeBase64, type Envelope, preAuthenticationEncoding } from './envelope.ts'
import { StatementError } from './error.ts'

/** Who stated it, and with which keys. */
export interface Verified {
  readonly issuer: Issuer
  readonly keys: readonly string[]
}

interface Candidate {
  readonly issuer: Issuer
  readonly key: IssuerKey
}

type Issuers = ReadonlyMap<string, Issuer>

/**
 * Verifies every signature of an envelope: each by a different key of one issuer, valid at `now`, for a payload type
 * that this issuer may state. Stricter than DSSE, which skips signatures that it can't verify: here such a signature
 * would be kept as if it meant something.
 */
export function verifyEnvelope(envelope: Envelope, issuers: Issuers, now: number): Verified {
  const { payloadType, payload, signatures } = envelope
  const message = preAuthenticationEncoding(payloadType, decodeBase64(payload, 'payload'))
  const [first, ...others] = signatures.map(({ keyid, sig }) => {
    const signature = decodeBase64(sig, 'sig')
    const found = candidates(keyid, payloadType, issuers).find(({ key }) => isSignedBy(key, message, signature))
    if (found !== undefined) return found
    if (keyid === '') throw new StatementError('key-unknown', 'the signature names no key, and none that could be fits')
    throw new StatementError('signature-invalid', `the signature of ${keyid} does not hold`)
  })
  if (first === undefined) throw new StatementError('envelope-malformed', 'no signature')
  const { issuer } = first
  for (const other of others) {
    if (other.issuer.id === issuer.id) continue
    throw new StatementError('issuers-differ', `signed by ${issuer.id} and by ${other.issuer.id}`)
  }
  const all = [first, ...others].map(({ key }) => key)
  for (const [at, key] of all.entries()) {
    if (all.indexOf(key) !== at) throw new StatementError('key-signed-twice', `${key.id} signed twice`)
    checkValidity(key, now)
  }
  if (!issuer.states.includes(payloadType)) {
    throw new StatementError('payload-type-refused', `${issuer.id} may not state ${payloadType}`)
  }
  return { issuer, keys: all.map(({ id }) => id) }
}

/** The key id is an unauthenticated hint, so it only narrows which keys are tried (DSSE "KEYID"). */
function candidates(keyid: string, payloadType: string, issuers: Issuers): readonly Candidate[] {
  const all = [...issuers.values()].flatMap((issuer) => issuer.keys.map((key) => ({ issuer, key })))
  if (keyid === '') return all.filter(({ issuer }) => issuer.states.includes(payloadType))
  const named = all.filter(({ key }) => key.id === keyid)
  if (named.length === 0) throw new StatementError('key-unknown', `no issuer has a key ${keyid}`)
  return named
}

function isSignedBy({ publicKey }: IssuerKey, message: Uint8Array, signature: Uint8Array): boolean {
  const key = createPublicKey(publicKey)
  if (key.asymmetricKeyType === 'ed25519') return verify(null, message, key, signature)
  // DSSE leaves the encoding open: its own example is r || s, many signers write DER.
  const dsaEncoding = signature.length === 64 ? 'ieee-p1363' : 'der'
  return verify('sha256', message, { key, dsaEncoding }, signature)
}

function checkValidity({ id, validFrom, validUntil, revoked }: IssuerKey, now: number): void {
  if (revoked !== undefined && revoked <= now) throw new StatementError('key-revoked', `${id} is revoked`)
  if (now < validFrom) throw new StatementError('key-not-yet-valid', `${id} is not valid yet`)
  if (now >= validUntil) throw new StatementError('key-expired', `${id} is not valid any more`)
}
