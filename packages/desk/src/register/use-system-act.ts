// SPDX-License-Identifier: EUPL-1.2
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import type { System } from '../api-systems.ts'
import { useAnnounce } from '../parts/announcer.tsx'
import { queries } from '../queries.ts'

interface Act {
  readonly act: () => Promise<System>
  /** What a screen reader is told once it is done. */
  readonly told: string
}

/** Does something to a system and shows it as the API answers it. */
export function useSystemAct(): UseMutationResult<System, unknown, Act> {
  const client = useQueryClient()
  const announce = useAnnounce()
  return useMutation({
    mutationFn: ({ act }: Act) => act(),
    onSuccess: async (after, { told }) => {
      // A poll that is under way would bring back how it was before.
      await client.cancelQueries({ queryKey: queries.system(after.id).queryKey })
      client.setQueryData(queries.system(after.id).queryKey, after)
      announce(told)
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['systems'] }),
  })
}
