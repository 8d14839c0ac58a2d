// SPDX-License-Identifier: EUPL-1.2
import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { OpeningForm } from '../incidents/opening-form.tsx'
import { useSpoken } from '../language/later.ts'
import { PageTitle } from '../parts/page-title.tsx'

export function NewIncidentPage(): ReactNode {
  const { words } = useSpoken()
  const { system } = useSearch({ from: '/incidents/new' })
  return (
    <>
      <PageTitle>{words.incidents.open}</PageTitle>
      <p className="lead">{words.incidents.lead}</p>
      <OpeningForm system={system} />
    </>
  )
}
