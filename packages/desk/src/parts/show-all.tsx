// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useSpoken } from '../language/language.tsx'

interface Props {
  /** What is shown, and of how much. */
  readonly children: ReactNode
  readonly isPending?: boolean
  readonly onPress: () => void
}

/** Says that what stands above it is a beginning, and shows the rest. */
export function ShowAll({ children, isPending = false, onPress }: Props): ReactNode {
  const { words } = useSpoken()
  return (
    <p className="note show-all">
      {children}{' '}
      <Button className="button" isPending={isPending} onPress={onPress}>
        {words.card.showAll}
      </Button>
    </p>
  )
}
