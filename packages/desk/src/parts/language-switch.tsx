// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import type { Language } from '../api-common.ts'
import { useSpoken } from '../language/language.tsx'

/** Each language names itself, so that it can be found by who doesn't read the other. */
export function LanguageSwitch(): ReactNode {
  const { words, language, choose } = useSpoken()
  return (
    <RadioGroup
      className="language-switch"
      orientation="horizontal"
      value={language}
      onChange={(value) => choose(value === 'nl' ? 'nl' : 'en')}
    >
      <Label className="visually-hidden">{words.shell.language}</Label>
      <Choice language="nl" name="Nederlands" />
      <Choice language="en" name="English" />
    </RadioGroup>
  )
}

/** Drawn short; what is drawn is also part of the name that is read and said (WCAG 2.5.3). */
const Choice = (props: { language: Language; name: string }): ReactNode => (
  <Radio value={props.language} lang={props.language}>
    <span className="language-code">{props.language}</span>
    <span className="visually-hidden">, {props.name}</span>
  </Radio>
)
