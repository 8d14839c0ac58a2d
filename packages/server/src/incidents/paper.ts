// SPDX-License-Identifier: EUPL-1.2
// A file of an incident as a paper for a provider, an authority or a board.
import type { Language, Text } from '@sluis/ai-act'
import {
  className,
  type Document,
  gap,
  list,
  momentIn,
  type Reader,
  type Say,
  type Section,
  sayIn,
  text,
} from '../register/index.ts'
import type { Around, SeenCall } from './around.ts'
import type { Duty } from './duties.ts'
import { kindFacts } from './kinds.ts'
import type { IncidentEvent, IncidentView } from './view.ts'
import { becauseWords, bindingWords, eventWords, recipientWords, roleWords, standingWords } from './words.ts'

interface Telling extends Reader {
  readonly say: Say
  readonly moment: (atMs: number) => string
}

export function incidentPaper(incident: IncidentView, around: Around, reader: Reader): Document {
  const { language, timeZone } = reader
  const say = sayIn(language)
  const telling = { ...reader, say, moment: (atMs: number) => momentIn(timeZone, atMs, language) }
  return {
    language,
    title: say(`Incident: ${incident.system.name}`, `Incident: ${incident.system.name}`),
    notice: incident.notice[language],
    about: aboutOf(incident, telling),
    coverage: [`${say('Log', 'Log')}: ${around.coverage[language]}`, incident.counting[language]],
    sections: [
      clockSection(incident, telling),
      dutySection(incident.duties, telling),
      eventSection(incident.events, telling),
      logSection(around, telling),
    ],
  }
}

function aboutOf({ id, system, state, standing, window }: IncidentView, { language, say, moment, nameOf }: Telling) {
  const unregistered = say('staat niet in het register', 'not in the register')
  return [
    { name: say('Nummer', 'Id'), value: id },
    { name: say('Systeem', 'System'), value: `${system.name} (${system.id})` },
    {
      name: say('Klasse', 'Class'),
      value: standing === undefined ? unregistered : className(standing.strictest, language),
    },
    ...(standing === undefined
      ? []
      : [{ name: say('Verantwoordelijke', 'Accountable'), value: nameOf(standing.accountable) }]),
    { name: say('Dossier', 'File'), value: state === 'open' ? say('open', 'open') : say('gesloten', 'closed') },
    { name: say('Van', 'From'), value: moment(window.from) },
    { name: say('Tot', 'Until'), value: moment(window.until) },
  ]
}

function clockSection({ clocks, isPastClock, authorityToldAt }: IncidentView, telling: Telling): Section {
  const { language, say, moment } = telling
  const told =
    authorityToldAt === undefined
      ? ''
      : say(`: gemeld op ${moment(authorityToldAt)}`, `: told on ${moment(authorityToldAt)}`)
  return {
    title: say('Termijnen', 'Clocks'),
    source: 'Art. 73',
    blocks: [
      {
        kind: 'table',
        head: [
          say('Wat', 'What'),
          say('Artikel', 'Article'),
          say('Bekend sinds', 'Aware since'),
          say('Dagen', 'Days'),
          say('Uiterlijk', 'Due'),
        ],
        rows: clocks.map(({ kind, article, awareAt, days, dueAt }) => [
          kindFacts[kind].name[language],
          article,
          moment(awareAt),
          String(days),
          moment(dueAt),
        ]),
      },
      ...(isPastClock
        ? [
            text(
              say(
                `De eerste termijn is verstreken voordat een toezichthouder het wist${told}.`,
                `The first clock ended before an authority knew${told}.`,
              ),
            ),
          ]
        : []),
    ],
  }
}

function dutySection(duties: readonly Duty[], { language, say, moment }: Telling): Section {
  const late = duties.filter(({ standing }) => standing === 'overdue' || standing === 'waiting')
  return {
    title: say('Wie wat moet melden', 'Who has to tell whom'),
    source: 'Art. 26(5), 73',
    blocks: [
      {
        kind: 'table',
        head: [
          say('Rol', 'Role'),
          say('Plicht', 'Duty'),
          say('Artikel', 'Article'),
          say('Geldt', 'Binds'),
          say('Uiterlijk', 'Due'),
          say('Vastgelegd', 'Recorded'),
        ],
        rows: duties.map((duty) => [
          roleWords[duty.role][language],
          duty.what[language],
          duty.article,
          bindingWords[duty.binding][language] + (duty.from === undefined ? '' : ` (${duty.from})`),
          duty.dueAt === undefined ? '' : moment(duty.dueAt),
          recordedOf(duty, language),
        ]),
      },
      ...late.map(({ what, role, standing }) =>
        gap(`${what[language]} (${standingWords[standing][language]})`, roleWords[role][language]),
      ),
    ],
  }
}

