// SPDX-License-Identifier: EUPL-1.2
import { parseVerifierKey, trustKey, verifyCheckpoint } from '@sluis/log'
import { JournalError, readVerifierKey } from '../../journal/index.ts'

/**
 * The verifier key of a data folder's log, read without opening the log, so that this works while a server runs. It is
 * given only if it verifies the checkpoint at hand: the key of another log would mislead the reader.
 */
export async function verifierKeyOf(dataFolder: string, note: string): Promise<string> {
  const key = storedVerifierKey(dataFolder)
  await verifyCheckpoint(note, trustKey(parseVerifierKey(key)))
  return key
}

/** The key in the folder. Throws `damaged` where there is none. */
export function storedVerifierKey(dataFolder: string): string {
  const text = readVerifierKey(dataFolder)
  if (text !== undefined) return text
  throw new JournalError('damaged', {
    nl: `in ${dataFolder} is geen controlesleutel; start Sluis er één keer op`,
    en: `${dataFolder} holds no verifier key; start Sluis on it once`,
  })
}
