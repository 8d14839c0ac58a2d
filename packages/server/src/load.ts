// SPDX-License-Identifier: EUPL-1.2
// An organisation with the rules that the gate follows, loaded together and recorded as loaded.
import { BoundaryError, rulesOf } from './boundary/index.ts'
import type { Loaded } from './gate/index.ts'
import { integer, type Journal, text } from './journal/index.ts'
import { isReplaced, type Load } from './loads.ts'
import { loadOrganisation, type Organisation, OrganisationError, type Person } from './organisation/index.ts'
import type { CaseRule } from './oversight/index.ts'
import { formatRemedy, loadPolicies, loadShadow } from './policy/index.ts'
import { versionFields, withBuiltIn } from './revision/index.ts'

export function load(folder: string): Loaded {
  const organisation = loadOrganisation(folder)
  checkDetectors(organisation)
  const whole = withBuiltIn(organisation)
  const shadow = loadShadow(whole)
  return { organisation, policies: loadPolicies(whole), ...(shadow && { shadow }) }
}

/** The name of an organisation's log in every checkpoint that it signs. */
export function originOf({ settings }: Organisation): string {
  return `${settings.id}.sluis.invalid/log`
}

/** Compiles the organisation's own detectors now, so that a pattern outside the safe subset refuses the load. */
function checkDetectors({ detectors }: Organisation): void {
  try {
    rulesOf(detectors)
  } catch (error) {
    if (!(error instanceof BoundaryError)) throw error
    throw new OrganisationError(error.problems)
  }
}

/** What a load is based on where other processes share the log, and whose act it is. */
interface Cause {
  readonly after?: number | undefined
  readonly follows?: number
  readonly person?: Person
}

/**
 * Every start and every load is an entry with the digests of the folder and of its policies. Gives the load that is in
 * force through it. Throws `Conflict` when another one is by now.
 */
export async function recordLoad(journal: Journal, loaded: Loaded, { after, follows, person }: Cause): Promise<Load> {
  const { organisation, policies, shadow } = loaded
  const by = person === undefined ? undefined : await journal.pseudonymOf(`person:${person.id}`)
  const { id, packs } = organisation.settings
  const { policies: files, shadow: shadowFiles } = withBuiltIn(organisation)
  const { entry } = await journal.append({
    kind: 'organisation.loaded',
    data: {
      organisation: id,
      digest: organisation.digest,
      policies: policies.digest,
      texts: files.length > 0,
      packs: packs.length > 0 ? packs : undefined,
      shadow: shadow?.digest,
      by,
      process: journal.sharedAs,
      after: journal.isShared ? after : undefined,
      follows,
    },
    private: [...versionFields('policies', files), ...versionFields('shadow', shadowFiles)],
  })
  return { entry: follows ?? entry.index, digest: organisation.digest }
}

/**
 * A start puts its files in force, unless another process that shares the log already has files in force: it must then
 * have the same ones, because changing what is in force is an act of a person (P9). Throws `OtherFiles`.
 */
export async function recordStart(journal: Journal, loaded: Loaded): Promise<Load> {
  for (;;) {
    const inForce = await loadInForce(journal)
    const isBeside = inForce !== undefined && (await livesAnother(journal))
    if (isBeside && inForce.digest !== loaded.organisation.digest) throw new OtherFiles(inForce)
    try {
      return await recordLoad(journal, loaded, isBeside ? { follows: inForce.entry } : { after: inForce?.entry })
    } catch (error) {
      // Another process loaded or started in the meantime: look again at what is in force.
      if (!isReplaced(error)) throw error
    }
  }
}

/** Another process that shares the log has other files of the organisation in force than this one has. */
export class OtherFiles extends Error {
  readonly code = 'other-files'
  constructor({ entry, digest }: Load) {
    super(`entry ${entry}, ${digest.slice(0, 16)}`)
    this.name = 'OtherFiles'
  }
}

async function loadInForce(journal: Journal): Promise<Load | undefined> {
  const [row] = await journal.query('SELECT entry, digest FROM files_in_force')
  return row && { entry: integer(row, 'entry'), digest: text(row, 'digest') }
}

/** Whether another live process has files in force; one that only reads the log, or is still starting, has none. */
async function livesAnother(journal: Journal): Promise<boolean> {
  return (await filesOfOthers(journal)).length > 0
}

/** The load that each other live process follows. */
export async function filesOfOthers(journal: Journal): Promise<readonly number[]> {
  if (!journal.isShared) return []
  const others = [...(await journal.liveProcesses())].filter((process) => process !== journal.process)
  const sql = 'SELECT entry FROM files_of_processes WHERE process = $1'
  const rows = await Promise.all(others.map((process) => journal.query(sql, process)))
  return rows.flat().map((row) => integer(row, 'entry'))
}

export function ruleOf({ policies }: Loaded, id: string): CaseRule | undefined {
  const rule = policies.rules.get(id)
  if (rule === undefined) return undefined
  const { effect, explanation, remedy } = rule
  return { id, effect, explanation, ...(remedy === undefined ? {} : { remedy: formatRemedy(remedy) }) }
}
