// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Case } from '../api-cases.ts'
import { drafts } from '../drafts/in-this-tab.ts'
import { useSpoken } from '../language/language.tsx'
import { useMe } from '../parts/me.ts'
import { ProblemNote } from '../parts/problem-note.tsx'
import { tellProblem } from '../problem.ts'
import { DecideWindow, type Deed } from './decide-window.tsx'
import { draftsOf } from './drafts-of.ts'
import { Outcome } from './outcome.tsx'
import { ShortcutsWindow } from './shortcuts-window.tsx'
import { hasDecided } from './standing.ts'
import { useDecide } from './use-decide.ts'
import { useDecisionKeys } from './use-decision-keys.ts'
import { useShortcutChoice } from './use-shortcut-choice.ts'

type Opened = { readonly deed: Deed; readonly seen: Case } | 'shortcuts' | undefined

const tones: Readonly<Record<Deed, string>> = {
  approve: 'button button-main',
  edit: 'button',
  reject: 'button button-danger-quiet',
  veto: 'button button-danger-quiet',
}

/** An edit is sent in one request, which may be no longer than a megabyte, and nobody edits so much by hand. */
const mostEdited = 500_000

const isTooLongToEdit = ({ mayDecide, contentBytes = 0 }: Case): boolean => mayDecide && contentBytes > mostEdited

/** The deeds that this person may do now, in the order of their keys. */
function deedsFor(held: Case): readonly Deed[] {
  const { mayDecide, mayVeto, arguments: given } = held
  // What was erased can be refused, not approved.
  if (mayDecide && given === null) return ['reject']
  if (mayDecide) return isTooLongToEdit(held) ? ['approve', 'reject'] : ['approve', 'edit', 'reject']
  return mayVeto ? ['veto'] : []
}

/** Drawn only: the window with the shortcuts tells them to who doesn't see this. */
const DeedKey = (props: { number: number }): ReactNode => (
  <span className="key" aria-hidden="true">
    {props.number}
  </span>
)

/** Where a case is decided; each button and key opens a window, and the window decides. */
export function DecideBar(props: { case: Case }): ReactNode {
  const { words } = useSpoken()
  const { person } = useMe()
  const [opened, setOpened] = useState<Opened>()
  const [hasKeys, setHasKeys] = useShortcutChoice()
  const decide = useDecide()
  const deeds = deedsFor(props.case)
  const [hadDeeds] = useState(deeds.length > 0)
  const open = (deed: Deed): void => {
    decide.reset()
    setOpened({ deed, seen: props.case })
  }
  const keys = Object.fromEntries(deeds.map((deed, index) => [`${index + 1}`, () => open(deed)]))
  useDecisionKeys(keys, hasKeys && opened === undefined && deeds.length > 0)
  const isStale = decide.error !== null && tellProblem(decide.error, words).isStale
  const close = (): void => setOpened(undefined)
  return (
    <section className="decide-bar" aria-label={words.decide.actions}>
      {/* A verdict whose answer was lost counted all the same: pressing it again is no news. */}
      <ProblemNote error={isStale && !hasDecided(props.case, person) ? decide.error : undefined} />
      {deeds.length === 0 ? (
        <Outcome case={props.case} takesFocus={decide.isSuccess} isNews={hadDeeds && !decide.isPending} />
      ) : (
        <div className="decide-buttons">
          {deeds.map((deed, index) => (
            <Button key={deed} className={tones[deed]} onPress={() => open(deed)}>
              {words.decide[deed]}
              {hasKeys && <DeedKey number={index + 1} />}
            </Button>
          ))}
          {opened === undefined && Object.values(draftsOf(props.case)).some((form) => drafts.has(form)) && (
            <p className="quiet">{words.drafts.here}</p>
          )}
          {isTooLongToEdit(props.case) && <span className="quiet">{words.edit.tooLong}</span>}
          <Button className="button button-plain" onPress={() => setOpened('shortcuts')}>
            {words.decide.shortcuts}
          </Button>
        </div>
      )}
      {opened === 'shortcuts' && (
        <ShortcutsWindow
          rows={deeds.map((deed, index) => [`${index + 1}`, words.decide[deed]] as const)}
          isOn={hasKeys}
          onChange={setHasKeys}
          onClose={close}
        />
      )}
      {opened !== undefined && opened !== 'shortcuts' && (
        <DecideWindow
          {...opened}
          now={props.case}
          isOver={!deeds.includes(opened.deed) && (decide.isIdle || decide.isError)}
          error={isStale ? undefined : decide.error}
          isPending={decide.isPending}
          onClose={close}
          // Whatever the answer makes stale closes the window; a refusal to mend leaves what was written.
          onDecide={(wish) =>
            decide.mutate(wish, {
              onSuccess: close,
              onError: (error) => tellProblem(error, words).isStale && close(),
            })
          }
        />
      )}
    </section>
  )
}
