// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { changesOf } from '../changes.ts'
import { useSpoken } from '../language/language.tsx'
import { Difference } from './difference.tsx'

/** What a reviewer made of the original, part by part. */
export function Changes(props: { before: unknown; after: unknown; title?: string }): ReactNode {
  const { words } = useSpoken()
  const changes = changesOf(props.before, props.after)
  const Heading = props.title === undefined ? 'h2' : 'h3'
  return (
    <section className="changes">
      <Heading>{props.title ?? words.card.changed}</Heading>
      {changes.length === 0 && <p className="quiet">{words.card.unchanged}</p>}
      <dl>
        {changes.map(({ field, pieces }) => (
          <div key={field ?? 'all'}>
            <dt>{field === undefined ? words.card.arguments : words.edit.field[field]}</dt>
            <dd>
              <Difference pieces={pieces} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
