// SPDX-License-Identifier: EUPL-1.2
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { api } from '../api.ts'
import { useSpoken } from '../language/later.ts'
import { useAnnounce } from '../parts/announcer.tsx'
import { ProblemNote } from '../parts/problem-note.tsx'

/** Asks the Algoritmeregister where the submitted entry can be looked at; its address is followed by a press of its own. */
export function EntryPreview({ id }: { id: string }): ReactNode {
  const { words } = useSpoken()
  const announce = useAnnounce()
  const asked = useMutation({
    mutationFn: () => api.previewEntry(id),
    onSuccess: () => announce(words.publication.previewReady),
  })
  return (
    <>
      <p>
        <Button className="button" isPending={asked.isPending} onPress={() => asked.mutate()}>
          {words.publication.preview}
        </Button>
      </p>
      {asked.data !== undefined && (
        <p>
          <a href={asked.data.url} target="_blank" rel="noreferrer" className="text-target">
            {words.publication.previewAt(new URL(asked.data.url).host)}
          </a>
        </p>
      )}
      <ProblemNote error={asked.error} />
    </>
  )
}
