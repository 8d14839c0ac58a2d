// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useRef } from 'react'
import type { Case } from '../api-cases.ts'
import { serverNow } from '../clock.ts'
import { useSpoken } from '../language/language.tsx'
import { useAnnounce } from '../parts/announcer.tsx'

const warnBeforeMs = [10 * 60_000, 2 * 60_000, 30_000]

/** Tells a screen reader three times that the time runs out, instead of at every second; and who comes late, at once. */
export function useTimeWarning({ state, expiresAt }: Pick<Case, 'state' | 'expiresAt'>): void {
  const { words, format } = useSpoken()
  const announce = useAnnounce()
  const lastLeft = useRef(Number.NaN)
  useEffect(() => {
    if (state !== 'open') return
    const timer = setInterval(() => {
      const left = expiresAt - serverNow()
      const isFirst = Number.isNaN(lastLeft.current)
      const passed = warnBeforeMs.find((before) => left <= before && (isFirst || lastLeft.current > before))
      lastLeft.current = left
      if (passed === undefined || left <= 0) return
      announce(words.card.leftSoon(format.duration(isFirst ? left : passed)))
    }, 1000)
    return () => clearInterval(timer)
  }, [state, expiresAt, words, format, announce])
}
