// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { OpenQuestion, System } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { useMay } from '../parts/me.ts'

/** As many as one looks at; the questionnaire asks the rest one by one. */
const listed = 5

export function OpenQuestions({ system }: { system: System }): ReactNode {
  const { words } = useSpoken()
  const { id, open } = system
  if (open.length === 0) return null
  const about = (which: OpenQuestion['about']) => open.filter((one) => one.about === which)
  return (
    <section aria-labelledby="open">
      <h2 id="open">{words.system.openTitle}</h2>
      <Listed id={id} title={words.system.openClass} questions={about('class')} />
      <Listed id={id} title={words.system.openDuties} questions={about('duties')} />
    </section>
  )
}

function Listed(props: { id: string; title: string; questions: readonly OpenQuestion[] }): ReactNode {
  const { words, language } = useSpoken()
  const mayAnswer = useMay('register')
  const { id, title, questions } = props
  if (questions.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ul className="laws">
        {questions.slice(0, listed).map(({ fact, question, source, isAnsweredUnknown }) => (
          <li key={fact} className="open-question">
            <p>
              {question[language]} <cite>{source[language]}</cite>
              {isAnsweredUnknown && <span className="quiet"> ({words.system.unknown})</span>}
            </p>
            {mayAnswer && (
              <Link to="/systems/$id/questions" params={{ id }} search={{ fact }} className="text-target">
                {words.system.openOne}
                <span className="visually-hidden">{words.system.about(question[language])}</span>
              </Link>
            )}
          </li>
        ))}
      </ul>
      {questions.length > listed && <p className="quiet">{words.system.more(questions.length - listed)}</p>}
    </>
  )
}
