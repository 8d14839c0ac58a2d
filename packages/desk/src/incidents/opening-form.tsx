// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { api } from '../api.ts'
import { type IncidentOpening, incidentKinds } from '../api-incidents.ts'
import type { Fields } from '../drafts/drafts.ts'
import { KeptNote } from '../drafts/kept-note.tsx'
import { type Draft, useDraft } from '../drafts/use-draft.ts'
import { useSpoken } from '../language/later.ts'
import { CheckList } from '../parts/check-list.tsx'
import { ConfirmWindow } from '../parts/confirm-window.tsx'
import { focusProblem } from '../parts/focus-problem.ts'
import { momentIn } from '../parts/moment.ts'
import { MomentField } from '../parts/moment-field.tsx'
import { pressed } from '../parts/pressed.ts'
import { SelectField } from '../parts/select-field.tsx'
import { TextAreaField } from '../parts/text-area-field.tsx'
import { queries } from '../queries.ts'
import { useIncidentAct } from './use-incident-act.ts'

/** What happened, to which system, and since when one knows: the clock runs from there. */
export function OpeningForm(props: { system: string | undefined }): ReactNode {
  const { words } = useSpoken()
  const { system: linked = '' } = props
  const draft = useDraft(`incident of ${linked}`, { system: linked, kinds: 'unknown', aware: '', what: '' })
  const { system, aware, what } = draft.fields
  const kinds = incidentKinds.filter((kind) => draft.fields.kinds.split(' ').includes(kind))
  const [isAsked, setIsAsked] = useState(false)
  const [opening, setOpening] = useState<IncidentOpening>()
  const isEmpty = what.trim() === ''
  const moment = momentIn(aware)
  const say = words.incidents
  return (
    <form
      className="question-form question"
      // The browser would say it in its own language, which need not be the reader's.
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setIsAsked(true)
        focusProblem(event.currentTarget)
        if (system === '' || kinds.length === 0 || isEmpty || moment === undefined) return
        const since = moment.at === undefined ? {} : { awareAt: moment.at }
        setOpening({ system, kinds, what: what.trim(), ...since })
      }}
    >
      <KeptNote draft={draft} />
      <SystemChoice
        value={system}
        problem={isAsked && system === '' ? say.systemMissing : undefined}
        onChange={(system = '') => draft.set({ system })}
      />
      <CheckList
        label={say.which}
        help={say.unknownHelp}
        options={incidentKinds.map((kind) => [kind, say.kinds[kind]])}
        chosen={kinds}
        problem={isAsked && kinds.length === 0 ? say.whichMissing : undefined}
        onPress={(value) => {
          const kind = incidentKinds.find((one) => one === value)
          if (kind !== undefined) draft.set({ kinds: pressed(kinds, kind, 'unknown').join(' ') })
        }}
      />
      <MomentField
        label={say.aware}
        help={say.awareHelp}
        value={aware}
        problem={isAsked && moment === undefined ? say.halfMoment : undefined}
        onChange={(aware) => draft.set({ aware })}
      />
      <TextAreaField
        label={say.what}
        help={say.whatHelp}
        problem={isAsked && isEmpty ? say.whatMissing : undefined}
        value={what}
        onChange={(what) => draft.set({ what })}
        rows={5}
        maxLength={10_000}
      />
      <p>
        <Button type="submit" className="button button-main">
          {say.submit}
        </Button>
      </p>
      {opening !== undefined && <OpeningWindow opening={opening} draft={draft} onClose={() => setOpening(undefined)} />}
    </form>
  )
}

/** Registered, or only seen at the gate: something may go wrong with either. */
function SystemChoice(props: {
  value: string
  problem: string | undefined
  onChange: (value: string | undefined) => void
}): ReactNode {
  const { words } = useSpoken()
  const registered = useQuery(queries.systems).data?.systems ?? []
  const seen = useQuery(queries.seen).data?.systems.filter(({ isRegistered }) => !isRegistered) ?? []
  return (
    <SelectField
      label={words.incidents.system}
      value={props.value}
      none={words.incidents.pickSystem}
      problem={props.problem}
      options={[...registered.map(({ id, name }) => [id, name] as const), ...seen.map(({ id }) => [id, id] as const)]}
      onChange={props.onChange}
    />
  )
}

function OpeningWindow(props: {
  opening: IncidentOpening
  draft: Pick<Draft<Fields>, 'sentBy'>
  onClose: () => void
}): ReactNode {
  const { opening, draft, onClose } = props
  const { words } = useSpoken()
  const navigate = useNavigate()
  const act = useIncidentAct()
  return (
    <ConfirmWindow
      title={words.incidents.confirmTitle}
      confirm={words.incidents.submit}
      error={act.error}
      isPending={act.isPending}
      onClose={onClose}
      onConfirm={() =>
        act.mutate(
          { act: () => draft.sentBy(api.openIncident(opening)), told: words.incidents.openedNow },
          { onSuccess: ({ id }) => navigate({ to: '/incidents/$id', params: { id } }) },
        )
      }
    >
      <p className="window-sentence">{opening.kinds.map((kind) => words.incidents.kinds[kind]).join(', ')}</p>
      <p>{words.incidents.confirmText}</p>
    </ConfirmWindow>
  )
}
