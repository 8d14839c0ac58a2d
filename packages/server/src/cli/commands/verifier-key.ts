// SPDX-License-Identifier: EUPL-1.2
import { formatVerifierKey, parseVerifierKey, trustKey, verifyCheckpoint } from '@sluis/log'
import { JournalError, readVerifierKey } from '../../journal/index.ts'

/**
 * The verifier key of a data folder's log, without opening the log, so that it works beside a running server. It is
 * given only if it verifies the checkpoint at hand: a key of another log would send the reader off.
 */
export async function verifierKeyOf(dataFolder: string, note: string): Promise<string> {
  const key = parseVerifierKey(storedVerifierKey(dataFolder))
  await verifyCheckpoint(note, trustKey(key))
  return formatVerifierKey(key)
}

/** As the folder holds it. Throws `damaged` where it holds none. */
export function storedVerifierKey(dataFolder: string): string {
  const text = readVerifierKey(dataFolder)
  if (text !== undefined) return text
  throw new JournalError('damaged', {
    nl: `in ${dataFolder} is geen controlesleutel; start Sluis er één keer op`,
    en: `${dataFolder} holds no verifier key; start Sluis on it once`,
  })
}
