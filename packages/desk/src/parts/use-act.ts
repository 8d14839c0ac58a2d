// SPDX-License-Identifier: EUPL-1.2
import { type QueryKey, type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { useAnnounce } from './announcer.tsx'

export interface Act<T> {
  readonly act: () => Promise<T>
  /** What a screen reader is told once it is done. */
  readonly told: string
}

/** Does something and shows it as the API answers it. */
export function useAct<T>(keyOf: (after: T) => QueryKey): UseMutationResult<T, unknown, Act<T>> {
  const client = useQueryClient()
  const announce = useAnnounce()
  return useMutation({
    mutationFn: ({ act }: Act<T>) => act(),
    onSuccess: async (after, { told }) => {
      const queryKey = keyOf(after)
      // A poll that is under way would bring back how it was before.
      await client.cancelQueries({ queryKey })
      client.setQueryData(queryKey, after)
      announce(told)
    },
    onSettled: (after) => client.invalidateQueries(after === undefined ? {} : { queryKey: keyOf(after).slice(0, 1) }),
  })
}
