// SPDX-License-Identifier: EUPL-1.2
// What nobody has done or said yet about a system: the same list for an impact analysis and for a decision.
import type { Text } from '@sluis/ai-act'
import type { Described } from './facts.ts'
import type { Supplier } from './suppliers.ts'
import type { SystemSummary } from './view.ts'

export interface Missing {
  readonly what:
    | 'registration'
    | 'answers'
    | 'acceptance'
    | 'second-assessor'
    | 'agreement'
    | 'objection'
    | 'oversight-body'
    | 'impact-assessment'
    | 'measured-benefit'
    | 'jurisdiction'
    | 'declared-supplier'
    | 'traffic'
  readonly text: Text
}

export const missingRegistration: Missing = {
  what: 'registration',
  text: {
    nl: 'Staat niet in het register: alleen gezien bij de poort, die er niets van doorlaat.',
    en: 'Not in the register: only seen at the gate, which passes nothing of it.',
  },
}

export interface Looked {
  readonly summary: SystemSummary
  readonly system: Described
  /** Facts that may still change the class: nobody was asked, or the answer was `unknown`. */
  readonly questions: number
  readonly suppliers: readonly Supplier[]
  readonly calls: number
  /** Whether art. 27 requires a fundamental rights impact assessment, or may. */
  readonly asksFria: boolean
}

export function missingOf(looked: Looked): readonly Missing[] {
  return [...ofClass(looked), ...ofPeople(looked), ...ofSuppliers(looked)]
}

/** What was answered with `unknown` is not asked again, and is no less open (P10). */
function answersOf({ summary: { id, openQuestions }, questions }: Looked): readonly Missing[] {
  if (openQuestions > 0) {
    const nl = `Open vragen over de klasse: ${openQuestions}; sluis assess ${id} stelt ze.`
    return [missing('answers', nl, `Open questions about the class: ${openQuestions}; sluis assess ${id} asks them.`)]
  }
  if (questions === 0) return []
  return [
    missing(
      'answers',
      `Antwoorden ‘onbekend’ over de klasse: ${questions}; tot iemand het weet, telt de strengste klasse.`,
      `Answers “unknown” about the class: ${questions}; until somebody knows, the strictest class counts.`,
    ),
  ]
}

function ofClass(looked: Looked): readonly Missing[] {
  const { summary } = looked
  return [
    ...answersOf(looked),
    ...(summary.isAccepted
      ? []
      : [
          missing(
            'acceptance',
            'De verantwoordelijke heeft het nog niet aanvaard.',
            'The accountable person has not accepted it yet.',
          ),
        ]),
    ...(summary.waitsForAssessor
      ? [
          missing(
            'second-assessor',
            'Een tweede, onafhankelijke beoordelaar heeft de klasse nog niet bevestigd.',
            'A second, independent assessor has not confirmed the class yet.',
          ),
        ]
      : []),
    ...(summary.isDisputed
      ? [missing('agreement', 'Beoordelaars kwamen tot verschillende klassen.', 'Assessors came to different classes.')]
      : []),
  ]
}

/** Texts that fill a required field without saying anything. */
const saysNothing =
  /^[\s\p{P}]*(none|no|nowhere|geen|nergens|n\/?a|n\.?v\.?t|tbd|todo|unknown|onbekend|niet bekend)?[\s\p{P}]*$/iu

function ofPeople({ system: { register }, summary: { strictest }, asksFria }: Looked): readonly Missing[] {
  const isHigh = strictest === 'high' || strictest === 'prohibited'
  return [
    ...(saysNothing.test(register.affected.objection)
      ? [
          missing(
            'objection',
            'Wie geraakt wordt, kan nergens bij een mens bezwaar maken.',
            'People who are affected cannot object to a person anywhere.',
          ),
        ]
      : []),
    ...(isHigh && register.oversight.body === undefined
      ? [
          missing(
            'oversight-body',
            'Niemand is aangewezen om de aanroepen te beoordelen (oversight.body).',
            'Nobody is named to decide its calls (oversight.body).',
          ),
        ]
      : []),
    ...(asksFria && !register.assessments.some(({ kind }) => kind === 'fria')
      ? [
          missing(
            'impact-assessment',
            'Een grondrechteneffectbeoordeling (art. 27) is niet vastgelegd.',
            'No fundamental rights impact assessment (art. 27) is recorded.',
          ),
        ]
      : []),
    ...(register.benefit.measured === undefined
      ? [missing('measured-benefit', 'Wat het oplevert, is niet gemeten.', 'What it brings was not measured.')]
      : []),
  ]
}

function ofSuppliers({ suppliers, calls }: Looked): readonly Missing[] {
  const named = (some: readonly Supplier[]) => some.map(({ name }) => name).join(', ')
  const unknown = suppliers.filter(({ what, jurisdiction }) => what === 'provider' && jurisdiction === undefined)
  const undeclared = suppliers.filter(({ isDeclared }) => !isDeclared)
  return [
    ...(unknown.length > 0
      ? [
          missing(
            'jurisdiction',
            `Onder welk recht deze aanbieders vallen, is niet bekend: ${named(unknown)}.`,
            `Whose law these providers answer to is not known: ${named(unknown)}.`,
          ),
        ]
      : []),
    ...(undeclared.length > 0
      ? [
          missing(
            'declared-supplier',
            `Wel gezien bij de poort, niet opgegeven: ${named(undeclared)}.`,
            `Seen at the gate and not declared: ${named(undeclared)}.`,
          ),
        ]
      : []),
    ...(calls === 0
      ? [
          missing(
            'traffic',
            'Bij de poort is er niets van gezien: alles hier is alleen opgegeven.',
            'Nothing of it was seen at the gate: all of this is only declared.',
          ),
        ]
      : []),
  ]
}

function missing(what: Missing['what'], nl: string, en: string): Missing {
  return { what, text: { nl, en } }
}
