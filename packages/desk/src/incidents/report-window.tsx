// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useState } from 'react'
import { api } from '../api.ts'
import { recipients } from '../api-incidents.ts'
import { KeptNote } from '../drafts/kept-note.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useSpoken } from '../language/later.ts'
import { CheckList } from '../parts/check-list.tsx'
import { ConfirmWindow } from '../parts/confirm-window.tsx'
import { momentIn } from '../parts/moment.ts'
import { MomentField } from '../parts/moment-field.tsx'
import { pressed } from '../parts/pressed.ts'
import { SelectField } from '../parts/select-field.tsx'
import { TextAreaField } from '../parts/text-area-field.tsx'
import { useIncidentAct } from './use-incident-act.ts'

/** Who was told what and when, or could not be reached; a first report may be incomplete (art. 73(5)). */
export function ReportWindow({ id, onClose }: { id: string; onClose: () => void }): ReactNode {
  const { words } = useSpoken()
  const act = useIncidentAct()
  // Nobody said yet that it is complete, and what is taken to be complete ends the duty to complete it.
  const draft = useDraft(`incident ${id} report`, { to: '', whom: '', what: '', at: '', marks: '' })
  const { fields } = draft
  const to = recipients.find((recipient) => recipient === fields.to)
  const marks = fields.marks.split(' ').filter((mark) => mark !== '')
  const [isAsked, setIsAsked] = useState(false)
  const problem = (text: string | undefined): string | undefined =>
    isAsked && (text ?? '').trim() === '' ? words.incidents.missing : undefined
  const record = (): void => {
    setIsAsked(true)
    const [whom, what] = [fields.whom.trim(), fields.what.trim()]
    const moment = momentIn(fields.at)
    if (to === undefined || whom === '' || what === '' || moment === undefined) return
    const outcome = marks.includes('unreachable') ? 'unreachable' : 'told'
    const report = { to, whom, what, outcome, isComplete: marks.includes('complete'), ...moment } as const
    const send = () => draft.sentBy(api.reportIncident(id, report))
    act.mutate({ act: send, told: words.incidents.recorded }, { onSuccess: onClose })
  }
  return (
    <ConfirmWindow
      title={words.incidents.report}
      confirm={words.incidents.save}
      isDirty={draft.isChanged}
      error={act.error}
      isPending={act.isPending}
      onConfirm={record}
      onClose={onClose}
    >
      <KeptNote draft={draft} />
      <SelectField
        label={words.incidents.reportTo}
        value={to ?? ''}
        none=""
        problem={problem(to)}
        options={recipients.map((recipient) => [recipient, words.incidents.to[recipient]])}
        onChange={(to = '') => draft.set({ to })}
      />
      <TextAreaField
        label={words.incidents.whom}
        problem={problem(fields.whom)}
        value={fields.whom}
        onChange={(whom) => draft.set({ whom })}
        rows={2}
        maxLength={2000}
      />
      <TextAreaField
        label={words.incidents.reportWhat}
        problem={problem(fields.what)}
        value={fields.what}
        onChange={(what) => draft.set({ what })}
        rows={3}
        maxLength={10_000}
      />
      <MomentField
        label={words.incidents.reportAt}
        help={words.incidents.nowHelp}
        value={fields.at}
        problem={isAsked && momentIn(fields.at) === undefined ? words.incidents.halfMoment : undefined}
        onChange={(at) => draft.set({ at })}
      />
      <CheckList
        label={words.incidents.marks}
        options={[
          ['complete', words.incidents.complete],
          ['unreachable', words.incidents.unreachable],
        ]}
        chosen={marks}
        onPress={(mark) => draft.set({ marks: pressed(marks, mark, '').join(' ') })}
      />
    </ConfirmWindow>
  )
}
