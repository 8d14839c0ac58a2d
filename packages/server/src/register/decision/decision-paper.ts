// SPDX-License-Identifier: EUPL-1.2
import { cite, type Language, type Text } from '@sluis/ai-act'
import { type Block, type Document, gap, list, type Section, text } from '../exports/document.ts'
import { className, spokenDay, stageName } from '../exports/known/words.ts'
import { momentIn } from '../exports/moment.ts'
import { fillers } from '../exports/topics.ts'
import { coverageWords, missingGap, supplierTable } from '../impact/impact-paper.ts'
import type { Decided, DecisionFile, Judged } from './decision.ts'
import type { Evidence, Trial } from './evidence.ts'

/** How the paper speaks, and whom it names. */
export interface Reader {
  readonly language: Language
  readonly timeZone: string
  readonly nameOf: (person: string) => string
}

type Say = (nl: string, en: string) => string

/** The file as a paper: of a decision that was taken, or of one that is still to be. */
export function decisionPaper(file: DecisionFile, decided: Decided | undefined, reader: Reader): Document {
  const { language } = reader
  const say: Say = (nl, en) => (language === 'nl' ? nl : en)
  return {
    language,
    title: say(`Besluit over ${file.system.name}: doorgaan of niet`, `Decision on ${file.system.name}: go or no-go`),
    notice: say(
      'Hulp bij beslissen, met bronnen. Dat iets is vastgelegd, zegt niet dat het volstaat; of aan een plicht is voldaan, beoordelen mensen. Aanvaarden is een verdeling binnen de organisatie en beslist niet over wettelijke aansprakelijkheid.',
      'Decision support with its sources. That something is recorded does not say that it suffices; whether a duty is met is for people to judge. Acceptance is an allocation inside the organisation and decides no legal liability.',
    ),
    about: aboutOf(file, reader, say),
    coverage: [
      `${say('Gezien', 'Seen')}: ${coverageWords.seen[language]}`,
      `${say('Opgegeven', 'Declared')}: ${coverageWords.declared[language]}`,
    ],
    sections: [
      decisionSection(decided, reader, say),
      classSection(file, language, say),
      judgementSection(file, reader, say),
      evidenceSection(file.evidence, language, say),
      triedSection(file, reader, say),
      { title: say('Leveranciers', 'Suppliers'), blocks: [supplierTable(file.suppliers, say)] },
      { title: say('Wat nog openstaat', 'What is still open'), blocks: openBlocks(file, language, say) },
    ],
  }
}

function aboutOf({ system, on, class: { law } }: DecisionFile, { language, nameOf }: Reader, say: Say) {
  const erased = say('gewist', 'erased')
  const person = (id: string | undefined) => (id === undefined ? erased : nameOf(id))
  return [
    { name: say('Systeem', 'System'), value: `${system.name} (${system.id})` },
    { name: say('Doel', 'Purpose'), value: system.purpose },
    { name: say('Versie', 'Version'), value: system.version },
    { name: say('Stadium', 'Stage'), value: stageName(system.stage, language) },
    { name: say('Eigenaar', 'Owner'), value: person(system.owner) },
    { name: say('Verantwoordelijke', 'Accountable'), value: person(system.accountable) },
    { name: say('Datum', 'Date'), value: spokenDay(on, language) },
    { name: say('Versie van de wet', 'Version of the law'), value: law },
  ]
}

function decisionSection(decided: Decided | undefined, { language, timeZone, nameOf }: Reader, say: Say): Section {
  const title = say('Besluit', 'Decision')
  if (decided === undefined) {
    const none = say('Er is nog niet besloten over dit dossier.', 'Nothing is decided on this file yet.')
    return { title, blocks: [gap(none, fillers.accountable[language])] }
  }
  const { decision, at, by, reason, entry } = decided
  return {
    title,
    blocks: [
      list([
        decision === 'go' ? say('Doorgaan', 'Go') : say('Niet doorgaan', 'No-go'),
        `${say('Door', 'By')}: ${by === undefined ? say('gewist', 'erased') : nameOf(by)}`,
        `${say('Op', 'On')}: ${momentIn(timeZone, at, language)}`,
        `${say('Regel van het logboek', 'Entry of the log')}: ${entry}`,
      ]),
      reason === undefined
        ? text(say('Er is geen reden bij vastgelegd.', 'No reason was recorded with it.'))
        : text(reason, 'declared'),
    ],
  }
}

