// SPDX-License-Identifier: EUPL-1.2
import type { Language } from '@sluis/ai-act'
import { type Block, type Document, type Gap, gap, list, type Section, text } from '../exports/document.ts'
import { className, type Say, sayIn, spokenDay, stageName } from '../exports/known/words.ts'
import { fillers } from '../exports/topics.ts'
import type { Missing } from '../missing.ts'
import type { Supplier } from '../suppliers.ts'
import type { DepartmentImpact, Impact, SystemImpact } from './impact.ts'

/** The analysis as a paper for a management team, a council or a works council. */
export function impactPaper(impact: Impact, organisation: string, language: Language): Document {
  const say = sayIn(language)
  const { on, law, departments } = impact
  const systems = departments.reduce((total, one) => total + one.systems.length, 0)
  return {
    language,
    title: say(`Wat AI verandert bij ${organisation}`, `What AI changes at ${organisation}`),
    notice: say(
      'Hulp bij beslissen, met bronnen: wat de bestanden van de organisatie zeggen en wat bij de poort gezien is. Of het zo goed is, beoordelen mensen.',
      "Decision support with its sources: what the organisation's files say and what was seen at the gate. Whether it is right is for people to judge.",
    ),
    about: [
      { name: say('Datum', 'Date'), value: spokenDay(on, language) },
      { name: say('Versie van de wet', 'Version of the law'), value: law },
      { name: say('Afdelingen', 'Departments'), value: String(departments.length) },
      { name: say('Systemen', 'Systems'), value: String(systems) },
    ],
    coverage: [
      `${say('Gezien', 'Seen')}: ${coverageWords.seen[language]}`,
      `${say('Opgegeven', 'Declared')}: ${coverageWords.declared[language]}`,
    ],
    sections: departments.map((one) => departmentSection(one, language, say)),
  }
}

/** The text of `coverage`, in the language of the paper. */
export const coverageWords = {
  seen: {
    nl: 'aanroepen die de poort bereikten sinds het log begon; wat nooit door de poort gaat, is niet gezien',
    en: 'calls that reached the gate since the log began; what never passes the gate is not seen',
  },
  declared: {
    nl: 'wat de bestanden van de organisatie zeggen, zoals ze het laatst geladen zijn',
    en: "what the organisation's own files say, as they were loaded last",
  },
}

function departmentSection(impact: DepartmentImpact, language: Language, say: Say): Section {
  const { department, strictest, byClass, systems, suppliers } = impact
  const counted = Object.entries(byClass).map(([label, count]) => `${count} × ${className(label, language)}`)
  return {
    title: department ?? say('Zonder afdeling', 'Without a department'),
    blocks: [
      text(
        say(
          `Strengst mogelijke klasse: ${className(strictest, language)}. ${counted.join(', ')}.`,
          `Strictest class possible: ${className(strictest, language)}. ${counted.join(', ')}.`,
        ),
        'derived',
      ),
      supplierTable(suppliers, say),
    ],
    sections: systems.map((system) => systemSection(system, language, say)),
  }
}

function systemSection(system: SystemImpact, language: Language, say: Say): Section {
  const { id, name, label, strictest, stage, calls, work, missing } = system
  const possible =
    label === strictest
      ? ''
      : say(
          `, strengst mogelijk ${className(strictest, language)}`,
          `, strictest possible ${className(strictest, language)}`,
        )
  const lives = work === undefined ? [] : [list(workLines(work, say), 'declared')]
  return {
    title: `${name} (${id})`,
    blocks: [
      text(`${className(label, language)}${possible}; ${stageName(stage, language)}`, 'derived'),
      text(say(`${calls} aanroepen`, `${calls} calls`), 'seen'),
      ...lives,
      ...missing.map((one) => missingGap(one, language)),
    ],
  }
}

function workLines(work: NonNullable<SystemImpact['work']>, say: Say): readonly string[] {
  return [
    `${say('Doel', 'Purpose')}: ${work.purpose}`,
    `${say('Probleem', 'Problem')}: ${work.problem}`,
    `${say('Zoals het ging', 'How it went')}: ${work.baseline}`,
    `${say('Wat het moet brengen', 'What it should bring')}: ${work.measure}`,
    ...(work.measured === undefined ? [] : [`${say('Gemeten', 'Measured')}: ${work.measured}`]),
    `${say('Wie ermee werkt', 'Who works with it')}: ${work.users}`,
    `${say('Wie het raakt', 'Who is affected')}: ${work.affected}`,
    `${say('Bezwaar', 'Objection')}: ${work.objection}`,
  ]
}

export function supplierTable(suppliers: readonly Supplier[], say: Say): Block {
  return {
    kind: 'table',
    head: [
      say('Leverancier', 'Supplier'),
      say('Grondslag', 'Basis'),
      say('Opgegeven', 'Declared'),
      say('Recht', 'Law'),
    ],
    rows: suppliers.map(({ name, basis, calls, isDeclared, jurisdiction }) => [
      name,
      basis === 'seen'
        ? say(`${calls} aanroepen gezien`, `${calls} calls seen`)
        : say('alleen opgegeven', 'declared only'),
      isDeclared ? say('ja', 'yes') : say('nee', 'no'),
      jurisdiction === undefined
        ? say('niet bekend', 'not known')
        : `${jurisdiction.is} (${jurisdiction.source}, ${jurisdiction.asOf})`,
    ]),
  }
}

/** Who can do something about each kind of gap. */
const whoCan = {
  registration: 'organisation',
  answers: 'owner',
  acceptance: 'accountable',
  'second-assessor': 'accountable',
  agreement: 'accountable',
  objection: 'owner',
  'oversight-body': 'organisation',
  'impact-assessment': 'legal',
  'measured-benefit': 'owner',
  jurisdiction: 'organisation',
  'declared-supplier': 'organisation',
  traffic: 'owner',
} as const satisfies Readonly<Record<Missing['what'], keyof typeof fillers>>

export function missingGap({ what, text }: Missing, language: Language): Gap {
  return gap(text[language], fillers[whoCan[what]][language])
}
