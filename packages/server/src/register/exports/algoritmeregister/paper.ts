// SPDX-License-Identifier: EUPL-1.2
import type { Language, Text } from '@sluis/ai-act'
import { type Document, gap, type Section, text } from '../document.ts'
import { documentOf, type Paper } from '../paper.ts'
import type { Portrait } from '../portrait.ts'
import { fillers } from '../topics.ts'
import { type DraftEntry, draftOf } from './entry.ts'
import { shownOf, titles } from './fields.ts'

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
    const reason = value === undefined ? '' : ` (${wrong.map(({ problem }) => problem[language]).join('; ')})`
    const missing = gap(`${plainDutch[language]}: ${where}.${field}${reason}`, fillers.owner[language])
    return [{ title, source: field, blocks: [...shown, ...(lacks ? [missing] : [])] }]
  })
}
