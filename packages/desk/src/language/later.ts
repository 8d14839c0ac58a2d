// SPDX-License-Identifier: EUPL-1.2
// The words of the pages that are fetched later, beside those that every page has; they come with those pages.
import { en } from './en.ts'
import { exhibitEn } from './en-exhibit.ts'
import { filesEn } from './en-files.ts'
import { heldEn } from './en-held.ts'
import { keysEn } from './en-keys.ts'
import { registerEn } from './en-register.ts'
import { supplyEn } from './en-supply.ts'
import { systemEn } from './en-system.ts'
import { useSpoken as useSpokenAnywhere } from './language.tsx'
import { nl, type Words as WordsAnywhere } from './nl.ts'
import { exhibitNl } from './nl-exhibit.ts'
import { filesNl } from './nl-files.ts'
import { heldNl } from './nl-held.ts'
import { keysNl } from './nl-keys.ts'
import { registerNl } from './nl-register.ts'
import { supplyNl } from './nl-supply.ts'
import { systemNl } from './nl-system.ts'

const laterNl = { ...registerNl, ...supplyNl, ...filesNl, ...heldNl, ...systemNl, ...keysNl, ...exhibitNl }
const laterEn: typeof laterNl = {
  ...registerEn,
  ...supplyEn,
  ...filesEn,
  ...heldEn,
  ...systemEn,
  ...keysEn,
  ...exhibitEn,
}

export type Words = WordsAnywhere & typeof laterNl

const catalogues = { nl: { ...nl, ...laterNl }, en: { ...en, ...laterEn } }

export function useSpoken() {
  const spoken = useSpokenAnywhere()
  const words: Words = catalogues[spoken.language]
  return { ...spoken, words }
}
