// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { asJson } from '../changes.ts'
import { useSpoken } from '../language/language.tsx'
import { UnseenText } from '../parts/unseen-text.tsx'

export function Arguments(props: { value: unknown }): ReactNode {
  const { words } = useSpoken()
  return (
    <section className="letter">
      <h2>{words.card.arguments}</h2>
      {props.value === null ? (
        <p>{words.card.erased}</p>
      ) : (
        <div className="letter-text letter-code">
          <UnseenText text={asJson(props.value)} />
        </div>
      )}
    </section>
  )
}
