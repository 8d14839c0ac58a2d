// SPDX-License-Identifier: EUPL-1.2
import { keyTypes, parseVerifierKey } from '@sluis/log'
import { z } from 'zod'

function isWitnessKey(text: string): boolean {
  try {
    return parseVerifierKey(text).type === keyTypes.cosignature
  } catch {
    return false
  }
}

/** An outsider that cosigns the log's checkpoints (tlog-witness). */
const witness = z.strictObject({
  key: z.string().max(1000).refine(isWitnessKey, 'this is no verifier key of a witness: name+id+key, of type 4'),
  url: z.url({ protocol: /^https?$/ }).max(1000),
})

/** One witness under two names would count twice. */
export const witnesses = z
  .array(witness)
  .max(16)
  .refine((all) => {
    const known = all.flatMap(({ key }) => (isWitnessKey(key) ? [parseVerifierKey(key)] : []))
    const names = new Set(known.map(({ name }) => name))
    const keys = new Set(known.map(({ publicKey }) => Buffer.from(publicKey).toString('hex')))
    return names.size === known.length && keys.size === known.length
  }, 'two witnesses have one name or one key')
