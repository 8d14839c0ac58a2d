// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { System } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { PageTitle } from '../parts/page-title.tsx'
import { ClassChips } from '../register/class-chip.tsx'

/** The end of the questionnaire: the class, and what nobody knew. */
export function NothingLeft({ system }: { system: System }): ReactNode {
  const { words, language } = useSpoken()
  const { id, name, label, open } = system
  const unknown = open.filter(({ about, isAnsweredUnknown }) => about === 'class' && isAnsweredUnknown)
  return (
    <div className="question">
      <p className="quiet">{words.question.title(name)}</p>
      <PageTitle>{words.question.done}</PageTitle>
      <p>{words.question.doneClass(words.classes[label])}</p>
      <p className="case-row-facts">
        <ClassChips system={system} />
      </p>
      {unknown.length > 0 && (
        <>
          <p>{words.question.doneUnknown}</p>
          <ul className="laws">
            {unknown.map(({ fact, question }) => (
              <li key={fact}>
                <Link to="/systems/$id/questions" params={{ id }} search={{ fact }} className="text-target">
                  {question[language]}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="quiet">{words.register.support}</p>
      <p>
        <Link to="/systems/$id" params={{ id }} className="button button-main">
          {words.question.back}
        </Link>
      </p>
    </div>
  )
}
