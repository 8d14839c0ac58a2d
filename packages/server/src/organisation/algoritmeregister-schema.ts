// SPDX-License-Identifier: EUPL-1.2
// One entry of the Dutch Algoritmeregister by its publication standard 1.0: the names, lengths and choices are the
// standard's own, so that an entry can be compared with it by eye. The rules here are ours, written from those facts.
import { z } from 'zod'
import { matching } from './in-words.ts'

/** The themes that the standard knows. */
const algoritmeregisterThemes = [
  'Organisatie en bedrijfsvoering',
  'Cultuur en recreatie',
  'Economie',
  'Overheidsfinanciën',
  'Wonen',
  'Internationaal',
  'Migratie en integratie',
  'Natuur en milieu',
  'Onderwijs en wetenschap',
  'Openbare orde en veiligheid',
  'Recht',
  'Ruimte en infrastructuur',
  'Sociale zekerheid',
  'Verkeer',
  'Werk',
  'Zorg en gezondheid',
] as const

const algoritmeregisterCategories = ['Hoog-risico AI-systeem', 'Impactvolle algoritmes', 'Overige algoritmes'] as const

const upTo = (length: number) => z.string().min(1).max(length)
const link = matching(/^https:\/\//, 'begin met https://', 'begin with https://', upTo(500))
const month = matching(
  /^\d{4}-(0[1-9]|1[0-2])$/,
  'schrijf een jaar en een maand: 2026-11',
  'write a year and a month: 2026-11',
)
/** Where people can ask questions: a mail address or a web page. */
const contact = matching(
  /^(https:\/\/\S+|[^\s@]+@[^\s@]+\.[^\s@]+)$/,
  'gebruik een mailadres of een https-adres',
  'use a mail address or an https address',
  upTo(500),
)
const linked = z.strictObject({ title: upTo(100), link })
const linkedLong = z.strictObject({ title: upTo(500), link })
const linkedOrNot = z.strictObject({ title: upTo(500), link: link.optional() })

export const algoritmeregisterEntry = z.strictObject({
  name: upTo(100),
  description_short: upTo(400),
  organization: upTo(100),
  category: z.array(z.enum(algoritmeregisterThemes)).max(16).optional(),
  status: z.enum(['In ontwikkeling', 'In gebruik', 'Buiten gebruik']),
  begin_date: month.optional(),
  end_date: month.optional(),
  contact_email: contact,
  website: link.optional(),
  publication_category: z.enum(algoritmeregisterCategories),
  url: link.optional(),
  goal: upTo(2500).optional(),
  proportionality: upTo(2500).optional(),
  human_intervention: upTo(2500).optional(),
  risks: upTo(2500).optional(),
  lawful_basis: upTo(2500).optional(),
  lawful_basis_grouping: z.array(linked).max(50).optional(),
  process_index_url: link.optional(),
  impacttoetsen_grouping: z.array(linkedOrNot).max(50).optional(),
  impacttoetsen: upTo(2500).optional(),
  source_data: upTo(2500).optional(),
  source_data_grouping: z.array(linkedLong).max(50).optional(),
  methods_and_models: upTo(5000).optional(),
  provider: upTo(200).optional(),
  publiccode: link.optional(),
  lang: z.enum(['nld']),
  standard_version: z.enum(['1.0']).optional(),
  source_id: upTo(100).optional(),
  tags: upTo(2500).optional(),
})

export type AlgoritmeregisterEntry = Readonly<z.output<typeof algoritmeregisterEntry>>

/**
 * What an organisation's file says for its entry; the rest comes from the register. The category is never stated, as it
 * follows from the class.
 */
export const algoritmeregisterSection = algoritmeregisterEntry
  .omit({ publication_category: true, lang: true, standard_version: true, source_id: true })
  .partial()
