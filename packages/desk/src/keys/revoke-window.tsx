// SPDX-License-Identifier: EUPL-1.2
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api } from '../api.ts'
import { ApiProblem } from '../api-call.ts'
import type { Key } from '../api-keys.ts'
import { useSpoken } from '../language/later.ts'
import { useAnnounce } from '../parts/announcer.tsx'
import { ConfirmWindow } from '../parts/confirm-window.tsx'

/** That it is the last of those who may make keys is said first; who presses again means it. */
export function RevokeWindow({ of, onClose }: { of: Key; onClose: () => void }): ReactNode {
  const { words } = useSpoken()
  const client = useQueryClient()
  const announce = useAnnounce()
  const revoke = useMutation({
    mutationFn: (evenIfLast: boolean) => api.revokeKey(of.id, evenIfLast),
    onSuccess: () => {
      announce(words.keys.revoked)
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['keys'] }),
  })
  const isLast = revoke.error instanceof ApiProblem && revoke.error.problem.code === 'last-key'
  return (
    <ConfirmWindow
      title={words.keys.revokeTitle(of.holder.name)}
      confirm={words.keys.revokeConfirm}
      tone="danger"
      error={revoke.error}
      isPending={revoke.isPending}
      onConfirm={() => revoke.mutate(isLast)}
      onClose={onClose}
    >
      <p>{of.kind === 'agent' ? words.keys.revokeAgent : words.keys.revokePerson}</p>
      {of.inUse && <p className="note">{words.keys.revokeInUse}</p>}
    </ConfirmWindow>
  )
}
