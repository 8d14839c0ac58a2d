// SPDX-License-Identifier: EUPL-1.2
// Who must tell whom, by role: a provider under art. 73, a deployer under art. 26(5). Beside each duty stands what
// somebody recorded of it; whether a duty is met is for people to judge.
import type { IsoDate, Obligation, Text } from '@sluis/ai-act'
import type { Clock } from './clock.ts'

export const recipients = [
  'provider',
  'importer',
  'distributor',
  'market-surveillance-authority',
  'ai-office',
  'affected-people',
  'other',
] as const

export type Recipient = (typeof recipients)[number]

/** That somebody was told, or could not be reached, as a person recorded it. */
export interface Report {
  readonly entry: number
  readonly to: Recipient
  /** When they were told, according to whoever recorded it. */
  readonly at: number
  /** When that became an entry: this moment is certain, the earlier one is not. */
  readonly recordedAt: number
  readonly outcome: 'told' | 'unreachable'
  readonly isComplete: boolean
}

export interface Duty {
  readonly id: 'inform-provider' | 'inform-authority' | 'report-to-authority' | 'complete-report' | 'leave-unaltered'
  readonly role: 'provider' | 'deployer'
  readonly article: string
  readonly what: Text
  /** Whether the organisation has this role and this duty, as far as the known facts show. */
  readonly binding: 'binds' | 'may-bind' | 'binds-later' | 'not-on-these-facts'
  readonly from?: IsoDate
  /** The latest moment at which it is due; absent where the law says `immediately` or sets no term. */
  readonly dueAt?: number
  /** What is recorded of it. */
  readonly standing: 'waiting' | 'overdue' | 'recorded' | 'recorded-late' | 'unreachable' | 'no-record-asked'
  /** The entries that record it. */
  readonly entries: readonly number[]
  /**
   * Told in time according to whoever recorded it, but recorded after the clock ended: the log can't show that it was.
   */
  readonly isOnlyWord: boolean
}

type Wanted = Pick<Duty, 'id' | 'role' | 'article' | 'what'> & {
  readonly to?: readonly Recipient[]
  readonly hasClock?: true
}

const authorities: readonly Recipient[] = ['market-surveillance-authority', 'ai-office']

const wanted: readonly Wanted[] = [
  {
    id: 'inform-provider',
    role: 'deployer',
    article: 'Art. 26(5)',
    what: { nl: 'Meld het meteen, en het eerst, aan de aanbieder.', en: 'Inform the provider immediately, and first.' },
    to: ['provider'],
  },
  {
    id: 'inform-authority',
    role: 'deployer',
    article: 'Art. 26(5), 73',
    what: {
      nl: 'Meld het daarna aan importeur of distributeur en aan de markttoezichthouder. Is de aanbieder onbereikbaar, dan geldt artikel 73 met zijn termijn voor u.',
      en: 'Then inform importer or distributor and the market surveillance authority. If the provider cannot be reached, article 73 with its clock applies to you.',
    },
    to: authorities,
    hasClock: true,
  },
  {
    id: 'report-to-authority',
    role: 'provider',
    article: 'Art. 73(1)-(4)',
    what: {
      nl: 'Meld het aan de markttoezichthouder van de lidstaat waar het gebeurde (het AI-bureau voor systemen van artikel 75(1)), meteen als het verband vaststaat.',
      en: 'Report it to the market surveillance authority of the Member State where it occurred (the AI Office for systems of article 75(1)), immediately once the link is established.',
    },
    to: authorities,
    hasClock: true,
  },
  {
    id: 'complete-report',
    role: 'provider',
    article: 'Art. 73(5)',
    what: {
      nl: 'Een eerste melding mag onvolledig zijn; vul haar daarna aan.',
      en: 'A first report may be incomplete; complete it afterwards.',
    },
    to: authorities,
  },
  {
    id: 'leave-unaltered',
    role: 'provider',
    article: 'Art. 73(6)',
    what: {
      nl: 'Onderzoek het, en verander het systeem niet zo dat later onderzoek lastig wordt, voordat de toezichthouder het weet.',
      en: 'Investigate it, and do not alter the system in a way that affects later evaluation before the authority knows.',
    },
  },
]

/** The obligation in the AI Act's data that each role's duty comes from. */
const obligationOf = { provider: 'O-73', deployer: 'O-26-5' } as const

interface KnownSystem {
  readonly obligations: readonly Pick<Obligation, 'id' | 'status' | 'from' | 'inForce'>[]
}

/**
 * Every duty of both roles, with what was recorded of it. A system that isn't in the register may have all of them
 * (P10).
 */
export function dutiesOf(
  clock: Clock | undefined,
  reports: readonly Report[],
  nowMs: number,
  system: KnownSystem | undefined,
): readonly Duty[] {
  return wanted.map(({ to, hasClock, ...duty }) => {
    const dueAt = hasClock ? clock?.dueAt : undefined
    const own = reports.filter((report) => to?.includes(report.to))
    return {
      ...duty,
      ...bindingOf(duty.role, system),
      ...(dueAt === undefined ? {} : { dueAt }),
      ...(to === undefined ? unasked : standingOf(own, duty.id === 'complete-report', dueAt, nowMs)),
    }
  })
}

type Recorded = Pick<Duty, 'standing' | 'entries' | 'isOnlyWord'>

const unasked: Recorded = { standing: 'no-record-asked', entries: [], isOnlyWord: false }

function standingOf(own: readonly Report[], isWhole: boolean, dueAt: number | undefined, nowMs: number): Recorded {
  const told = own.filter(({ outcome, isComplete }) => outcome === 'told' && (isComplete || !isWhole))
  const entries = (told.length > 0 ? told : own).map(({ entry }) => entry)
  if (told.length === 0) {
    const isOver = dueAt !== undefined && nowMs > dueAt
    const isUnreachable = own.length > 0 && !isWhole
    return { standing: isOver ? 'overdue' : isUnreachable ? 'unreachable' : 'waiting', entries, isOnlyWord: false }
  }
  const first = Math.min(...told.map(({ at }) => at))
  const isLate = dueAt !== undefined && first > dueAt
  const isOnlyWord = dueAt !== undefined && !isLate && told.every(({ recordedAt }) => recordedAt > dueAt)
  return { standing: isLate ? 'recorded-late' : 'recorded', entries, isOnlyWord }
}

function bindingOf(role: Duty['role'], system: KnownSystem | undefined): Pick<Duty, 'binding' | 'from'> {
  if (system === undefined) return { binding: 'may-bind' }
  const found = system.obligations.find(({ id }) => id === obligationOf[role])
  if (found === undefined) return { binding: 'not-on-these-facts' }
  const { status, inForce, from } = found
  if (status === 'may_apply') return { binding: 'may-bind', from }
  return { binding: inForce ? 'binds' : 'binds-later', from }
}
