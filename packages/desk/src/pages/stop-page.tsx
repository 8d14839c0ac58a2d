// SPDX-License-Identifier: EUPL-1.2
import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSpoken } from '../language/language.tsx'
import { useMay } from '../parts/me.ts'
import { PageTitle } from '../parts/page-title.tsx'
import { ActiveStops } from '../stop/active-stops.tsx'
import { aimOf } from '../stop/aim.ts'
import { PastStops } from '../stop/past-stops.tsx'
import { StopForm } from '../stop/stop-form.tsx'

export function StopPage(): ReactNode {
  const { words } = useSpoken()
  const search = useSearch({ from: '/stop' })
  const mayStop = useMay('stop')
  return (
    <>
      <PageTitle isUrgent>{words.stop.title}</PageTitle>
      <p className="lead">{words.stop.lead}</p>
      <div className="stop-page">
        {mayStop ? (
          <StopForm key={JSON.stringify(search)} first={aimOf(search)} />
        ) : (
          <p className="note">{words.stop.mayNot}</p>
        )}
        <ActiveStops />
      </div>
      <PastStops />
    </>
  )
}
