// SPDX-License-Identifier: EUPL-1.2
// The way back for an organisation in which nobody has a working key: on the machine itself, by whoever may read the
// data folder and sign its log. The log shows that the machine made the key, and nobody else loses theirs.
import { Identity, type IssuedKey } from './identity/index.ts'
import { Journal } from './journal/index.ts'
import { originOf } from './load.ts'
import type { SluisSettings } from './opening.ts'
import type { Organisation } from './organisation/index.ts'
import { Witnesses } from './witness/index.ts'

interface RecoverySettings extends Pick<SluisSettings, 'dataFolder' | 'database' | 'custody'> {
  readonly organisation: Organisation
  readonly person: string
}

interface Recovered extends IssuedKey {
  /** How many keys of the person no longer work. */
  readonly revoked: number
}

/**
 * Revokes every key of a person and makes a new one. Rejects with JournalError: `in-use` while Sluis runs on the folder.
 */
export async function recoverKey({
  organisation,
  person,
  dataFolder: folder,
  database,
  custody,
}: RecoverySettings): Promise<Recovered> {
  const projections = new URL('./projections.ts', import.meta.url)
  const place = database === undefined ? { folder } : { folder, database }
  await using opened = new AsyncDisposableStack()
  const journal = await Journal.open({ ...place, origin: originOf(organisation), projections, ...custody })
  opened.defer(() => journal.close())
  // Before anything is written, as at every start: on an older copy of the log, that would begin another history.
  const witnesses = await Witnesses.open({ log: journal.log, settings: organisation.settings, now: Date.now })
  opened.defer(() => witnesses.close())
  const identity = await Identity.open({ journal, organisation: () => organisation, now: Date.now })
  opened.defer(() => identity.close())
  const old = identity.keysOf('person', person)
  for (const id of old) await identity.revoke(id)
  return { ...(await identity.issue({ kind: 'person', principal: person })), revoked: old.length }
}
