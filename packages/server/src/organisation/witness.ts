// SPDX-License-Identifier: EUPL-1.2
import { keyTypes, parseVerifierKey } from '@sluis/log'
import { z } from 'zod'
import { says } from './in-words.ts'

function isWitnessKey(text: string): boolean {
  try {
    return parseVerifierKey(text).type === keyTypes.cosignature
  } catch {
    return false
  }
}

/** An outsider that cosigns the log's checkpoints (tlog-witness). */
const witness = z.strictObject({
  key: z
    .string()
    .max(1000)
    .refine(
      isWitnessKey,
      says(
        'dit is geen sleutel van een getuige (naam+id+sleutel, van type 4); vraag de getuige om de regel zelf',
        'this is no verifier key of a witness (name+id+key, of type 4); ask the witness for the line itself',
      ),
    ),
  url: z.url({ protocol: /^https?$/ }).max(1000),
})

/** One witness under two names would count twice. */
export const witnesses = z
  .array(witness)
  .max(16)
  .refine(
    (all) => {
      const known = all.flatMap(({ key }) => (isWitnessKey(key) ? [parseVerifierKey(key)] : []))
      const names = new Set(known.map(({ name }) => name))
      const keys = new Set(known.map(({ publicKey }) => Buffer.from(publicKey).toString('hex')))
      return names.size === known.length && keys.size === known.length
    },
    says(
      'twee getuigen hebben dezelfde naam of sleutel; laat er één staan',
      'two witnesses have one name or one key; keep one of them',
    ),
  )
