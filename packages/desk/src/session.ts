// SPDX-License-Identifier: EUPL-1.2
import { api } from './api.ts'
import { queries, queryClient } from './queries.ts'

const isOther = ({ queryKey }: { readonly queryKey: readonly unknown[] }): boolean => queryKey[0] !== 'me'

/** Exchanges a key for a session. What was read for somebody else leaves this page's memory first. */
export async function openSession(key: string): Promise<void> {
  await api.signIn(key.trim())
  queryClient.removeQueries({ predicate: isOther })
  await queryClient.resetQueries(queries.me)
}

export async function closeSession(): Promise<void> {
  await api.signOut()
  await queryClient.resetQueries(queries.me)
  queryClient.removeQueries({ predicate: isOther })
}
