// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Notice, System } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { useMay } from '../parts/me.ts'

/** Words of work that Annex III names and that no fact counts: each asks a person, and none is a class. */
export function Signs({ system }: { system: System }): ReactNode {
  const { words } = useSpoken()
  if (system.notices.length === 0) return null
  return (
    <section aria-labelledby="signs">
      <h2 id="signs">{words.signs.title}</h2>
      <p>{words.signs.lead}</p>
      <ul className="laws">
        {system.notices.map((notice) => (
          <Sign key={notice.point} id={system.id} notice={notice} />
        ))}
      </ul>
      <p className="quiet">{words.signs.missed}</p>
    </section>
  )
}

function Sign({ id, notice }: { id: string; notice: Notice }): ReactNode {
  const { words, language, format } = useSpoken()
  const mayAnswer = useMay('register')
  const { article, title, fact, isDenied, seen, at } = notice
  return (
    <li>
      <p>
        <strong>{title[language]}</strong> <cite>{article[language]}</cite>
      </p>
      <p>{isDenied ? words.signs.denied : words.signs.unanswered}</p>
      <p className="quiet">{words.signs.seen[seen](format.time(at))}</p>
      {mayAnswer ? (
        <Link to="/systems/$id/questions" params={{ id }} search={{ fact }} className="text-target">
          {isDenied ? words.signs.look : words.signs.answer}
          <span className="visually-hidden">{words.system.about(title[language])}</span>
        </Link>
      ) : (
        <p className="quiet">{words.system.mayNotAnswer}</p>
      )}
    </li>
  )
}
