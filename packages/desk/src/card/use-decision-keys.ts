// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useEffectEvent, useRef } from 'react'

/** Time to see that the page has changed under one's hands. */
const restMs = 800

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))

/**
 * Single keys that open a window, and no more than that (WCAG 2.1.4: they can be switched off). They do nothing in a
 * field, with another key held, while a key repeats, or in the first moment of a page.
 */
export function useDecisionKeys(actions: Readonly<Record<string, () => void>>, isOn: boolean): void {
  const since = useRef(Number.POSITIVE_INFINITY)
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.repeat && !event.isComposing
    if (!isPlain || event.defaultPrevented || isTyping(event.target)) return
    if (performance.now() - since.current < restMs) return
    const action = actions[event.key]
    if (action === undefined) return
    event.preventDefault()
    action()
  })
  useEffect(() => {
    if (!isOn) return
    since.current = performance.now()
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [isOn])
}
