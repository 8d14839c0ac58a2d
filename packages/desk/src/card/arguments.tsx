// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useMemo } from 'react'
import { asJson } from '../changes.ts'
import { useSpoken } from '../language/language.tsx'
import { LongText } from '../parts/long-text.tsx'

export function Arguments(props: { value: unknown }): ReactNode {
  const { words } = useSpoken()
  const text = useMemo(() => asJson(props.value), [props.value])
  return (
    <section className="letter">
      <h2>{words.card.arguments}</h2>
      {props.value === null ? (
        <p>{words.card.erased}</p>
      ) : (
        <div className="letter-text letter-code">
          <LongText text={text} />
        </div>
      )}
    </section>
  )
}
