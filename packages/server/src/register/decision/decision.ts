// SPDX-License-Identifier: EUPL-1.2
// Everything that is put before the person who says go or no-go to a version of a system, with who disagrees by name.
// People are pseudonyms in it until somebody looks at it, so that a person who is erased is also gone from what was
// sealed with the decision.
import type { IsoDate, Text } from '@sluis/ai-act'
import type { Missing } from '../missing.ts'
import type { Coverage } from '../seen.ts'
import type { Supplier } from '../suppliers.ts'
import type { OutsideJudgement } from '../view.ts'
import type { Evidence, Trial } from './evidence.ts'

export interface FiledJudgement {
  /** A pseudonym in what is sealed and an id where it is shown; absent once that person was erased. */
  readonly by?: string
  readonly role: 'owner' | 'second'
  readonly label: string
  readonly strictest: string
  readonly isFiltered: boolean
  /** Whether they came to the class that the facts give. Whoever did not is recorded as disagreeing for good. */
  readonly agrees: boolean
  readonly entry: number
  /** Only looked up to be shown. */
  readonly reason?: string
}

export interface DecisionFile {
  readonly on: IsoDate
  readonly madeAt: number
  readonly system: {
    readonly id: string
    readonly name: string
    readonly purpose: string
    /** A digest of what its file says and of what its class is based on. */
    readonly version: string
    readonly basis: string
    readonly stage: string
    readonly owner?: string
    readonly accountable?: string
  }
  readonly class: {
    readonly label: string
    readonly strictest: string
    readonly isFiltered: boolean
    readonly law: string
    readonly hits: readonly {
      readonly id: string
      readonly article: string
      readonly title: Text
      readonly inForce: boolean
    }[]
    /** What makes part of it provisional. */
    readonly readings: readonly Text[]
  }
  readonly evidence: readonly Evidence[]
  readonly judgements: readonly FiledJudgement[]
  /** What outside bodies stated about its class; their reasons are in their statements. */
  readonly outside: readonly Omit<OutsideJudgement, 'reason'>[]
  readonly acceptance?: { readonly by?: string; readonly at: number; readonly entry: number }
  readonly trials: readonly Trial[]
  /** Calls that waited for people, by outcome. */
  readonly cases: Readonly<Record<string, number>>
  readonly calls: { readonly seen: number; readonly passed: number }
  /** Ids of incidents whose file is open. */
  readonly openIncidents: readonly string[]
  /** What outside bodies stated; the log doesn't say about which system. */
  readonly statements: readonly {
    readonly id: string
    readonly issuer: string
    readonly payloadType: string
    readonly at: number
    readonly entry: number
  }[]
  readonly suppliers: readonly Supplier[]
  readonly missing: readonly Missing[]
  readonly coverage: Coverage
}

export interface Decided {
  /** Where it stands in the log. */
  readonly entry: number
  readonly decision: 'go' | 'no-go'
  readonly at: number
  /** Absent once that person was erased. */
  readonly by?: string
  readonly reason?: string
}

/** The file with every person replaced; a person who has no name any more is left out. */
export async function withPeople(
  file: DecisionFile,
  nameOf: (person: string) => Promise<string | undefined>,
): Promise<DecisionFile> {
  const named = async <T extends { readonly by?: string }>({ by, ...rest }: T) => {
    const name = by === undefined ? undefined : await nameOf(by)
    return { ...rest, ...(name === undefined ? {} : { by: name }) }
  }
  const { owner, accountable, ...system } = file.system
  const [ownerName, accountableName] = [await named({ by: owner ?? '' }), await named({ by: accountable ?? '' })]
  return {
    ...file,
    system: {
      ...system,
      ...(ownerName.by === undefined ? {} : { owner: ownerName.by }),
      ...(accountableName.by === undefined ? {} : { accountable: accountableName.by }),
    },
    judgements: await Promise.all(file.judgements.map(named)),
    ...(file.acceptance === undefined ? {} : { acceptance: await named(file.acceptance) }),
  }
}
