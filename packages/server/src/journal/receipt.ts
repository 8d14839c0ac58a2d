// SPDX-License-Identifier: EUPL-1.2
import { decodeBundle, formatReceipt, inclusionProof, tileHolding, tileWidth } from '@sluis/log'
import { JournalError } from './error.ts'
import type { LogReader } from './log-reader.ts'

/**
 * The proof that an entry is in the log, as a tlog-proof file up to the newest checkpoint. It carries the leaf, so that
 * it verifies on its own; leaves hold nothing private (P7).
 */
export async function receiptFor(log: LogReader, index: number): Promise<string> {
  return await receiptUpTo(log, index, await log.checkpoint())
}

/** The same, up to a checkpoint of this log that covers the entry. */
export async function receiptUpTo(
  log: LogReader,
  index: number,
  { size, note }: { readonly size: number; readonly note: string },
): Promise<string> {
  const proof = await inclusionProof(index, size, log.coveredTile)
  const { index: bundle, width } = tileHolding(0, index, size)
  const entries = decodeBundle(await log.coveredTile({ level: 'entries', index: bundle, width }), width)
  const extra = entries[index % tileWidth]
  if (extra === undefined) throw new JournalError('damaged', `entry ${index} is not in its bundle`)
  return formatReceipt({ index, proof, checkpoint: note, extra })
}
