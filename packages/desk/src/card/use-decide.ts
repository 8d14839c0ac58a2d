// SPDX-License-Identifier: EUPL-1.2
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../api.ts'
import type { Case, Verdict } from '../api-cases.ts'
import { drafts } from '../drafts/in-this-tab.ts'
import { useSpoken } from '../language/language.tsx'
import type { Words } from '../language/nl.ts'
import { useAnnounce } from '../parts/announcer.tsx'
import { tellProblem } from '../problem.ts'
import { queries } from '../queries.ts'
import { draftsOf } from './drafts-of.ts'

export interface Wish extends Omit<Verdict, 'digest'> {
  /** The case as it stood on the screen when the window opened; its digest binds the verdict to it (P5). */
  readonly seen: Case
}

/** Gives a verdict and shows what became of it: the case as the API answers it, or the reason why not. */
export function useDecide(): UseMutationResult<Case, unknown, Wish> {
  const client = useQueryClient()
  const navigate = useNavigate()
  const announce = useAnnounce()
  const { words } = useSpoken()
  return useMutation({
    mutationFn: async ({ seen, ...verdict }: Wish) => {
      // A poll that is under way would bring back how it was before.
      await client.cancelQueries({ queryKey: ['case', seen.id] })
      return api.decide(seen.id, { ...verdict, digest: seen.digest })
    },
    onSuccess: async (after, { seen, verdict }) => {
      for (const form of Object.values(draftsOf(seen))) drafts.drop(form)
      client.setQueryData(queries.case(after.id).queryKey, after)
      client.invalidateQueries({ queryKey: ['cases'] })
      announce(toldOf(after, verdict, words))
      if (after.id !== seen.id) {
        client.invalidateQueries({ queryKey: ['case', seen.id] })
        await navigate({ to: '/cases/$id', params: { id: after.id } })
      }
    },
    onError: (error, { seen }) => {
      if (tellProblem(error, words).isStale) client.invalidateQueries({ queryKey: ['case', seen.id] })
    },
  })
}

function toldOf({ state }: Case, verdict: Wish['verdict'], { decide, edit }: Words): string {
  if (verdict === 'reject') return decide.rejected
  if (verdict === 'veto') return decide.vetoed
  if (state === 'open') return decide.counted
  return verdict === 'edit' ? edit.done : decide.approved
}
