// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { readFacts } from '../facts.ts'
import { useSpoken } from '../language/language.tsx'
import { readMail, recipientsOf } from '../mail.ts'
import { ConfirmWindow } from '../parts/confirm-window.tsx'
import type { DecideProps } from './decide-window.tsx'
import { Recipients } from './recipients.tsx'
import { sentenceOf } from './sentence.ts'

/** Says once more what will happen and to whom, and asks for a second, deliberate press. */
export function ApproveWindow({ seen, error, isPending, onDecide, onClose }: DecideProps): ReactNode {
  const { words, format } = useSpoken()
  const mail = readMail(seen.arguments)
  const more = seen.body.quorum - seen.body.approvals - 1
  return (
    <ConfirmWindow
      title={words.decide.approveTitle}
      confirm={words.decide.approve}
      error={error}
      isPending={isPending}
      onConfirm={() => onDecide({ verdict: 'approve', seen })}
      onClose={onClose}
    >
      <p className="window-sentence">{sentenceOf(seen, words)}</p>
      {mail !== undefined && <Recipients recipients={recipientsOf(mail, readFacts(seen.facts))} isInWindow />}
      {seen.contentBytes !== undefined && <p className="note">{words.card.large(format.bytes(seen.contentBytes))}</p>}
      <p>
        {words.decide.approveText} {more > 0 && words.decide.approveMore(more)}
      </p>
    </ConfirmWindow>
  )
}
