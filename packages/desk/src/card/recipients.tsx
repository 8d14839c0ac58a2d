// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useState } from 'react'
import { useSpoken } from '../language/language.tsx'
import { linesAtFirst } from '../long-text.ts'
import type { Recipient } from '../mail.ts'
import { ShowAll } from '../parts/show-all.tsx'
import { visibleLine } from '../visible.ts'

/** Every address that gets the mail, each on a line of its own, with what the gate knows about it. */
export function Recipients(props: { recipients: readonly Recipient[]; isInWindow?: boolean }): ReactNode {
  const { words, format } = useSpoken()
  const [isWhole, setIsWhole] = useState(false)
  const { recipients } = props
  const shown = isWhole ? recipients : recipients.slice(0, linesAtFirst)
  const outside = recipients.filter(({ isOutside }) => isOutside).length
  const Heading = props.isInWindow === true ? 'h3' : 'h2'
  return (
    <section className="recipients">
      <Heading>{words.card.recipients}</Heading>
      <ul>
        {numbered(shown).map(({ key, address, field, isOutside, isDebtor }) => (
          <li key={key} className={field === 'bcc' ? 'recipient recipient-bcc' : 'recipient'}>
            <span className="recipient-field">{words.card[field]}</span>
            <bdi className="recipient-address">{visibleLine(address)}</bdi>
            <span className={`chip ${isOutside ? 'chip-outside' : 'chip-inside'}`}>
              {isOutside ? words.card.outside : words.card.inside}
              <span className="visually-hidden">, {isOutside ? words.card.outsideHelp : words.card.insideHelp}</span>
            </span>
            {isDebtor !== undefined && (
              <span className={`chip ${isDebtor ? 'chip-yes' : 'chip-no'}`}>
                {isDebtor ? words.card.debtor : words.card.notDebtor}
              </span>
            )}
          </li>
        ))}
      </ul>
      {shown.length < recipients.length && (
        <ShowAll onPress={() => setIsWhole(true)}>
          {words.card.recipientsCut(
            format.number(shown.length),
            format.number(recipients.length),
            format.number(outside),
          )}
        </ShowAll>
      )}
    </section>
  )
}

/** An agent may name one address twice; both are drawn. */
const numbered = (recipients: readonly Recipient[]) =>
  recipients.map((recipient, index) => ({ ...recipient, key: index }))
