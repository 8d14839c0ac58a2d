// SPDX-License-Identifier: EUPL-1.2
import { type IncidentEvent, type IncidentSummary, type IncidentView, standingWords } from '../../incidents/index.ts'
import type { Terminal } from '../terminal.ts'
import { tellLeft, tellTime } from './time.ts'

/** As the API gives it, with people by name. */
export type ShownIncident = Omit<IncidentView, 'events' | 'standing'> & {
  readonly events: readonly (Omit<IncidentEvent, 'by'> & { readonly by?: { readonly name: string } })[]
}

export function tellIncidents(
  incidents: readonly IncidentSummary[],
  nowMs: number,
  terminal: Terminal,
): readonly string[] {
  const { say, command } = terminal
  if (incidents.length === 0) return [say('Er zijn geen dossiers.', 'There are no files.')]
  return [
    ...incidents.flatMap((incident) => tellSummary(incident, nowMs, terminal)),
    say(`Meer weten: ${command} incidents <incident>`, `To know more: ${command} incidents <incident>`),
  ]
}

export function tellIncident(incident: ShownIncident, nowMs: number, terminal: Terminal): readonly string[] {
  const { say, language } = terminal
  return [
    ...tellSummary(incident, nowMs, terminal),
    '',
    ...incident.duties.map(({ what, article, standing, dueAt, isOnlyWord }) => {
      const due = dueAt === undefined ? '' : `, ${say('uiterlijk', 'due')} ${tellTime(dueAt, language)}`
      const word = isOnlyWord ? say(', pas na de termijn vastgelegd', ', recorded only after the clock') : ''
      return `- ${what[language]} (${article}${due}): ${standingWords[standing][language]}${word}`
    }),
    '',
    ...incident.events.flatMap(({ at, by, text, report }) => [
      `${tellTime(at, language)}, ${by?.name ?? say('gewist', 'erased')}${tellReport(report, terminal)}`,
      `  ${text ?? say('De tekst is gewist.', 'The text was erased.')}`,
    ]),
    '',
    incident.notice[language],
  ]
}

function tellReport(report: IncidentEvent['report'], { say }: Terminal): string {
  if (report === undefined) return ''
  const late = report.isAfterClock ? say(', na de termijn', ', after the clock') : ''
  return ` → ${report.to}${late}`
}

function tellSummary(incident: IncidentSummary, nowMs: number, { say, language }: Terminal): readonly string[] {
  const { id, system, state, clocks, isPastClock, authorityToldAt } = incident
  const [clock] = clocks
  const told =
    authorityToldAt === undefined
      ? say('aan geen toezichthouder gemeld', 'no authority told')
      : `${say('gemeld op', 'told on')} ${tellTime(authorityToldAt, language)}`
  const past = isPastClock ? say(' TE LAAT', ' LATE') : ''
  return [
    `${id}  ${system.name} (${state === 'open' ? 'open' : say('gesloten', 'closed')})`,
    ...(clock === undefined
      ? []
      : [
          `  ${clock.kind}, ${clock.article}: ${say('uiterlijk', 'due')} ${tellTime(clock.dueAt, language)}` +
            `${state === 'open' && authorityToldAt === undefined ? ` (${tellLeft(clock.dueAt - nowMs, say)})` : ''}, ${told}${past}`,
        ]),
  ]
}
