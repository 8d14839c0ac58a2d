// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useSpoken } from '../language/language.tsx'
import { queries } from '../queries.ts'

/** As often as a process looks whether its files are the loaded ones. */
const everyFiveSeconds = 5000

/** Why nothing passes where somebody looks, while other processes may go on. */
export function FilesBehindBanner(): ReactNode {
  const { words } = useSpoken()
  const { data } = useQuery({ ...queries.me, refetchInterval: everyFiveSeconds })
  const isBehind = typeof data === 'object' && data.filesBehind === true
  return <div role="status">{isBehind && <p className="banner banner-warning">{words.shell.filesBehind}</p>}</div>
}
