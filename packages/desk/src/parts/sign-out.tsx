// SPDX-License-Identifier: EUPL-1.2
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useSpoken } from '../language/language.tsx'
import { closeSession } from '../session.ts'
import { ProblemNote } from './problem-note.tsx'

export function SignOut(): ReactNode {
  const { words } = useSpoken()
  const signOut = useMutation({ mutationFn: closeSession })
  return (
    <>
      <Button className="button button-plain" isPending={signOut.isPending} onPress={() => signOut.mutate()}>
        {words.shell.signOut}
      </Button>
      <ProblemNote error={signOut.error} />
    </>
  )
}
