// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSpoken } from '../language/language.tsx'
import { queries } from '../queries.ts'
import { useMay } from './me.ts'

/** To the keys; whoever may make them sees on every page that somebody was added who waits for one. */
export function KeysLink(): ReactNode {
  const { words } = useSpoken()
  const mayMake = useMay('issue-agent-key')
  const { data } = useQuery({ ...queries.keys, enabled: mayMake })
  const waiting = (data?.without.people.length ?? 0) + (data?.without.agents.length ?? 0)
  return (
    <Link to="/keys" className="text-target">
      {words.shell.keys}
      {waiting > 0 && ` (${words.shell.withoutKey(waiting)})`}
    </Link>
  )
}
