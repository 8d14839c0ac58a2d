// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useId, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { StopOrder } from '../api-stops.ts'
import { useSpoken } from '../language/language.tsx'
import type { Words } from '../language/nl.ts'
import { focusProblem } from '../parts/focus-problem.ts'
import { TextAreaField } from '../parts/text-area-field.tsx'
import { type Aim, isComplete, orderOf } from './aim.ts'
import { ConfirmStop } from './confirm-stop.tsx'
import { ScopeChoice } from './scope-choice.tsx'
import { TargetChoice } from './target-choice.tsx'
import { whatStops } from './what-stops.ts'

/** What, why, and the large button; it opens the window that asks once more, and nothing less stops anything. */
export function StopForm(props: { first: Aim }): ReactNode {
  const { words } = useSpoken()
  const [aim, setAim] = useState(props.first)
  const [reason, setReason] = useState('')
  const [isAsked, setIsAsked] = useState(false)
  const [asked, setAsked] = useState<StopOrder>()
  const form = useRef<HTMLElement>(null)
  const told = useId()
  const what = isComplete(aim) ? whatStops(aim, words) : ''
  return (
    <section ref={form} className="stop-form">
      <ScopeChoice scope={aim.scope} onChange={(scope) => setAim({ scope })} />
      {aim.scope !== 'all' && (
        <TargetChoice
          key={aim.scope}
          scope={aim.scope}
          target={aim.target}
          problem={isAsked && !isComplete(aim) ? words.stop.targetMissing : undefined}
          onChange={(target) => setAim({ scope: aim.scope, target })}
        />
      )}
      <TextAreaField
        label={words.stop.reason}
        help={words.stop.reasonHelp}
        value={reason}
        onChange={setReason}
        rows={2}
        maxLength={2000}
      />
      <p id={told} role="status">
        {what === '' ? words.stop.nothingYet : words.stop.willStop(what, reachOf(aim.scope, words))}
      </p>
      <Button
        className="stop-button"
        aria-describedby={told}
        onPress={() => {
          setIsAsked(true)
          focusProblem(form.current)
          setAsked(orderOf(aim, reason.trim() === '' ? words.stop.noReason : reason))
        }}
      >
        <span className="stop-sign" aria-hidden="true" />
        {words.stop.button(what)}
      </Button>
      {asked !== undefined && (
        <ConfirmStop
          order={asked}
          onClose={() => setAsked(undefined)}
          onStopped={() => {
            setAsked(undefined)
            setReason('')
            setIsAsked(false)
          }}
        />
      )}
    </section>
  )
}

/** What goes along with what was chosen. */
function reachOf(scope: Aim['scope'], { stop }: Words): string {
  if (scope === 'all') return stop.allHelp
  return scope === 'system' ? stop.systemHelp : ''
}
