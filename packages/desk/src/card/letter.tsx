// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { useSpoken } from '../language/language.tsx'
import type { Mail } from '../mail.ts'
import { UnseenText } from '../parts/unseen-text.tsx'

/** The mail as the recipient reads it. Its size stands above it, so that a last line far below is missed by nobody. */
export function Letter(props: { mail: Mail }): ReactNode {
  const { words, format } = useSpoken()
  const { subject, text } = props.mail
  return (
    <section className="letter">
      <h2>{words.card.subject}</h2>
      <p className="letter-subject">
        <UnseenText text={subject} />
      </p>
      <h2>
        {words.card.text}{' '}
        <span className="quiet">
          {words.card.textSize(format.number(text.length), format.number(text.split('\n').length))}
        </span>
      </h2>
      <div className="letter-text">
        <UnseenText text={text} />
      </div>
    </section>
  )
}
