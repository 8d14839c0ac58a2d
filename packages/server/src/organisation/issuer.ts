// SPDX-License-Identifier: EUPL-1.2
import { createPublicKey, type KeyObject } from 'node:crypto'
import { z } from 'zod'

/** A day counts from its first moment, UTC; a moment is written with its offset. In epoch milliseconds. */
const moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], 'write a date (2026-01-31) or a time with its offset')
  .transform((value) => Date.parse(value))

/** DSSE "Signature Definition": a media type or a URI, told apart by its exact characters. */
const payloadType = z.string().regex(/^[!-~]{3,200}$/, 'use a media type or a URI, without spaces')

const publicKey = z
  .string()
  .max(2000)
  .superRefine((text, context) => {
    // Node would take a private key for its public half, and then a secret would stand in these files.
    const isPublic = text.trimStart().startsWith('-----BEGIN PUBLIC KEY-----')
    const problem = isPublic ? problemOfKey(text) : 'this is no public key in PEM (-----BEGIN PUBLIC KEY-----)'
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem })
  })

function problemOfKey(text: string): string | undefined {
  let key: KeyObject
  try {
    key = createPublicKey(text)
  } catch {
    return 'this public key can not be read'
  }
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key
  const isKnown = type === 'ed25519' || (type === 'ec' && details?.namedCurve === 'prime256v1')
  return isKnown ? undefined : 'use an Ed25519 or an ECDSA P-256 key'
}

const issuerKey = z
  .strictObject({
    /** As signatures of the issuer name it (`keyid`). */
    id: z.string().regex(/^[!-~]{1,128}$/, 'use at most 128 characters without spaces'),
    publicKey,
    validFrom: moment,
    /** From this moment on it is not valid any more. */
    validUntil: moment,
    /** From this moment on what it signed is refused. */
    revoked: moment.optional(),
  })
  .refine(({ validFrom, validUntil }) => validFrom < validUntil, 'validFrom is not before validUntil')

export const issuer = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'use a lower-case letter, then at most 39 letters, digits or hyphens'),
  name: z.string().min(1).max(2000),
  /** What it may state, as DSSE payload types. */
  states: z.array(payloadType).min(1).max(50),
  keys: z.array(issuerKey).min(1).max(10),
})

export const issuersFile = z.strictObject({ issuers: z.array(issuer).max(100) })

/** An outside body whose signed statements are taken: a test facility, a supervisor, a certifier. */
export type Issuer = Readonly<z.output<typeof issuer>>
export type IssuerKey = Readonly<z.output<typeof issuerKey>>

/** One key under two names would let one issuer speak as another, or be counted as two. */
export function problemsOfIssuers(issuers: ReadonlyMap<string, Issuer>): string[] {
  const named = new Map<string, string>()
  const keyed = new Map<string, string>()
  return [...issuers.values()].flatMap(({ id, keys }) =>
    keys.flatMap((key) => {
      const bytes = createPublicKey(key.publicKey).export({ format: 'der', type: 'spki' }).toString('hex')
      const doubles = [
        ...(named.has(key.id) ? [`issuers.yaml: ${id} and ${named.get(key.id)} both have a key ${key.id}`] : []),
        ...(keyed.has(bytes) ? [`issuers.yaml: the key ${key.id} of ${id} is also ${keyed.get(bytes)}`] : []),
      ]
      named.set(key.id, id)
      keyed.set(bytes, `${key.id} of ${id}`)
      return doubles
    }),
  )
}
