// SPDX-License-Identifier: EUPL-1.2
import { createPublicKey, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { id } from './fields.ts'
import { matching, says } from './in-words.ts'
import type { Places } from './places.ts'
import { type Problem, problemAt } from './problem.ts'

/** A date means its first moment in UTC; a moment is written with its offset. Read as epoch milliseconds. */
const moment = z
  .string()
  .refine(
    (value) => z.union([z.iso.date(), z.iso.datetime({ offset: true })]).safeParse(value).success,
    says(
      'schrijf een dag (2026-01-31), of een tijd met het verschil met UTC (2026-01-31T12:00:00+01:00)',
      'write a date (2026-01-31), or a time with its offset (2026-01-31T12:00:00+01:00)',
    ),
  )
  .transform((value) => Date.parse(value))

/** DSSE "Signature Definition": a media type or a URI, compared character by character. */
const payloadType = matching(
  /^[!-~]{3,200}$/,
  'gebruik een mediatype (application/json) of een webadres, zonder spaties',
  'use a media type (application/json) or a URI, without spaces',
)

const publicKey = z
  .string()
  .max(2000)
  .superRefine((text, context) => {
    // Node would accept a private key for its public half, and these files would then hold a secret.
    const isPublic = text.trimStart().startsWith('-----BEGIN PUBLIC KEY-----')
    const problem = isPublic ? problemOfKey(text) : noPublicKey
    if (problem !== undefined) context.addIssue({ code: 'custom', ...problem })
  })

const noPublicKey = says(
  'dit is geen openbare sleutel in PEM; die begint met -----BEGIN PUBLIC KEY-----',
  'this is no public key in PEM; one begins with -----BEGIN PUBLIC KEY-----',
)

function problemOfKey(text: string): ReturnType<typeof says> | undefined {
  let key: KeyObject
  try {
    key = createPublicKey(text)
  } catch {
    return says(
      'deze openbare sleutel is niet te lezen; vraag de uitgever om een nieuwe kopie',
      'this public key can not be read; ask the issuer for another copy',
    )
  }
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key
  const isKnown = type === 'ed25519' || (type === 'ec' && details?.namedCurve === 'prime256v1')
  if (isKnown) return undefined
  return says('gebruik een sleutel van Ed25519 of ECDSA P-256', 'use an Ed25519 or an ECDSA P-256 key')
}

const issuerKey = z
  .strictObject({
    /** As signatures of the issuer name it (`keyid`). */
    id: matching(
      /^[!-~]{1,128}$/,
      'gebruik hoogstens 128 tekens, zonder spaties',
      'use at most 128 characters without spaces',
    ),
    publicKey,
    validFrom: moment,
    /** From this moment on the key is no longer valid. */
    validUntil: moment,
    /** From this moment on whatever the key signed is refused. */
    revoked: moment.optional(),
  })
  .refine(
    ({ validFrom, validUntil }) => validFrom < validUntil,
    says('validFrom moet voor validUntil liggen', 'validFrom is not before validUntil'),
  )

const issuer = z.strictObject({
  id,
  name: z.string().min(1).max(2000),
  /** What it may state, as DSSE payload types. */
  states: z.array(payloadType).min(1).max(50),
  keys: z.array(issuerKey).min(1).max(10),
})

export const issuersFile = z.strictObject({ issuers: z.array(issuer).max(100) })

/** An outside body whose signed statements are taken: a test facility, a supervisor, a certifier. */
export type Issuer = Readonly<z.output<typeof issuer>>
export type IssuerKey = Readonly<z.output<typeof issuerKey>>

/** One key under two names would let one issuer speak as another, or count as two. */
export function problemsOfIssuers(issuers: readonly Issuer[], places: Places): readonly Problem[] {
  const named = new Map<string, string>()
  const keyed = new Map<string, string>()
  return issuers.flatMap(({ id, keys }, i) =>
    keys.flatMap((key, j) => {
      const placeOf = (field: 'id' | 'publicKey') => places.at('issuers.yaml', ['issuers', i, 'keys', j, field])
      const bytes = createPublicKey(key.publicKey).export({ format: 'der', type: 'spki' }).toString('hex')
      const [namesake, double] = [named.get(key.id), keyed.get(bytes)]
      named.set(key.id, id)
      keyed.set(bytes, `${key.id} (${id})`)
      return [
        ...(namesake === undefined
          ? []
          : [
              problemAt(
                placeOf('id'),
                `${namesake} heeft ook een sleutel ${key.id}; geef elke sleutel een eigen id`,
                `${namesake} has a key ${key.id} too; give each key an id of its own`,
              ),
            ]),
        ...(double === undefined
          ? []
          : [
              problemAt(
                placeOf('publicKey'),
                `dit is dezelfde sleutel als ${double}; elke uitgever heeft eigen sleutels`,
                `this is the same key as ${double}; each issuer has keys of its own`,
              ),
            ]),
      ]
    }),
  )
}
