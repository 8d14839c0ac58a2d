// SPDX-License-Identifier: EUPL-1.2
import type { UseMutationResult } from '@tanstack/react-query'
import type { System } from '../api-systems.ts'
import { type Act, useAct } from '../parts/use-act.ts'
import { queries } from '../queries.ts'

export const useSystemAct = (): UseMutationResult<System, unknown, Act<System>> =>
  useAct(({ id }) => queries.system(id).queryKey)
