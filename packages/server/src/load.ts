// SPDX-License-Identifier: EUPL-1.2
// An organisation with the rules that the gate goes by, loaded together and recorded as loaded.
import { BoundaryError, rulesOf } from './boundary/index.ts'
import type { Loaded } from './gate/index.ts'
import type { Journal } from './journal/index.ts'
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

/** How the log of an organisation is called in every checkpoint that it signs. */
export function originOf({ settings }: Organisation): string {
  return `${settings.id}.sluis.invalid/log`
}

/** What it looks for itself is made ready now, so that a pattern outside the safe subset refuses the load. */
function checkDetectors({ detectors }: Organisation): void {
  try {
    rulesOf(detectors)
  } catch (error) {
    if (!(error instanceof BoundaryError)) throw error
    throw new OrganisationError(error.problems)
  }
}

/** Every start and every load is an entry with the digests of the folder and of its policies. */
export async function recordLoad(
  journal: Journal,
  { organisation, policies, shadow }: Loaded,
  person?: Person,
): Promise<void> {
  const by = person === undefined ? undefined : await journal.pseudonymOf(`person:${person.id}`)
  const { id, packs } = organisation.settings
  const { policies: files, shadow: shadowFiles } = withBuiltIn(organisation)
  await journal.append({
    kind: 'organisation.loaded',
    data: {
      organisation: id,
      digest: organisation.digest,
      policies: policies.digest,
      texts: files.length > 0,
      packs: packs.length > 0 ? packs : undefined,
      shadow: shadow?.digest,
      by,
    },
    private: [...versionFields('policies', files), ...versionFields('shadow', shadowFiles)],
  })
}

export function ruleOf({ policies }: Loaded, id: string): CaseRule | undefined {
  const rule = policies.rules.get(id)
  if (rule === undefined) return undefined
  const { effect, explanation, remedy } = rule
  return { id, effect, explanation, ...(remedy === undefined ? {} : { remedy: formatRemedy(remedy) }) }
}
