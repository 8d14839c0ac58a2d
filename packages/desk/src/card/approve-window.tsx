// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { readFacts } from '../facts.ts'
import { useSpoken } from '../language/language.tsx'
import { readMail, recipientsOf } from '../mail.ts'
import { ConfirmWindow } from '../parts/confirm-window.tsx'
import type { DecideProps } from './decide-window.tsx'
import { Meanwhile } from './meanwhile.tsx'
import { Recipients } from './recipients.tsx'
import { sentenceOf } from './sentence.ts'

/** Says once more what will happen and to whom, and asks for a second, deliberate press. */
export function ApproveWindow({ seen, now, isOver, error, isPending, onDecide, onClose }: DecideProps): ReactNode {
  const spoken = useSpoken()
  const { words, format } = spoken
  const mail = readMail(seen.arguments)
  // Of now: who was told that another approval follows must not find that theirs was the last.
  const more = now.body.quorum - now.body.approvals - 1
  return (
    <ConfirmWindow
      title={words.decide.approveTitle}
      confirm={words.decide.approve}
      error={error}
      isPending={isPending}
      onConfirm={() => onDecide({ verdict: 'approve', seen })}
      onClose={onClose}
    >
      <p className="window-sentence">{sentenceOf(seen, spoken)}</p>
      {mail !== undefined && <Recipients recipients={recipientsOf(mail, readFacts(seen.facts))} isInWindow />}
      {seen.contentBytes !== undefined && <p className="note">{words.card.large(format.bytes(seen.contentBytes))}</p>}
      <p>
        {words.decide.approveText} {more > 0 && words.decide.approveMore(more)}
      </p>
      <Meanwhile case={now} isOver={isOver} />
    </ConfirmWindow>
  )
}
