// SPDX-License-Identifier: EUPL-1.2
import type { UseMutationResult } from '@tanstack/react-query'
import type { Incident } from '../api-incidents.ts'
import { type Act, useAct } from '../parts/use-act.ts'
import { queries } from '../queries.ts'

export const useIncidentAct = (): UseMutationResult<Incident, unknown, Act<Incident>> =>
  useAct(({ id }) => queries.incident(id).queryKey)
