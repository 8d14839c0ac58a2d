// SPDX-License-Identifier: EUPL-1.2
import { encodeUtf8, equalBytes } from './bytes.ts'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { LogError } from './error.ts'
import { parseNote } from './note.ts'
import { parseReceipt, type Receipt, receiptHeader } from './receipt.ts'
import type { TrustPolicy } from './trust-policy.ts'
import { keyTypes } from './verifier-key.ts'
import { verifyNote } from './verify-note.ts'

/** A signed checkpoint, or a receipt, that the reader got at another time or from someone else. */
export interface Evidence {
  /** What findings call it: a file's name, a witness's. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** Evidence whose signature holds. */
export interface HeldCheckpoint {
  readonly name: string
  readonly checkpoint: Checkpoint
  readonly receipt?: Receipt
}

const receiptStart = encodeUtf8(`${receiptHeader}\n`)

async function readOne({ name, bytes }: Evidence, origin: string, policy: TrustPolicy): Promise<HeldCheckpoint> {
  const isReceipt = equalBytes(bytes.subarray(0, receiptStart.length), receiptStart)
  const receipt = isReceipt ? parseReceipt(bytes) : undefined
  const note = parseNote(receipt?.checkpoint ?? bytes)
  const checkpoint = parseCheckpoint(note.text)
  // One trusted signature is enough, the log's own or a witness's: each alone convicts a log that disagrees with it.
  const verified = await verifyNote(
    note,
    [...policy.logs, ...policy.witnesses].map(({ key }) => key),
  )
  const isOfLog = verified.some(({ key }) => key.type === keyTypes.cosignature || key.name === origin)
  if (checkpoint.origin !== origin || !isOfLog) {
    throw new LogError('origin', `a checkpoint of ${checkpoint.origin}, not of ${origin}`)
  }
  return receipt === undefined ? { name, checkpoint } : { name, checkpoint, receipt }
}

/** Reads and verifies what the reader holds. Throws a `LogError` whose message names the piece that can't be used. */
export async function readEvidence(
  evidence: readonly Evidence[],
  origin: string,
  policy: TrustPolicy | undefined,
): Promise<HeldCheckpoint[]> {
  if (policy === undefined) return []
  const held: HeldCheckpoint[] = []
  for (const one of evidence) {
    try {
      held.push(await readOne(one, origin, policy))
    } catch (error) {
      if (!(error instanceof LogError)) throw error
      throw new LogError(error.code, `${one.name}: ${error.message}`, { cause: error })
    }
  }
  return held
}
