// SPDX-License-Identifier: EUPL-1.2
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatVerifierKey, keyTypes, makeVerifierKey, parseNote, trustKey, verifyCheckpoint } from '@sluis/log'

/**
 * The verifier key of a data folder's log, without opening the log, so that it works beside a running server. It is
 * given only if it verifies the checkpoint at hand: a key of another log would send the reader off.
 */
export async function verifierKeyOf(dataFolder: string, note: string): Promise<string> {
  const origin = parseNote(note).text.split('\n', 1)[0] ?? ''
  const privateKey = createPrivateKey(readFileSync(join(dataFolder, 'log.key')))
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' })
  const key = makeVerifierKey(origin, keyTypes.ed25519, Buffer.from(x ?? '', 'base64url'))
  await verifyCheckpoint(note, trustKey(key))
  return formatVerifierKey(key)
}
