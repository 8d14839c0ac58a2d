// SPDX-License-Identifier: EUPL-1.2
import { api } from './api.ts'
import { sessionPlace } from './api-call.ts'
import { drafts } from './drafts/in-this-tab.ts'
import { queries, queryClient } from './queries.ts'

/** What was read for one person leaves the page's memory before the next one comes. */
function forget(): void {
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
}

/** Exchanges a key for a session. Rejects with an `ApiProblem`, and whoever was signed in before stays so. */
export async function openSession(key: string): Promise<void> {
  await api.signIn(key.trim())
  forget()
  await queryClient.invalidateQueries({ queryKey: queries.me.queryKey })
}

export async function closeSession(): Promise<void> {
  await api.signOut()
  drafts.clear()
  queryClient.setQueryData(queries.me.queryKey, 'nobody')
  forget()
}

/**
 * All tabs of a browser act in the name of who signed in last, so each shows them; and who signs out in another tab leaves
 * nothing behind in this one either.
 */
export function followSession(): void {
  // A browser tells every tab but the one that did it.
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key !== sessionPlace && key !== null) return
    if (newValue === null) drafts.clear()
    else forget()
    queryClient.invalidateQueries({ queryKey: queries.me.queryKey })
  })
}
