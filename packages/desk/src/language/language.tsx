// SPDX-License-Identifier: EUPL-1.2
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { speak } from '../api-call.ts'
import type { Language } from '../api-common.ts'
import { en } from './en.ts'
import { type Format, formatFor } from './format.ts'
import { nl, type Words } from './nl.ts'

interface Spoken {
  readonly language: Language
  readonly words: Words
  readonly format: Format
  readonly choose: (language: Language) => void
}

const catalogues: Readonly<Record<Language, Words>> = { nl, en }
const remembered = 'sluis-language'
const SpokenContext = createContext<Spoken | undefined>(undefined)

const isLanguage = (value: unknown): value is Language => value === 'nl' || value === 'en'

function chosenBefore(): Language | undefined {
  const value = localStorage.getItem(remembered)
  return isLanguage(value) ? value : undefined
}

const ofBrowser = (): Language | undefined =>
  navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage)

/** Speaks the language somebody chose here, else the reader's browser's, else the organisation's; `<html lang>` follows. */
export function LanguageProvider(props: { organisation: Language | undefined; children: ReactNode }): ReactNode {
  const [chosen, setChosen] = useState(chosenBefore)
  const language = chosen ?? ofBrowser() ?? props.organisation ?? 'en'
  const spoken = useMemo<Spoken>(
    () => ({
      language,
      words: catalogues[language],
      format: formatFor(language),
      choose: (next) => {
        localStorage.setItem(remembered, next)
        setChosen(next)
      },
    }),
    [language],
  )
  useEffect(() => {
    document.documentElement.lang = language
    speak(language)
  }, [language])
  return (
    <I18nProvider locale={language === 'nl' ? 'nl-NL' : 'en-GB'}>
      <SpokenContext value={spoken}>{props.children}</SpokenContext>
    </I18nProvider>
  )
}

export function useSpoken(): Spoken {
  const spoken = useContext(SpokenContext)
  if (spoken === undefined) throw new Error('useSpoken outside LanguageProvider')
  return spoken
}
