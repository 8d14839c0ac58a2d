// SPDX-License-Identifier: EUPL-1.2
import { existsSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { formatKeyId, parseNote, parseReceipt, parseVerifierKey } from '@sluis/log'
import type { Place } from './engine/open.ts'
import { JournalError } from './error.ts'
import { Journal } from './journal.ts'
import { openLogKey } from './log-key.ts'
import { readLog } from './read-log.ts'
import { receiptFor } from './receipt.ts'
import { syncFolder } from './secret-file.ts'
import { connectSigner } from './signer/client.ts'

interface KeyReplacement extends Place {
  readonly projections: URL
  /** The socket of the signer that has the present key; absent if the key is in the folder. */
  readonly signer?: string
  /** The socket of the signer that has the next key; absent if one is to be made in the folder. */
  readonly next?: string
  /** The key is lost: nobody can name the next one under it. */
  readonly isLost: boolean
}

export interface ReplacedKey {
  readonly verifierKey: string
  /** Where the key is that signed until now, if it was in the folder. */
  readonly retired?: string
  /** Proves the entry that names the new key: signed by both keys, or by the new one alone if the old is lost. */
  readonly receipt: string
}

/**
 * Gives another signing key to a log that nobody serves. First the log names the new key, under the old one. Then both
 * sign the last checkpoint, so that a reader with the old key learns the new one from the log itself. If it was broken
 * off, it may be run again; as long as nothing followed, it gives the same receipt.
 */
export async function replaceKey(wish: KeyReplacement): Promise<ReplacedKey> {
  const { folder, database, projections, signer, next, isLost } = wish
  const where: Place = database === undefined ? { folder } : { folder, database }
  const { origin, signedBy } = await lastSigned(where)
  const files = { key: join(folder, 'log.key'), next: join(folder, 'log.key.next') }
  const nextSigner = next === undefined ? undefined : (await connectSigner(next, origin)).verifierKey
  const [last, before] = signedBy
  const present = (): string | undefined =>
    nextSigner ?? (existsSync(files.key) ? openLogKey(files.key, origin).verifierKey : undefined)
  // The checkpoint stands between two keys, and the later one is in its place.
  const isSigned = before !== undefined && keyIdOf(present()) === last
  const old = formatKeyId(isSigned ? before : last)
  const retired = join(folder, `log.key.${old}`)
  const isSwapped = isSigned || (signer === undefined && existsSync(retired))
  // Broken off between the two renames, only the old key is where it belongs.
  const isNextInPlace = isSwapped && !existsSync(files.next)
  const verifierKey = nextSigner ?? openLogKey(isNextInPlace ? files.key : files.next, origin).verifierKey
  const place = { ...where, origin, projections }
  /** Names the new key in the log, under the key that signs. */
  const name = async (journal: Journal): Promise<number> => {
    const data = { from: old, to: verifierKey, ...(isLost ? { lost: true } : {}) }
    return (await journal.append({ kind: 'log.key-replaced', data })).entry.index
  }
  if (!isLost && !isSwapped) await using(await Journal.open({ ...place, ...at(signer) }), name)
  if (signer === undefined && !isSwapped && existsSync(files.key)) move(files.key, retired)
  if (next === undefined && existsSync(files.next)) move(files.next, files.key)
  const opening = Journal.open({ ...place, ...at(next), replacesKey: true })
  const receipt = await using(await opening, async (journal) => {
    const named = await receiptOfLast(journal)
    return isNaming(named, verifierKey) ? named : await receiptFor(journal.log, await name(journal))
  })
  return { verifierKey, receipt, ...(existsSync(retired) ? { retired } : {}) }
}

/** Durable before the next: a disk that keeps names in any order could put the new key where the old one still was. */
function move(from: string, to: string): void {
  renameSync(from, to)
  syncFolder(dirname(to))
}

function keyIdOf(verifierKey: string | undefined): number | undefined {
  return verifierKey === undefined ? undefined : parseVerifierKey(verifierKey).keyId
}

async function receiptOfLast({ log }: Journal): Promise<string | undefined> {
  const { size } = await log.checkpoint()
  return size === 0 ? undefined : await receiptFor(log, size - 1)
}

/** Whether the receipt is of the entry that names this key: it then stands under both keys. */
function isNaming(receipt: string | undefined, verifierKey: string): receipt is string {
  if (receipt === undefined) return false
  const { kind, data } = JSON.parse(Buffer.from(parseReceipt(receipt).extra ?? []).toString())
  return kind === 'log.key-replaced' && data.to === verifierKey
}

interface LastSigned {
  readonly origin: string
  /** The key that signed last and, under the checkpoint between two keys, the one before it. */
  readonly signedBy: readonly [last: number, before?: number]
}

async function lastSigned(place: Place): Promise<LastSigned> {
  const { note } = await readLog(place, (log) => log.checkpoint())
  const { text, signatures } = parseNote(note)
  const [origin = ''] = text.split('\n', 1)
  const [last, before] = signatures.filter(({ name }) => name === origin).reverse()
  if (last === undefined) throw new JournalError('damaged', 'the stored checkpoint is not signed')
  return { origin, signedBy: before === undefined ? [last.keyId] : [last.keyId, before.keyId] }
}

async function using<T>(journal: Journal, work: (journal: Journal) => Promise<T>): Promise<T> {
  try {
    return await work(journal)
  } finally {
    await journal.close()
  }
}

/** Where the key is: in the folder if absent. */
function at(signer: string | undefined): Pick<KeyReplacement, 'signer'> {
  return signer === undefined ? {} : { signer }
}
