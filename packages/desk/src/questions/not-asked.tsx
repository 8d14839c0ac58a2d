// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { OpenQuestion, PlannedQuestion, System } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { useMay } from '../parts/me.ts'

interface Props {
  readonly system: System
  /** What is asked in one of the parts. */
  readonly planned: readonly PlannedQuestion[]
}

/** What is not asked here, by the reason why; each can be answered all the same. */
export function NotAsked({ system, planned }: Props): ReactNode {
  const { words } = useSpoken()
  const rest = system.open.filter(({ fact }) => !planned.some((one) => one.fact === fact))
  const unknown = rest.filter(({ isAnsweredUnknown }) => isAnsweredUnknown)
  const others = rest.filter(({ isAnsweredUnknown }) => !isAnsweredUnknown)
  const about = (which: OpenQuestion['about']) => others.filter((one) => one.about === which)
  return (
    <section aria-labelledby="not-asked">
      <h2 id="not-asked">{words.question.notAsked}</h2>
      <Folded id={system.id} title={words.question.answeredUnknown(unknown.length)} questions={unknown} />
      <Folded id={system.id} title={words.question.onlyAfter(about('class').length)} questions={about('class')} />
      <Folded id={system.id} title={words.question.onlyDuties(about('duties').length)} questions={about('duties')} />
    </section>
  )
}

function Folded(props: { id: string; title: string; questions: readonly OpenQuestion[] }): ReactNode {
  const { language } = useSpoken()
  const mayAnswer = useMay('register')
  const { id, title, questions } = props
  if (questions.length === 0) return null
  return (
    <details>
      <summary>{title}</summary>
      <ul className="laws">
        {questions.map(({ fact, question, source }) => (
          <li key={fact}>
            {mayAnswer ? (
              <Link to="/systems/$id/questions" params={{ id }} search={{ fact }} className="text-target">
                {question[language]}
              </Link>
            ) : (
              question[language]
            )}{' '}
            <cite>{source[language]}</cite>
          </li>
        ))}
      </ul>
    </details>
  )
}
