// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { asJson } from '../changes.ts'
import type { ReadFacts } from '../facts.ts'
import { useSpoken } from '../language/language.tsx'
import { LongText } from '../parts/long-text.tsx'
import { DocumentFactList } from './document-fact-list.tsx'

export function Facts(props: { facts: ReadFacts }): ReactNode {
  const { words } = useSpoken()
  const { documents, others } = props.facts
  const rest = Object.entries(others)
  return (
    <section className="facts">
      <h2>{words.card.facts}</h2>
      <p className="quiet">{words.card.factsHelp}</p>
      {documents === undefined && rest.length === 0 && <p>{words.card.noFacts}</p>}
      {documents !== undefined && <DocumentFactList documents={documents} />}
      {rest.length > 0 && (
        <dl className="pairs">
          {rest.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <LongText text={typeof value === 'string' ? value : asJson(value)} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
