// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { System } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { OutsideList } from './outside-list.tsx'

/** The newest assessment of each outside body, beside those of people here. */
export function Outside({ system: { outside, label } }: { system: System }): ReactNode {
  const { words } = useSpoken()
  return (
    <section aria-labelledby="outside">
      <h2 id="outside">{words.outside.title}</h2>
      {outside.length === 0 ? (
        <p>{words.outside.none}</p>
      ) : (
        <>
          <p className="quiet">{words.outside.lead}</p>
          <p>{words.outside.ours(words.classes[label])}</p>
          <OutsideList outside={outside} />
        </>
      )}
    </section>
  )
}
