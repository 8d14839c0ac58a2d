// SPDX-License-Identifier: EUPL-1.2
import type { AlgoritmeregisterEntry } from '../../../organisation/index.ts'

/** The names that the publication standard gives its fields. */
export const titles: Readonly<Record<keyof AlgoritmeregisterEntry, string>> = {
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

/** A value as people read it, without the HTML that the Algoritmeregister accepts. */
export function shownOf(value: unknown): string {
  if (typeof value === 'string')
    return value.replaceAll('<br>', '\n').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  if (!Array.isArray(value)) return JSON.stringify(value)
  return value.map((one) => (typeof one === 'string' ? one : Object.values(Object(one)).join(': '))).join(', ')
}
