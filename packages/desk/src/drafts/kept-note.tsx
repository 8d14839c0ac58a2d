// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useSpoken } from '../language/language.tsx'
import type { Draft } from './use-draft.ts'

/** Says of fields that they were written earlier; nobody must send such words for new ones. */
export function KeptNote(props: { draft: Pick<Draft<never>, 'isKept' | 'throwAway'> }): ReactNode {
  const { words } = useSpoken()
  if (!props.draft.isKept) return null
  return (
    <p className="note">
      {words.drafts.kept}{' '}
      <Button className="button" onPress={props.draft.throwAway}>
        {words.drafts.throwAway}
      </Button>
    </p>
  )
}
