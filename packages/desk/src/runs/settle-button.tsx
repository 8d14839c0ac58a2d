// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { RunCall } from '../api-runs.ts'
import { useSpoken } from '../language/language.tsx'
import { useMay } from '../parts/me.ts'
import { SettleWindow } from './settle-window.tsx'

/** Beside a call of which nobody knows whether it was done, for whoever may say so. */
export function SettleButton({ call }: { call: RunCall }): ReactNode {
  const { words } = useSpoken()
  const maySettle = useMay('settle')
  const [isOpen, setIsOpen] = useState(false)
  if (!maySettle) return null
  return (
    <>
      <Button className="button" onPress={() => setIsOpen(true)}>
        {words.runs.settle.button}
      </Button>
      {isOpen && <SettleWindow call={call} onClose={() => setIsOpen(false)} />}
    </>
  )
}
