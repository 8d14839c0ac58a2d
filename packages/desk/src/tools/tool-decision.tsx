// SPDX-License-Identifier: EUPL-1.2
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { api } from '../api.ts'
import type { Tool, ToolDescription } from '../api-supply.ts'
import { useSpoken } from '../language/later.ts'
import { useAnnounce } from '../parts/announcer.tsx'
import { ConfirmWindow } from '../parts/confirm-window.tsx'
import { useMay } from '../parts/me.ts'
import { UnseenText } from '../parts/unseen-text.tsx'
import { shownParts } from './tool-parts.ts'

type Deed = 'admit' | 'refuse'

interface Opened {
  readonly deed: Deed
  /** As it stood on the screen when the window opened; its digest binds the decision to it. */
  readonly digest: string
  readonly seen: ToolDescription
}

const deedsFor: Readonly<Record<Tool['standing'], readonly Deed[]>> = {
  waiting: ['admit', 'refuse'],
  admitted: ['refuse'],
  refused: ['admit'],
  unfit: [],
  unseen: [],
}

export function ToolDecision({ tool }: { tool: Tool }): ReactNode {
  const { words } = useSpoken()
  const mayAdmit = useMay('admit-tool')
  const [opened, setOpened] = useState<Opened>()
  const { digest, seen, standing } = tool
  const deeds = deedsFor[standing]
  const nameOf = (deed: Deed): string =>
    deed === 'refuse' && standing === 'admitted' ? words.tools.withdraw : words.tools[deed]
  if (deeds.length === 0 || digest === undefined || seen === undefined) return null
  if (!mayAdmit) return <p className="note">{words.tools.mayNot}</p>
  return (
    <section className="decide-bar" aria-label={words.decide.actions}>
      <div className="decide-buttons">
        {deeds.map((deed) => (
          <Button
            key={deed}
            className={deed === 'admit' ? 'button button-main' : 'button button-danger-quiet'}
            onPress={() => setOpened({ deed, digest, seen })}
          >
            {nameOf(deed)}
          </Button>
        ))}
      </div>
      {opened !== undefined && (
        <DecideWindow {...opened} name={tool.name} confirm={nameOf(opened.deed)} onClose={() => setOpened(undefined)} />
      )}
    </section>
  )
}

function DecideWindow(props: Opened & { name: string; confirm: string; onClose: () => void }): ReactNode {
  const { words } = useSpoken()
  const client = useQueryClient()
  const announce = useAnnounce()
  const { deed, digest, seen, name, confirm, onClose } = props
  const isAdmission = deed === 'admit'
  const decide = useMutation({
    mutationFn: () => (isAdmission ? api.admitTool(name, digest) : api.refuseTool(name, digest)),
    onSuccess: () => {
      announce(isAdmission ? words.tools.admittedNow : words.tools.refusedNow)
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['tools'] }),
  })
  const [description] = shownParts(seen.shown)
  return (
    <ConfirmWindow
      title={isAdmission ? words.tools.admitTitle(name) : words.tools.refuseTitle(name)}
      confirm={confirm}
      tone={isAdmission ? 'main' : 'danger'}
      error={decide.error}
      isPending={decide.isPending}
      onConfirm={() => decide.mutate()}
      onClose={onClose}
    >
      {description?.name === 'description' && (
        <blockquote className="window-words">
          <UnseenText text={description.text} />
        </blockquote>
      )}
      <p>{isAdmission ? words.tools.admitText : words.tools.refuseText}</p>
    </ConfirmWindow>
  )
}
