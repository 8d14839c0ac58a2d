// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { useSpoken } from '../language/later.ts'

/** Stands with every list that was made from traffic: nobody should take it for more than it is. */
export function Coverage(): ReactNode {
  const { words } = useSpoken()
  return (
    <section aria-labelledby="coverage" className="coverage">
      <h2 id="coverage">{words.register.coverage}</h2>
      <p>{words.register.coverageSeen}</p>
      <p>{words.register.coverageDeclared}</p>
      <p>{words.register.support}</p>
    </section>
  )
}