function classSection({ class: found }: DecisionFile, language: Language, say: Say): Section {
  const { label, strictest, hits, readings } = found
  return {
    title: say('Klasse', 'Class'),
    blocks: [
      text(
        say(
          `${className(label, language)}; strengst mogelijk ${className(strictest, language)}.`,
          `${className(label, language)}; strictest possible ${className(strictest, language)}.`,
        ),
        'derived',
      ),
      list(
        hits.map(({ article, title, inForce }) => {
          const ahead = inForce ? '' : say(' (geldt nog niet)', ' (not in force yet)')
          return `${cite(article, language)}: ${title[language]}${ahead}`
        }),
        'derived',
      ),
      ...(readings.length === 0
        ? []
        : [
            text(say('Voorlopig, want het rust op een lezing:', 'Provisional, for it rests on a reading:')),
            list(readings.map((one) => one[language])),
          ]),
    ],
  }
}

function judgementSection({ judgements, acceptance, outside }: DecisionFile, reader: Reader, say: Say): Section {
  const { language, timeZone, nameOf } = reader
  const dissent = judgements.filter(({ agrees }) => !agrees)
  const outsideDissent = outside.filter(({ agrees }) => !agrees)
  const accepted =
    acceptance === undefined
      ? gap(
          say('Aanvaarding door de verantwoordelijke', 'Acceptance by the accountable person'),
          fillers.accountable[language],
        )
      : text(
          say(
            `Aanvaard door ${acceptance.by === undefined ? 'gewist' : nameOf(acceptance.by)} op ${momentIn(timeZone, acceptance.at, language)} (regel ${acceptance.entry}).`,
            `Accepted by ${acceptance.by === undefined ? 'erased' : nameOf(acceptance.by)} on ${momentIn(timeZone, acceptance.at, language)} (entry ${acceptance.entry}).`,
          ),
          'declared',
        )
  return {
    title: say('Wie beoordeelde en aanvaardde', 'Who assessed and accepted'),
    blocks: [accepted, judgementTable(judgements, reader, say), outsideTable(outside, reader, say)],
    sections: [
      {
        title: say('Afwijkende oordelen', 'Dissent'),
        blocks:
          dissent.length + outsideDissent.length === 0
            ? [text(say('Niemand kwam tot een andere klasse.', 'Nobody came to another class.'))]
            : [judgementTable(dissent, reader, say), outsideTable(outsideDissent, reader, say)],
      },
    ],
  }
}

function outsideTable(outside: DecisionFile['outside'], { language }: Reader, say: Say): Block {
  return {
    kind: 'table',
    head: [
      say('Instantie', 'Body'),
      say('Klasse', 'Class'),
      say('Op', 'On'),
      say('Eens', 'Agrees'),
      say('Verklaring', 'Statement'),
    ],
    rows: outside.map(({ issuer, label, strictest, on, agrees, isOfThis, statement }) => [
      issuer,
      label === strictest
        ? className(label, language)
        : `${className(label, language)} / ${className(strictest, language)}`,
      isOfThis ? on : say(`${on}, over een eerdere versie`, `${on}, of an earlier version`),
      agrees ? say('ja', 'yes') : say('nee', 'no'),
      statement,
    ]),
  }
}

function judgementTable(judgements: readonly Judged[], { language, nameOf }: Reader, say: Say): Block {
  return {
    kind: 'table',
    head: [
      say('Wie', 'Who'),
      say('Als', 'As'),
      say('Klasse', 'Class'),
      say('Eens', 'Agrees'),
      say('Waarom', 'Why'),
      say('Regel', 'Entry'),
    ],
    rows: judgements.map(({ by, role, label, strictest, agrees, reason, entry }) => [
      by === undefined ? say('gewist', 'erased') : nameOf(by),
      role === 'owner' ? say('eigenaar', 'owner') : say('tweede beoordelaar', 'second assessor'),
      label === strictest
        ? className(label, language)
        : `${className(label, language)} / ${className(strictest, language)}`,
      agrees ? say('ja', 'yes') : say('nee', 'no'),
      reason ?? '',
      String(entry),
    ]),
  }
}

