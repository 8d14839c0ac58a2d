// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react'

const remembered = 'sluis-shortcuts'

/** Whether this browser's owner wants single keys; on until switched off. */
export function useShortcutChoice(): readonly [boolean, (isOn: boolean) => void] {
  const [isOn, setIsOn] = useState(() => localStorage.getItem(remembered) !== 'off')
  return [
    isOn,
    (next) => {
      localStorage.setItem(remembered, next ? 'on' : 'off')
      setIsOn(next)
    },
  ]
}
