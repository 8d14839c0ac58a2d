// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { exportPath } from '../api.ts'
import { useSpoken } from '../language/language.tsx'
import { queries } from '../queries.ts'

/** Files made from the register; the browser fetches them itself. */
export function Papers({ id }: { id: string }): ReactNode {
  const { words, language } = useSpoken()
  const { data } = useQuery(queries.exports(id))
  if (data === undefined) return null
  const kinds: Readonly<Record<string, string>> = words.papers.kinds
  const formats: Readonly<Record<string, string>> = words.papers.formats
  return (
    <section aria-labelledby="papers">
      <h2 id="papers">{words.papers.title}</h2>
      <p className="quiet">{words.papers.help}</p>
      <ul className="laws">
        {Object.entries(data.exports).map(([kind, forms]) => (
          <li key={kind} className="paper">
            <span>{kinds[kind] ?? kind}</span>
            <span className="paper-forms">
              {forms.map((form) => (
                <a key={form} href={exportPath(id, kind, form, language)} download className="text-target">
                  {formats[form] ?? form}
                  <span className="visually-hidden">{words.papers.of(kinds[kind] ?? kind)}</span>
                </a>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
