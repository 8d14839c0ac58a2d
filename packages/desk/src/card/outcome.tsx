// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react'
import type { Case } from '../api-cases.ts'
import { useSpoken } from '../language/language.tsx'
import { useAnnounce } from '../parts/announcer.tsx'
import { useMe } from '../parts/me.ts'
import { queries } from '../queries.ts'
import { waitingFor } from '../waiting.ts'
import { standingOf } from './standing.ts'

interface Props {
  readonly case: Case
  /** This person just decided. */
  readonly takesFocus: boolean
  /** There was something to decide a moment ago, and others, or silence, ended that. */
  readonly isNews: boolean
}

/** What became of a case, or why this person can only look; and the way on. */
export function Outcome(props: Props): ReactNode {
  const { words } = useSpoken()
  const me = useMe()
  const { data } = useQuery(queries.openCases)
  const announce = useAnnounce()
  const text = standingOf(props.case, me.person, words)
  const { takesFocus, isNews } = props
  const { id, successor } = props.case
  const place = useRef<HTMLParagraphElement>(null)
  // The button that had the focus is gone; this stands where it was, in sight already.
  const arrive = useEffectEvent((isOwn: boolean) => {
    const isLost = isNews && document.activeElement === document.body
    if (isOwn || isLost) place.current?.focus({ preventScroll: true })
    else if (isNews) announce(text)
  })
  // Once, and not again when the agent makes use of it.
  useEffect(() => arrive(takesFocus), [takesFocus])
  // Never one that waits for others: two of those would lead to each other for ever, past what waits for this person.
  const { own = [] } = waitingFor(data?.cases ?? [], me)
  const next = own.find((other) => other.id !== id && other.id !== successor)
  return (
    <div className="outcome">
      <p ref={place} tabIndex={-1} className="outcome-text">
        {text}
      </p>
      <p className="outcome-links">
        {successor !== undefined && (
          <Link to="/cases/$id" params={{ id: successor }}>
            {words.card.successor}
          </Link>
        )}
        {next !== undefined && (
          <Link to="/cases/$id" params={{ id: next.id }} className="button button-main">
            {words.card.next}
          </Link>
        )}
        <Link to="/" className="button">
          {words.card.toList}
        </Link>
      </p>
    </div>
  )
}
