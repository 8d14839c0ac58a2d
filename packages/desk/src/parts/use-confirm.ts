// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useEffectEvent, useRef } from 'react'

/** A second click of a double click, or a key that is still down, must not confirm what the first one opened. */
const restMs = 400

/**
 * The way to confirm in a window: the returned function for its button, and Ctrl+Enter (⌘ on a Mac) from anywhere in
 * it. Neither works in the first moment after the window opened.
 */
export function useConfirm(confirm: () => void): () => void {
  const openedAt = useRef(Number.POSITIVE_INFINITY)
  const confirmOnce = (): void => {
    if (performance.now() - openedAt.current >= restMs) confirm()
  }
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat || event.isComposing) return
    // Capture, and no further: a button that has the focus must not take the same keys as a press of its own.
    event.preventDefault()
    event.stopPropagation()
    confirmOnce()
  })
  useEffect(() => {
    openedAt.current = performance.now()
    document.addEventListener('keydown', onKey, true)
    return () => document.removeEventListener('keydown', onKey, true)
  }, [])
  return confirmOnce
}
