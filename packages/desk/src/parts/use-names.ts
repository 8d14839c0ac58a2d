// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { queries } from '../queries.ts'

/** People by name, for what names them by id; who is no longer known goes by the id. */
export function useNames(): (id: string) => string {
  const { data } = useQuery(queries.people)
  return (id) => data?.people.find((person) => person.id === id)?.name ?? id
}
