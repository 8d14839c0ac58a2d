// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { Case } from '../api-cases.ts'
import { useSpoken } from '../language/language.tsx'
import { Quoted } from '../parts/quoted.tsx'
import { UnseenText } from '../parts/unseen-text.tsx'

export function Verdicts(props: { case: Case }): ReactNode {
  const { words, format } = useSpoken()
  const { body, verdicts, answer, notified, state } = props.case
  return (
    <section className="verdicts">
      <h2>{state === 'open' ? words.card.verdicts : words.card.allVerdicts}</h2>
      <p>
        {words.card.quorum(body.approvals, body.quorum)}.{' '}
        <span className="quiet">
          {words.cases.decides(body.name)}: {words.card.members(body.members.map(({ name }) => name))}.
        </span>
      </p>
      {state === 'open' && !notified && <p className="quiet">{words.card.notNotified}</p>}
      {state !== 'open' && verdicts.length === 0 && <p>{words.card.noVerdicts}</p>}
      <ul>
        {verdicts.map(({ person, verdict, reason, at }) => (
          <li key={`${person.id} ${at}`}>
            <strong>{person.id === '' ? words.card.erasedPerson : person.name}</strong> {words.card.verdict[verdict]},{' '}
            {format.time(at)}
            <Quoted text={reason} />
          </li>
        ))}
      </ul>
      {answer !== undefined && (
        <>
          <h3>{words.card.answer}</h3>
          <blockquote>
            <UnseenText text={answer} />
          </blockquote>
        </>
      )}
    </section>
  )
}
