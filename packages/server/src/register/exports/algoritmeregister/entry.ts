// SPDX-License-Identifier: EUPL-1.2
// The entry of a system in the Dutch Algoritmeregister, made from the register. Its texts are for citizens, in plain
// Dutch: a text that the organisation wrote in another language is not passed off as Dutch, but becomes a gap.
import type { Text } from '@sluis/ai-act'
import { type AlgoritmeregisterEntry, algoritmeregisterEntry, inWords } from '../../../organisation/index.ts'
import { factOf, type Portrait } from '../portrait.ts'
import type { TopicId } from '../topics.ts'

type Field = keyof AlgoritmeregisterEntry

export interface EntryProblem {
  readonly field: string
  readonly problem: Text
}

/** The entry, with what keeps it from being sent. */
export interface DraftEntry {
  readonly entry: Readonly<Record<string, unknown>>
  /** Why the Algoritmeregister would refuse it, by field. */
  readonly problems: readonly EntryProblem[]
  /** Optional fields that nobody filled in. */
  readonly empty: readonly Field[]
}

/** Fields that the Algoritmeregister fills in itself, or that most entries rightly leave out. */
const optional: ReadonlySet<string> = new Set([
  'end_date',
  'url',
  'publiccode',
  'process_index_url',
  'impacttoetsen',
  'source_data_grouping',
  'lawful_basis_grouping',
  'website',
])

export function draftOf(portrait: Portrait): DraftEntry {
  const made = { ...derived(portrait), ...portrait.system.register.algoritmeregister }
  const known = Object.entries(made).filter(([, value]) => value !== undefined && value !== '')
  const entry = Object.fromEntries(known.map(([field, value]) => [field, rich.has(field) ? richText(value) : value]))
  const parsed = algoritmeregisterEntry.safeParse(entry)
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), problem: inWords(issue) }))
  const empty = fields.filter((field) => !Object.hasOwn(entry, field) && !optional.has(field))
  return { entry, problems, empty }
}

const fields = Object.keys(algoritmeregisterEntry.shape).filter(
  (field): field is Field => field in algoritmeregisterEntry.shape,
)

function derived(portrait: Portrait): Partial<Record<Field, unknown>> {
  const { organisation, system, stage, inUseSince } = portrait
  const { register } = system
  const topic = (id: TopicId) => register.papers[id]
  const isDutch = organisation.language === 'nl'
  return {
    name: system.name,
    organization: organisation.name,
    status: stage === 'released' ? 'In gebruik' : stage === 'withdrawn' ? 'Buiten gebruik' : 'In ontwikkeling',
    begin_date: inUseSince,
    contact_email: organisation.contact?.email ?? organisation.contact?.website,
    publication_category: categoryOf(portrait),
    impacttoetsen_grouping: impactAssessmentsOf(portrait),
    provider: portrait.suppliers.flatMap(({ what, name }) => (what === 'tool-server' ? [] : [name])).join(', '),
    lang: 'nld',
    standard_version: '1.0',
    source_id: system.id,
    ...(isDutch
      ? {
          description_short: system.purpose,
          goal: `${system.purpose}\n\nWie ermee te maken krijgt: ${register.affected.who}`,
          proportionality: proportionalityOf(portrait),
          human_intervention: register.oversight.how,
          risks: topic('risks'),
          lawful_basis: topic('lawful-basis'),
          source_data: register.data.join('\n'),
          methods_and_models: topic('design'),
        }
      : {}),
  }
}

/** Facts by which a system decides about people or public money even though the AI Act doesn't call it high-risk. */
const impactful = [
  'materially_influences_decision',
  'performs_profiling',
  'public_benefit_eligibility',
  'part_of_combined_or_agentic_system_that_influences_decision',
] as const

/**
 * By the strictest class that is still possible, an open fact counting as a yes: never told as milder than it is (P10).
 */
export function categoryOf(
  portrait: Pick<Portrait, 'evaluation' | 'facts'>,
): AlgoritmeregisterEntry['publication_category'] {
  const { strictest } = portrait.evaluation
  if (strictest === 'high' || strictest === 'prohibited') return 'Hoog-risico AI-systeem'
  return impactful.some((fact) => factOf(portrait, fact) !== false) ? 'Impactvolle algoritmes' : 'Overige algoritmes'
}

function proportionalityOf({ system: { register } }: Portrait): string {
  const { problem, baseline, alternatives, benefit } = register
  return [
    `Aanleiding: ${problem}`,
    `Zonder het systeem: ${baseline}`,
    ...alternatives.map(({ what, why }) => `Alternatief: ${what} ${why}`),
    `Opbrengst: ${benefit.measure}${benefit.measured === undefined ? ' (nog niet gemeten)' : ` ${benefit.measured}`}`,
  ].join('\n')
}

const assessmentNames: Readonly<Record<string, string>> = {
  dpia: 'Data Protection Impact Assessment (DPIA)',
  iama: 'Impact Assessment Mensenrechten en Algoritmes (IAMA)',
  fria: 'Fundamental Rights Impact Assessment (FRIA)',
}

function impactAssessmentsOf({ system: { register } }: Portrait): unknown {
  if (register.assessments.length === 0) return undefined
  return register.assessments.map(({ kind, where }) => ({
    title: assessmentNames[kind] ?? where.slice(0, 500),
    ...(where.startsWith('https://') ? { link: where } : {}),
  }))
}

/** Fields that the Algoritmeregister shows as HTML: a text must not become markup in them. */
const rich: ReadonlySet<string> = new Set([
  'goal',
  'proportionality',
  'human_intervention',
  'risks',
  'lawful_basis',
  'impacttoetsen',
  'source_data',
  'methods_and_models',
])

function richText(value: unknown): unknown {
  if (typeof value !== 'string') return value
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll(/\r?\n/g, '<br>')
}
