// SPDX-License-Identifier: EUPL-1.2
import type { Evaluation, FactId, Facts, FactValue, IsoDate } from '@sluis/ai-act'
import type { Organisation, Provider } from '../../organisation/index.ts'
import type { Described } from '../facts.ts'
import type { LogTerm } from '../log-term.ts'
import type { Traffic } from '../seen.ts'
import type { Supplier } from '../suppliers.ts'
import type { ShownJudgement } from '../view.ts'

/** Everything that papers about one system are made from. Nothing more is looked up while a paper is made. */
export interface Portrait {
  readonly organisation: Organisation['settings']
  readonly system: Described
  readonly owner: string
  readonly accountable: string
  readonly stage: string
  /** The month in which it first left the test stage. */
  readonly inUseSince?: string
  readonly isAccepted: boolean
  readonly judgements: readonly ShownJudgement[]
  readonly facts: Pick<Facts, 'get'>
  readonly evaluation: Evaluation
  /** How long requests and answers of its agents are kept. */
  readonly logTerm: LogTerm
  /** What was seen of it at the gate. */
  readonly traffic: readonly Traffic[]
  readonly suppliers: readonly Supplier[]
  readonly providers: ReadonlyMap<string, Provider>
  /** Today, in the organisation's time zone. */
  readonly on: IsoDate
  readonly madeAt: number
}

/** The value of a fact; undefined while it is unknown. */
export function factOf({ facts }: Pick<Portrait, 'facts'>, fact: FactId): FactValue | undefined {
  return facts.get(fact)
}

export function hasRole({ facts }: Pick<Portrait, 'facts'>, role: 'provider' | 'deployer'): boolean {
  const roles = facts.get('role')
  return Array.isArray(roles) && roles.includes(role)
}
