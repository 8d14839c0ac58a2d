// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { useSpoken } from '../language/language.tsx'
import { useServerNow } from '../parts/use-server-now.ts'

const soonMs = 10 * 60_000

/** Counts down to when silence becomes a refusal (P6). Drawn each second, and not read out: that would never end. */
export function TimeLeft(props: { expiresAt: number }): ReactNode {
  const { words, format } = useSpoken()
  const left = props.expiresAt - useServerNow()
  return (
    <time
      className={left < soonMs ? 'time-left time-left-soon' : 'time-left'}
      dateTime={new Date(props.expiresAt).toISOString()}
    >
      {left > 0 ? words.card.left(format.duration(left)) : words.card.over}
    </time>
  )
}
