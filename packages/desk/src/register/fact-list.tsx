// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ShownFact, System } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { useMay } from '../parts/me.ts'
import { UnseenText } from '../parts/unseen-text.tsx'
import { useNames } from '../parts/use-names.ts'
import { factText } from './fact-value.ts'

/** What people answered first: what stands in the file is long, and changes in the file. */
const answersFirst = (facts: readonly ShownFact[]): readonly ShownFact[] => [
  ...facts.filter(({ isDeclared }) => !isDeclared),
  ...facts.filter(({ isDeclared }) => isDeclared),
]

export function FactList({ system }: { system: System }): ReactNode {
  const { words } = useSpoken()
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">{words.system.facts}</h2>
      <p className="quiet">{words.system.factsHelp}</p>
      <details>
        <summary>{words.system.showFacts(system.facts.length)}</summary>
        <ul className="laws">
          {answersFirst(system.facts).map((fact) => (
            <Fact key={fact.fact} id={system.id} shown={fact} />
          ))}
        </ul>
      </details>
    </section>
  )
}

function Fact(props: { id: string; shown: ShownFact }): ReactNode {
  const { words, language, format } = useSpoken()
  const nameOf = useNames()
  const mayAnswer = useMay('register')
  const { fact, value, source, by, at, isDeclared, asked } = props.shown
  const question = asked?.question[language] ?? fact
  return (
    <li>
      <p>
        {question} <cite>{asked?.source[language]}</cite>
      </p>
      <p>
        <strong>{factText(value, asked?.kind, words)}</strong>
      </p>
      <p className="quiet">
        {source !== undefined && <UnseenText text={source} />}
        {by !== undefined && ` ${words.stop.by(nameOf(by))}`}
        {at !== undefined && `, ${format.time(at)}`}
        {mayAnswer && !isDeclared && (
          <>
            {' '}
            <Link to="/systems/$id/questions" params={{ id: props.id }} search={{ fact }} className="text-target">
              {words.system.change}
              <span className="visually-hidden">{words.system.about(question)}</span>
            </Link>
          </>
        )}
      </p>
    </li>
  )
}
