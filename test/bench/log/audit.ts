// SPDX-License-Identifier: EUPL-1.2
import { join } from 'node:path'
import { parseVerifierKey, trustKey, verifyLog } from '../../../packages/log/src/index.ts'
import { directorySource } from '../../../packages/log/src/node/index.ts'
import { exportLog } from '../../../packages/server/src/journal/index.ts'
import { buildGoVerifier, missingGo } from '../../real/go-verifier/go-verifier.ts'
import { drive, median } from './callers.ts'
import { openJournal } from './stores.ts'

export interface Audit {
  readonly auditEntriesPerSecond: number
  /** Undefined where Go or its library isn't installed. */
  readonly goAuditEntriesPerSecond: number | undefined
}

/** Both verify the same exported directory, in turn: every entry, every tile, the root, the signature. */
export async function measureAudit(folder: string, entries: number, rounds: number): Promise<Audit> {
  const data = join(folder, 'data')
  const journal = await openJournal(data)
  await drive(1000, entries, () => journal.append())
  await journal.close()
  const directory = join(folder, 'export')
  await exportLog({ folder: data }, directory)
  const policy = trustKey(parseVerifierKey(journal.verifierKey))
  const ours = async (): Promise<void> => {
    const { kind } = await verifyLog(directorySource(directory), { policy })
    if (kind !== 'valid') throw new Error(`our verifier says ${kind}`)
  }
  const go = missingGo === undefined ? buildGoVerifier(folder) : undefined
  const theirs = async (): Promise<void> => {
    const answer = go?.(directory, journal.verifierKey)
    if (answer?.isValid === false) throw new Error(`the Go verifier says ${answer.text}`)
  }
  const perSecond = async (work: () => Promise<void>): Promise<number> => {
    const started = performance.now()
    await work()
    return (entries / (performance.now() - started)) * 1000
  }
  await ours()
  await theirs()
  const [oursEach, theirsEach]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    oursEach.push(await perSecond(ours))
    theirsEach.push(await perSecond(theirs))
  }
  return {
    auditEntriesPerSecond: median(oursEach),
    goAuditEntriesPerSecond: go === undefined ? undefined : median(theirsEach),
  }
}