const onlyWord: Text = {
  nl: 'op tijd volgens wie het vastlegde, maar pas na de termijn vastgelegd',
  en: 'in time by the word of who recorded it, but recorded after the clock',
}

function recordedOf({ standing, entries, isOnlyWord }: Duty, language: Language): string {
  const where = entries.length === 0 ? '' : ` (${entries.join(', ')})`
  const word = isOnlyWord ? `, ${onlyWord[language]}` : ''
  return `${standingWords[standing][language]}${where}${word}`
}

function eventSection(events: readonly IncidentEvent[], telling: Telling): Section {
  const { say } = telling
  return {
    title: say('Wat er gebeurde, en wie het wist', 'What happened, and who knew'),
    blocks: [],
    sections: events.map((event) => eventOf(event, telling)),
  }
}

function eventOf(
  { kind, at, by, entry, text: said, kinds = [], report, because }: IncidentEvent,
  telling: Telling,
): Section {
  const { language, say, moment, nameOf } = telling
  const who = by === undefined ? say('gewist', 'erased') : nameOf(by)
  return {
    title: `${moment(at)}: ${eventWords[kind][language]}`,
    blocks: [
      list([
        `${say('Door', 'By')}: ${who}`,
        `${say('Vermelding in het log', 'Entry of the log')}: ${entry}`,
        ...kinds.map((one) => kindFacts[one].name[language]),
        ...(report === undefined ? [] : reportLines(report, telling)),
        ...(because === undefined ? [] : [becauseWords[because]?.[language] ?? because]),
      ]),
      said === undefined ? text(say('De tekst is gewist.', 'The text was erased.')) : text(said, 'declared'),
    ],
  }
}

function reportLines(
  report: NonNullable<IncidentEvent['report']>,
  { language, say, moment }: Telling,
): readonly string[] {
  const { to, whom, at, outcome, isComplete, isAfterClock } = report
  const whole = isComplete ? say('volledig', 'complete') : say('nog niet volledig', 'not complete yet')
  return [
    `${outcome === 'told' ? say('Gemeld aan', 'Told') : say('Niet bereikt', 'Not reached')}: ${recipientWords[to][language]}, ${whom ?? say('gewist', 'erased')}`,
    `${say('Op', 'On')}: ${moment(at)}${isAfterClock ? say(' (na de termijn)', ' (after the clock)') : ''}`,
    whole,
  ]
}

function logSection({ calls, events, notShown, isWhole }: Around, { say, moment, language }: Telling): Section {
  const left = [
    ...(notShown > 0
      ? [say(`${notShown} eerdere aanroepen zijn niet getoond.`, `${notShown} earlier calls are not shown.`)]
      : []),
    ...(isWhole
      ? []
      : [say('Het begin van dit stuk log is niet gelezen.', 'The beginning of this stretch was not read.')]),
  ]
  return {
    title: say('Wat het log laat zien', 'What the log shows'),
    blocks: [
      {
        kind: 'table',
        head: [
          say('Moment', 'Moment'),
          say('Agent', 'Agent'),
          say('Wat', 'What'),
          say('Uitkomst', 'Outcome'),
          say('Regels', 'Entries'),
          say('Aangehaald', 'Cited'),
        ],
        rows: calls.map((call) => [
          moment(call.at),
          call.agent,
          call.resource,
          outcomeOf(call),
          call.entries.join(', '),
          call.isCited ? say('ja', 'yes') : '',
        ]),
        from: 'seen',
      },
      list(
        events.map(({ entry, at, kind }) => `${moment(at)}: ${kind} (${entry})`),
        'seen',
      ),
      ...(left.length === 0 ? [] : [list(left)]),
      text(howToCheck[language]),
    ],
  }
}

function outcomeOf({ kind, outcome }: SeenCall): string {
  return outcome === undefined ? kind : `${kind}, ${outcome}`
}

const howToCheck: Text = {
  nl: 'Elke vermelding heeft een ontvangstbewijs (tlog-proof): het staat in dit dossier als JSON en is na te gaan met de sleutel van het log, zonder de organisatie te vertrouwen.',
  en: "Each entry has a receipt (tlog-proof): it stands in this file as JSON, and can be checked with the log's key, without trusting the organisation.",
}
