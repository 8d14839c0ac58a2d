// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useMemo } from 'react'
import { asJson } from '../changes.ts'
import { useSpoken } from '../language/language.tsx'
import { LongText } from '../parts/long-text.tsx'

/** What the agent gives along, with the amount that the rules read in it: its own word, however official a sum looks. */
export function Arguments(props: { value: unknown; amountCents: number | undefined }): ReactNode {
  const { words, format } = useSpoken()
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
      {props.amountCents !== undefined && <p>{words.card.amount(format.euros(props.amountCents))}</p>}
    </section>
  )
}