function evidenceSection(evidence: readonly Evidence[], language: Language, say: Say): Section {
  return {
    title: say('Plichten, en wat ervan is vastgelegd', 'Duties, and what is recorded of them'),
    blocks: [
      {
        kind: 'table',
        head: [say('Artikel', 'Article'), say('Plicht', 'Duty'), say('Geldt', 'Binds'), say('Vastgelegd', 'Recorded')],
        rows: evidence.map(({ article, duty, status, from, found }) => [
          cite(article, language),
          duty[language],
          `${status === 'applies' ? say('geldt', 'applies') : say('kan gelden', 'may apply')}, ${say('vanaf', 'from')} ${from}`,
          found.length === 0 ? say('niets', 'nothing') : found.map((one) => one[language]).join('; '),
        ]),
        from: 'derived',
      },
    ],
  }
}

function triedSection(file: DecisionFile, reader: Reader, say: Say): Section {
  const { trials, cases, calls, statements } = file
  const { language, timeZone } = reader
  const counted = Object.entries(cases).map(([state, count]) => `${caseWords[state]?.[language] ?? state}: ${count}`)
  return {
    title: say('Wat is geoefend, beslist en verklaard', 'What was drilled, decided and stated'),
    blocks: [
      list(
        [
          say(
            `${calls.seen} aanroepen gezien, ${calls.passed} doorgelaten`,
            `${calls.seen} calls seen, ${calls.passed} passed`,
          ),
          `${say('Zaken', 'Cases')}: ${counted.join(', ')}`,
          ...trials.map((trial) => `${momentIn(timeZone, trial.at, language)}: ${trialWords(trial, say)}`),
        ],
        'seen',
      ),
      ...(trials.length === 0
        ? [
            gap(
              say(
                'Een oefening van de stop of van een proef met andere regels',
                'A drill of the stop, or a replay by other rules',
              ),
              fillers.owner[language],
            ),
          ]
        : []),
      list(
        statements.map(({ issuer, payloadType, at, entry }) => {
          const when = momentIn(timeZone, at, language)
          return `${issuer}: ${payloadType}, ${when} (${say('regel', 'entry')} ${entry})`
        }),
        'seen',
      ),
    ],
  }
}

/** How calls that waited for people ended. */
const caseWords: Readonly<Record<string, Text>> = {
  open: { nl: 'open', en: 'open' },
  approved: { nl: 'goedgekeurd', en: 'approved' },
  used: { nl: 'goedgekeurd en uitgevoerd', en: 'approved and carried out' },
  rejected: { nl: 'afgewezen', en: 'rejected' },
  vetoed: { nl: 'veto', en: 'vetoed' },
  answered: { nl: 'beantwoord', en: 'answered' },
  edited: { nl: 'aangepast', en: 'edited' },
  expired: { nl: 'verlopen', en: 'expired' },
}

function trialWords({ what, of, worstMs, changed, entry }: Trial, say: Say): string {
  const where = `(${say('regel', 'entry')} ${entry})`
  const slowest = worstMs === undefined ? '' : say(`, traagste ${worstMs} ms`, `, slowest ${worstMs} ms`)
  switch (what) {
    case 'stop':
      return `${say('noodstop geoefend', 'stop drilled')}${slowest} ${where}`
    case 'provider-loss':
      return `${say(`verlies van ${of ?? '?'} geoefend`, `loss of ${of ?? '?'} drilled`)}${slowest} ${where}`
    case 'replay':
      return `${say(`besluiten opnieuw genomen met andere regels, ${changed ?? 0} anders`, `decisions taken again by other rules, ${changed ?? 0} otherwise`)} ${where}`
  }
}

function openBlocks({ openIncidents, missing }: DecisionFile, language: Language, say: Say): readonly Block[] {
  const incidents = openIncidents.map((id) =>
    gap(say(`Incident nog open: ${id}`, `Incident still open: ${id}`), fillers.owner[language]),
  )
  const gaps = [...incidents, ...missing.map((one) => missingGap(one, language))]
  return gaps.length === 0 ? [text(say('Niets.', 'Nothing.'))] : gaps
}
