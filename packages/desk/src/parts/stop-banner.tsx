// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSpoken } from '../language/language.tsx'
import { queries } from '../queries.ts'
import { whatStops } from '../stop/what-stops.ts'

/** On every page, for as long as something is stopped: nobody should wonder why an agent is silent. */
export function StopBanner(): ReactNode {
  const { words } = useSpoken()
  const { data } = useQuery(queries.stops)
  const stops = data?.stops ?? []
  return (
    <div role="status">
      {stops.length > 0 && (
        <p className="banner banner-stop">
          <span className="stop-sign" aria-hidden="true" />
          {words.stop.banner(stops.map((stop) => whatStops(stop, words)).join(', '))}
          <Link to="/stop">{words.stop.bannerLink}</Link>
        </p>
      )}
    </div>
  )
}
