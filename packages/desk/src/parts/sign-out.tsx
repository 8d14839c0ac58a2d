// SPDX-License-Identifier: EUPL-1.2
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { drafts } from '../drafts/in-this-tab.ts'
import { useSpoken } from '../language/language.tsx'
import { closeSession } from '../session.ts'
import { ConfirmWindow } from './confirm-window.tsx'
import { ProblemNote } from './problem-note.tsx'

/** On a machine that others use too, nothing stays behind; whoever is still writing something hears so first. */
export function SignOut(): ReactNode {
  const { words } = useSpoken()
  const [isAsked, setIsAsked] = useState(false)
  const signOut = useMutation({ mutationFn: closeSession })
  return (
    <>
      <Button
        className="button button-plain"
        isPending={signOut.isPending}
        onPress={() => (drafts.isEmpty() ? signOut.mutate() : setIsAsked(true))}
      >
        {words.shell.signOut}
      </Button>
      {isAsked ? (
        <ConfirmWindow
          title={words.drafts.signOutTitle}
          confirm={words.shell.signOut}
          error={signOut.error}
          isPending={signOut.isPending}
          onConfirm={() => signOut.mutate()}
          onClose={() => setIsAsked(false)}
        >
          <p>{words.drafts.signOut}</p>
        </ConfirmWindow>
      ) : (
        <ProblemNote error={signOut.error} />
      )}
    </>
  )
}
