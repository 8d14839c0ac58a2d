// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Case } from '../api-cases.ts'
import { useSpoken } from '../language/language.tsx'
import { useMe } from '../parts/me.ts'
import { queries } from '../queries.ts'
import { covering } from '../stop/covering.ts'
import { whatStops } from '../stop/what-stops.ts'
import { standingOf } from './standing.ts'
import { TimeLeft } from './time-left.tsx'

interface Props {
  /** As it stands now, and not as it was when the window opened. */
  readonly case: Case
  /** Whether there is nothing left to decide for whoever has the window open. */
  readonly isOver: boolean
}

/** The page behind a window is out of sight and unheard: what happens there while somebody decides is told here. */
export function Meanwhile({ case: held, isOver }: Props): ReactNode {
  const { words } = useSpoken()
  const { person } = useMe()
  const stops = covering(useQuery(queries.stops).data?.stops ?? [], held)
  return (
    <div>
      {held.state === 'open' && <TimeLeft expiresAt={held.expiresAt} />}
      <div role="status">
        {stops.length > 0 && (
          <p className="note">
            <strong>{words.stop.banner(stops.map((stop) => whatStops(stop, words)).join(', '))}.</strong>{' '}
            {words.decide.stopped}
          </p>
        )}
      </div>
      <div role="alert">
        {isOver && (
          <p className="note note-problem">
            {standingOf(held, person, words)} {words.decide.tooLate}
          </p>
        )}
      </div>
    </div>
  )
}
