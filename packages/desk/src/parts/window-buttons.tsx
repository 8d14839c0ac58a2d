// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import { useSpoken } from '../language/language.tsx'
import { focusProblem } from './focus-problem.ts'
import { useConfirm } from './use-confirm.ts'

interface Props {
  readonly confirm: string
  readonly cancel: string
  readonly tone: 'main' | 'danger'
  readonly isPending: boolean
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** The two ways out of a window, with the keys that do the same. */
export function WindowButtons({ confirm, cancel, tone, isPending, onConfirm, onCancel }: Props): ReactNode {
  const { words } = useSpoken()
  const place = useRef<HTMLDivElement>(null)
  const press = useConfirm(() => {
    if (isPending) return
    onConfirm()
    focusProblem(place.current?.closest('[role=dialog]'))
  })
  return (
    <div ref={place} className="window-buttons">
      <Button className={`button button-${tone}`} isPending={isPending} onPress={press}>
        {confirm}
      </Button>
      <Button className="button" onPress={onCancel}>
        {cancel}
      </Button>
      <p className="quiet key-hint">
        <kbd>{isMac ? '⌘' : 'Ctrl'}</kbd> <kbd>Enter</kbd> {words.decide.confirmHint}
      </p>
    </div>
  )
}
