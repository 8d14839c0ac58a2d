// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useSpoken } from '../language/later.ts'
import { AdmitModel } from '../models/admit-model.tsx'
import { Budgets } from '../models/budgets.tsx'
import { ProviderCard } from '../models/provider-card.tsx'
import { ServedAlarms } from '../models/served-alarms.tsx'
import { Suppliers } from '../models/suppliers.tsx'
import { Loading } from '../parts/loading.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { queries } from '../queries.ts'

/** What changed unasked, then who runs the models and what is known of them. */
export function ModelsPage(): ReactNode {
  const { words } = useSpoken()
  const { data, error } = useQuery(queries.models)
  const byProvider = Map.groupBy(data?.routes ?? [], ({ provider }) => provider.id)
  return (
    <>
      <PageTitle>{words.models.title}</PageTitle>
      <p className="lead">{words.models.lead}</p>
      {data === undefined && <Loading error={error} />}
      {data?.routes.length === 0 && <p className="empty">{words.models.none}</p>}
      {data !== undefined && <ServedAlarms changes={data.changes} />}
      {[...byProvider].map(
        ([id, routes]) =>
          routes[0] !== undefined && <ProviderCard key={id} provider={routes[0].provider} routes={routes} />,
      )}
      <Budgets />
      {data !== undefined && <AdmitModel />}
      <Suppliers />
    </>
  )
}
