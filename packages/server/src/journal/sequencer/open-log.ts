// SPDX-License-Identifier: EUPL-1.2
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { warn } from '../../warnings/index.ts'
import { type Engines, openEngines } from '../engine/open.ts'
import type { Appended } from '../entry.ts'
import { JournalError } from '../error.ts'
import { erasure } from '../fold/erasure.ts'
import type { Projection } from '../fold/projection.ts'
import { Projections, shapeOf } from '../fold/projections.ts'
import { type LogKey, openLogKey, writeVerifierKey } from '../log-key.ts'
import { LogReader } from '../log-reader.ts'
import type { Briefs } from '../sealed/brief.ts'
import { Vault } from '../sealed/vault.ts'
import { connectSigner } from '../signer/client.ts'
import { Store } from '../store.ts'
import type { WorkerSettings } from '../threads/protocol.ts'
import { Forgetting } from './forgetting.ts'
import { HeadFile } from './head-file.ts'
import { holdTo } from './recovery.ts'
import { Sequencer } from './sequencer.ts'

const newestCheckpoint = 'newest-checkpoint'

/** A recovered log, to which may be added. */
export interface OpenLog {
  readonly verifierKey: string
  readonly sequencer: Sequencer
  readonly forgetting: Forgetting
  readonly store: Store
  readonly vault: Vault
  readonly projections: Projections
  readonly briefs: Briefs
  readonly engines: Engines
  /** Hears when another process may have added to the log. */
  onRing(listener: () => void): void
  /** Hears that nobody can know whether the last commit stands, and that it is known. */
  onDoubt(listener: (doubt: JournalError | undefined) => void): void
  /** Ends the waiting for the store. */
  end(): void
  close(): Promise<void>
}

/** `tellOfOthers` hears what other processes added, in the log's order. Throws `in-use`, `damaged` or `unwritable`. */
export async function openLog(
  settings: WorkerSettings,
  tellOfOthers: (entries: readonly Appended[]) => void,
): Promise<OpenLog> {
  const { folder } = settings
  const { projections: folds, briefs = {} }: { projections: readonly Projection[]; briefs?: Briefs } = await import(
    settings.projections
  )
  let ring = (): void => undefined
  let tellDoubt = (_: JournalError | undefined): void => undefined
  let isEnding = false
  const all = [erasure, ...folds]
  const { process } = settings
  const engines = await openEngines(settings, { process, shape: shapeOf(all) }, () => ring())
  try {
    const vault = await Vault.open(engines.keys, engines.keysApart)
    const store = await Store.open(engines.log)
    const { signer, verifierKey, remembers } = await openKey(settings, (await store.head()) === undefined)
    const projections = new Projections(store, all)
    const headFile = new HeadFile(join(folder, newestCheckpoint))
    const log = new LogReader(engines.log)
    const sequencer = await Sequencer.open({
      store,
      vault,
      projections,
      signer,
      signsCommitted: remembers,
      replacesKey: settings.replacesKey === true,
      now: Date.now,
      version: settings.version,
      onFollowed: tellOfOthers,
      others: async () => (await engines.leases?.others()) ?? 0,
      checkRecovered: () => holdToKnown(settings, log, verifierKey, headFile),
      onDoubt: (doubt) => tellDoubt(doubt),
      isEnding: () => isEnding,
      onHead: (note) => headFile.write(note),
    })
    headFile.write((await log.checkpoint()).note)
    writeVerifierKey(folder, verifierKey)
    const forgetting = new Forgetting({ store, vault, sequencer })
    await forgetting.forgetErased()
    const onRing = (listener: () => void): void => {
      ring = listener
    }
    const onDoubt = (listener: typeof tellDoubt): void => {
      tellDoubt = listener
    }
    const end = (): void => {
      isEnding = true
    }
    const close = async (): Promise<void> => {
      headFile.close()
      await engines.close()
    }
    return {
      ...{ verifierKey, sequencer, forgetting, store, vault, projections, briefs, engines },
      ...{ onRing, onDoubt, end, close },
    }
  } catch (error) {
    await engines.close()
    throw error
  }
}

/** A key is made only for a new log: for an existing one it would begin another history. */
async function openKey({ folder, origin, signer }: WorkerSettings, isNew: boolean): Promise<LogKey> {
  if (signer !== undefined) return await connectSigner(signer, origin)
  const file = join(folder, 'log.key')
  if (isNew || existsSync(file)) return openLogKey(file, origin)
  throw new JournalError('key-unusable', {
    nl: `${file} is er niet; zet het terug`,
    en: `${file} is not there; put it back`,
  })
}

/** A power cut may tear the file beside the database, which then says nothing; what a person gave must be right. */
async function holdToKnown(
  { folder, known = [], replacesKey }: WorkerSettings,
  log: LogReader,
  verifierKey: string,
  headFile: HeadFile,
): Promise<void> {
  await holdTo(log, verifierKey, known)
  const note = headFile.read()
  try {
    // A key that replaces another can't verify what that one signed.
    if (note !== '' && replacesKey !== true) {
      await holdTo(log, verifierKey, [{ name: join(folder, newestCheckpoint), note }])
    }
  } catch (error) {
    if (!(error instanceof JournalError && error.code === 'checkpoint-unusable')) throw error
    warn('checkpoint-file-unread', { error })
  }
}
