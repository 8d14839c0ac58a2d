// SPDX-License-Identifier: EUPL-1.2
import type { Language, Text } from '@sluis/ai-act'
import type { AlgoritmeregisterEntry } from '../../../organisation/index.ts'
import { type Document, gap, type Section, text } from '../document.ts'
import { documentOf, type Paper } from '../paper.ts'
import type { Portrait } from '../portrait.ts'
import { fillers } from '../topics.ts'
import { type DraftEntry, draftOf } from './entry.ts'

/** As the publication standard itself calls its fields. */
const titles: Readonly<Record<keyof AlgoritmeregisterEntry, string>> = {
  name: 'Naam',
  description_short: 'Korte omschrijving',
  organization: 'Organisatienaam',
  category: 'Thema',
  status: 'Status',
  begin_date: 'Begindatum',
  end_date: 'Einddatum',
  contact_email: 'Contactgegevens',
  website: 'Link naar publiekspagina',
  publication_category: 'Publicatiecategorie',
  url: 'Link naar bronregistratie',
  goal: 'Doel en impact',
  proportionality: 'Afwegingen',
  human_intervention: 'Menselijke tussenkomst',
  risks: 'Risicobeheer',
  lawful_basis: 'Wettelijke basis',
  lawful_basis_grouping: 'Verwijzingen wettelijke basis',
  process_index_url: 'Link naar verwerkingsregister',
  impacttoetsen_grouping: 'Impacttoetsen',
  impacttoetsen: 'Toelichting op impacttoetsen',
  source_data: 'Gegevens',
  source_data_grouping: 'Verwijzingen gegevensbronnen',
  methods_and_models: 'Technische werking',
  provider: 'Leverancier',
  publiccode: 'Link naar broncode',
  lang: 'Taal',
  standard_version: 'Versie publicatiestandaard',
  source_id: 'Bron-ID',
  tags: 'Zoektermen',
}

const frame: Paper = {
  title: { nl: 'Inschrijving in het Algoritmeregister', en: 'Entry in the Algoritmeregister' },
  purpose: {
    nl: 'De inschrijving volgens publicatiestandaard 1.0, in gewone taal (B1). Kijk van elke tekst die uit het register komt na of dat zo is.',
    en: 'The entry by publication standard 1.0; its texts are in plain Dutch (B1). Check that of each text that comes from the register.',
  },
  fields: [],
}

const plainDutch: Text = {
  nl: 'Schrijf dit in gewone taal (B1)',
  en: 'Write this in plain Dutch (B1)',
}

export function algoritmeregisterPaper(portrait: Portrait, language: Language): Document {
  const draft = draftOf(portrait)
  return { ...documentOf(frame, portrait, language), sections: sectionsOf(draft, portrait, language) }
}

function sectionsOf(
  { entry, problems, empty }: DraftEntry,
  portrait: Portrait,
  language: Language,
): readonly Section[] {
  const where = `systems/${portrait.system.id}.yaml, register.algoritmeregister`
  const declared: object = portrait.system.register.algoritmeregister ?? {}
  return Object.entries(titles).flatMap(([field, title]): readonly Section[] => {
    const value = entry[field]
    const wrong = problems.filter((one) => one.field === field || one.field.startsWith(`${field}.`))
    const lacks = wrong.length > 0 || empty.some((one) => one === field)
    if (value === undefined && !lacks) return []
    const shown =
      value === undefined ? [] : [text(shownOf(value), Object.hasOwn(declared, field) ? 'declared' : 'derived')]
    const reason = value === undefined ? '' : ` (${wrong.map(({ problem }) => problem).join('; ')})`
    const missing = gap(`${plainDutch[language]}: ${where}.${field}${reason}`, fillers.owner[language])
    return [{ title, source: field, blocks: [...shown, ...(lacks ? [missing] : [])] }]
  })
}

function shownOf(value: unknown): string {
  if (typeof value === 'string')
    return value.replaceAll('<br>', '\n').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  if (!Array.isArray(value)) return JSON.stringify(value)
  return value.map((one) => (typeof one === 'string' ? one : Object.values(Object(one)).join(': '))).join(', ')
}
