// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { papers } from '../api.ts'
import { useSpoken } from '../language/later.ts'
import { PaperLinks } from '../parts/paper-links.tsx'
import { queries } from '../queries.ts'

/** Files made from the register; the browser fetches them itself. */
export function Papers({ id }: { id: string }): ReactNode {
  const { words } = useSpoken()
  const { data } = useQuery(queries.exports(id))
  if (data === undefined) return null
  const kinds: Readonly<Record<string, string>> = words.papers.kinds
  return (
    <section aria-labelledby="papers">
      <h2 id="papers">{words.papers.title}</h2>
      <p className="quiet">{words.papers.help}</p>
      <ul className="laws">
        {Object.entries(data.exports).map(([kind, forms]) => (
          <li key={kind} className="paper">
            <span>{kinds[kind] ?? kind}</span>
            <PaperLinks path={papers.of(id, kind)} name={kinds[kind] ?? kind} formats={forms} />
          </li>
        ))}
      </ul>
    </section>
  )
}
