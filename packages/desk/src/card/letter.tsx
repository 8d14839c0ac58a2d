// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { useSpoken } from '../language/language.tsx'
import type { Mail } from '../mail.ts'
import { LongText } from '../parts/long-text.tsx'

/** The mail as the recipient reads it. Its size stands above it, so that a last line far below is missed by nobody. */
export function Letter(props: { mail: Mail }): ReactNode {
  const { words, format } = useSpoken()
  const { subject, text } = props.mail
  return (
    <section className="letter">
      <h2>{words.card.subject}</h2>
      <div className="letter-subject">
        <LongText text={subject} />
      </div>
      <h2>
        {words.card.text}{' '}
        <span className="quiet">
          {words.card.textSize(format.number(text.length), format.number(text.split('\n').length))}
        </span>
      </h2>
      <div className="letter-text">
        <LongText text={text} />
      </div>
    </section>
  )
}
