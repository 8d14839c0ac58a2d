// SPDX-License-Identifier: EUPL-1.2
import {
  type Checkpoint,
  LogError,
  parseVerifierKey,
  readFrontier,
  trustKey,
  type VerifierKey,
  verifyCheckpoint,
} from '@sluis/log'
import { JournalError } from '../error.ts'
import type { LogReader } from '../log-reader.ts'

/** A checkpoint that somebody kept, and its name for when it doesn't agree. */
export interface KnownCheckpoint {
  readonly name: string
  readonly note: string
}

/**
 * Checks the recovered log against checkpoints that are known from elsewhere: to serve or sign an older copy would fork
 * what was acknowledged (P11). Throws `behind`, or `checkpoint-unusable` for a checkpoint that is not of this log and
 * this key.
 */
export async function holdTo(log: LogReader, verifierKey: string, known: readonly KnownCheckpoint[]): Promise<void> {
  const key = parseVerifierKey(verifierKey)
  for (const { name, note } of known) await compare(log, name, await open(note, key, name))
}

async function open(note: string, key: VerifierKey, name: string): Promise<Checkpoint> {
  try {
    return (await verifyCheckpoint(note, trustKey(key))).checkpoint
  } catch (cause) {
    if (!(cause instanceof LogError)) throw cause
    const sentence = {
      nl: `${name} is geen controlepunt van dit log en zijn sleutel: ${cause.message}`,
      en: `${name} is no checkpoint of this log and its key: ${cause.message}`,
    }
    throw new JournalError('checkpoint-unusable', sentence, { cause })
  }
}

async function compare(log: LogReader, name: string, known: Checkpoint): Promise<void> {
  const { size } = await log.checkpoint()
  if (known.size > size) {
    const missing = known.size - size
    throw new JournalError('behind', {
      nl: `het log heeft ${size} vermeldingen en ${name} dekt er ${known.size}: ${missing} vermeldingen daarvan zijn hier niet`,
      en: `the log holds ${size} entries and ${name} covers ${known.size}: ${missing} entries that it covers are not here`,
    })
  }
  const frontier = await readFrontier(known.size, log.coveredTile)
  if (Buffer.compare(frontier.root(), known.root) === 0) return
  throw new JournalError('behind', {
    nl: `de eerste ${known.size} vermeldingen zijn niet die waarvoor ${name} is ondertekend`,
    en: `the first ${known.size} entries are not those that ${name} was signed for`,
  })
}
