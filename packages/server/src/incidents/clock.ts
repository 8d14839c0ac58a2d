// SPDX-License-Identifier: EUPL-1.2
// The clocks of art. 73. The law counts days; here each day is 24 hours from the moment somebody became aware, and the
// clock ends earlier when the last of those days is over before that (in spring one day has 23 hours). Regulation (EEC,
// Euratom) 1182/71 art. 3 does not count the day of the event and moves an end that falls on a Saturday, Sunday or
// holiday. Under that Regulation there may be more time but never less, so whoever keeps this clock is in time on both
// readings.
import { currentLaw, type Text } from '@sluis/ai-act'
import { dayIn, endOfDay } from '../organisation/index.ts'
import { type Awareness, type IncidentKind, kindFacts } from './kinds.ts'

export interface Clock {
  readonly kind: IncidentKind
  readonly article: string
  readonly days: number
  readonly awareAt: number
  readonly dueAt: number
}

const hourMs = 3_600_000
const hoursOfDay = 24

/** The latest moment at which a report is due, in the organisation's own time zone. */
export function dueAfter(awareAt: number, hours: number, timeZone: string): number {
  const lastDay = daysLater(dayIn(timeZone, awareAt), hours / hoursOfDay)
  return Math.min(awareAt + hours * hourMs, endOfDay(timeZone, lastDay))
}

export function clockOf(kind: IncidentKind, awareAt: number, timeZone: string): Clock {
  const { clock, article } = kindFacts[kind]
  const deadline = currentLaw.incidents.find((one) => one.kind === clock)
  if (deadline === undefined) throw new TypeError(`the law ${currentLaw.version} has no clock ${clock}`)
  const { hours } = deadline
  return { kind, article, days: hours / hoursOfDay, awareAt, dueAt: dueAfter(awareAt, hours, timeZone) }
}

/** The clocks of an incident, the earliest end first. */
export function clocksOf(awareness: Awareness, timeZone: string): readonly Clock[] {
  const known = Object.keys(awareness).some((kind) => kind !== 'unknown')
  const clocks = Object.entries(awareness).flatMap(([kind, awareAt]) =>
    isCounted(kind, known) ? [clockOf(kind, awareAt, timeZone)] : [],
  )
  return clocks.sort((one, other) => one.dueAt - other.dueAt)
}

function isCounted(kind: string, isKnown: boolean): kind is IncidentKind {
  return Object.hasOwn(kindFacts, kind) && (kind !== 'unknown' || !isKnown)
}

function daysLater(day: string, days: number): string {
  return new Date(Date.parse(day) + days * hoursOfDay * hourMs).toISOString().slice(0, 10)
}

export const counting: Text = {
  nl:
    'Elke dag is 24 uur vanaf het moment waarop u het wist, en nooit meer dan tot het einde van de laatste dag. Zaterdagen, ' +
    'zondagen en feestdagen tellen mee. Verordening (EEG, Euratom) 1182/71 geeft soms meer tijd, nooit minder.',
  en:
    'Each day is 24 hours from the moment of awareness, and never beyond the end of the last day. Saturdays, Sundays and ' +
    'holidays count. Regulation (EEC, Euratom) 1182/71 sometimes gives more time, never less.',
}
