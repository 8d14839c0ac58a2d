// SPDX-License-Identifier: EUPL-1.2
import { cite, type Language } from '@sluis/ai-act'
import { type Block, type Document, gap, list, type Section, text } from '../exports/document.ts'
import { className, type Say, sayIn, spokenDay, stageName } from '../exports/known/words.ts'
import { momentIn } from '../exports/moment.ts'
import type { Reader } from '../exports/reader.ts'
import { fillers } from '../exports/topics.ts'
import { coverageWords, missingGap, supplierTable } from '../impact/impact-paper.ts'
import type { Decided, DecisionFile } from './decision.ts'
import type { Evidence } from './evidence.ts'
import { judgementSection } from './judgement-section.ts'
import { triedSection } from './tried-section.ts'

/** The file as a paper, for a decision that was taken or is still to be taken. */
export function decisionPaper(file: DecisionFile, decided: Decided | undefined, reader: Reader): Document {
  const { language } = reader
  const say = sayIn(language)
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
        `${say('Vermelding in het log', 'Entry of the log')}: ${entry}`,
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

/** The gap of a missing acceptance is not among these: it stands with the acceptance, where people look for it. */
function openBlocks({ openIncidents, missing }: DecisionFile, language: Language, say: Say): readonly Block[] {
  const incidents = openIncidents.map((id) =>
    gap(say(`Incident nog open: ${id}`, `Incident still open: ${id}`), fillers.owner[language]),
  )
  const gaps = [
    ...incidents,
    ...missing.flatMap((one) => (one.what === 'acceptance' ? [] : [missingGap(one, language)])),
  ]
  return gaps.length === 0 ? [text(say('Niets.', 'Nothing.'))] : gaps
}
