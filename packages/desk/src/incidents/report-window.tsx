// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useState } from 'react'
import { api } from '../api.ts'
import { type Recipient, recipients } from '../api-incidents.ts'
import { useSpoken } from '../language/later.ts'
import { CheckList } from '../parts/check-list.tsx'
import { ConfirmWindow } from '../parts/confirm-window.tsx'
import { momentIn } from '../parts/moment.ts'
import { MomentField } from '../parts/moment-field.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { TextAreaField } from '../parts/text-area-field.tsx'
import { useIncidentAct } from './use-incident-act.ts'

/** Who was told what and when, or could not be reached; a first report may be incomplete (art. 73(5)). */
export function ReportWindow({ id, onClose }: { id: string; onClose: () => void }): ReactNode {
  const { words } = useSpoken()
  const act = useIncidentAct()
  const [to, setTo] = useState<Recipient>()
  const [draft, setDraft] = useState({ whom: '', what: '', at: '' })
  // Nobody said yet that it is complete, and what is taken to be complete ends the duty to complete it.
  const [marks, setMarks] = useState<readonly string[]>([])
  const [isAsked, setIsAsked] = useState(false)
  const problem = (text: string | undefined): string | undefined =>
    isAsked && (text ?? '').trim() === '' ? words.incidents.missing : undefined
  const record = (): void => {
    setIsAsked(true)
    const [whom, what] = [draft.whom.trim(), draft.what.trim()]
    if (to === undefined || whom === '' || what === '') return
    const at = momentIn(draft.at)
    const outcome = marks.includes('unreachable') ? 'unreachable' : 'told'
    const given = { to, whom, what, outcome, isComplete: marks.includes('complete') } as const
    const report = at === undefined ? given : { ...given, at }
    act.mutate({ act: () => api.reportIncident(id, report), told: words.incidents.recorded }, { onSuccess: onClose })
  }
  return (
    <ConfirmWindow
      title={words.incidents.report}
      confirm={words.incidents.save}
      isDirty={draft.whom !== '' || draft.what !== ''}
      error={act.error}
      isPending={act.isPending}
      onConfirm={record}
      onClose={onClose}
    >
      <SelectField
        label={words.incidents.reportTo}
        value={to ?? ''}
        none=""
        problem={problem(to)}
        options={recipients.map((recipient) => [recipient, words.incidents.to[recipient]])}
        onChange={(value) => setTo(recipients.find((recipient) => recipient === value))}
      />
      <TextAreaField
        label={words.incidents.whom}
        problem={problem(draft.whom)}
        value={draft.whom}
        onChange={(whom) => setDraft({ ...draft, whom })}
        rows={2}
        maxLength={2000}
      />
      <TextAreaField
        label={words.incidents.reportWhat}
        problem={problem(draft.what)}
        value={draft.what}
        onChange={(what) => setDraft({ ...draft, what })}
        rows={3}
        maxLength={10_000}
      />
      <MomentField
        label={words.incidents.reportAt}
        help={words.incidents.nowHelp}
        value={draft.at}
        onChange={(at) => setDraft({ ...draft, at })}
      />
      <CheckList
        label={words.incidents.marks}
        options={[
          ['complete', words.incidents.complete],
          ['unreachable', words.incidents.unreachable],
        ]}
        chosen={marks}
        onPress={(value) => setMarks(marks.includes(value) ? marks.filter((one) => one !== value) : [...marks, value])}
      />
    </ConfirmWindow>
  )
}
