// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { System } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { useMay, useMe } from '../parts/me.ts'
import { useNames } from '../parts/use-names.ts'
import { AcceptWindow } from './accept-window.tsx'
import { AssessWindow } from './assess-window.tsx'
import { mayBeReleased } from './waits.ts'

type Opened = { readonly deed: 'accept' | 'assess'; readonly seen: System }

/** Four steps in the order in which they are needed; each says how it stands and who can do it. */
export function SystemSteps(props: { system: System }): ReactNode {
  const { words } = useSpoken()
  const [opened, setOpened] = useState<Opened>()
  const close = (): void => setOpened(undefined)
  const open = (deed: Opened['deed']) => () => setOpened({ deed, seen: props.system })
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{words.system.todo}</h2>
      <ol className="steps">
        <AnswersStep system={props.system} />
        <AcceptanceStep system={props.system} onOpen={open('accept')} />
        <AssessmentStep system={props.system} onOpen={open('assess')} />
        <ReleaseStep system={props.system} />
      </ol>
      {opened?.deed === 'accept' && <AcceptWindow seen={opened.seen} onClose={close} />}
      {opened?.deed === 'assess' && <AssessWindow seen={opened.seen} onClose={close} />}
    </section>
  )
}

function Step(props: { title: string; isDone: boolean; children: ReactNode; action?: ReactNode }): ReactNode {
  const { words } = useSpoken()
  return (
    <li className={props.isDone ? 'step step-done' : 'step'}>
      <div>
        <h3>
          {props.title}
          <span className="visually-hidden">, {props.isDone ? words.system.isDone : words.system.isOpen}</span>
        </h3>
        {props.children}
      </div>
      {props.action}
    </li>
  )
}

function AnswersStep({ system }: { system: System }): ReactNode {
  const { words } = useSpoken()
  const mayAnswer = useMay('register')
  const open = system.open.filter(({ about }) => about === 'class')
  const unknown = open.filter(({ isAnsweredUnknown }) => isAnsweredUnknown).length
  return (
    <Step
      title={words.system.steps.answers}
      isDone={open.length === 0}
      action={
        open.length > 0 &&
        mayAnswer && (
          <Link to="/systems/$id/questions" params={{ id: system.id }} className="button button-main">
            {words.system.answer}
          </Link>
        )
      }
    >
      <p>{open.length === 0 ? words.system.settled : words.system.open(open.length)}</p>
      {unknown > 0 && <p>{words.system.openUnknown(unknown)}</p>}
      {open.length > 0 && !mayAnswer && <p>{words.system.mayNotAnswer}</p>}
    </Step>
  )
}

function AcceptanceStep({ system, onOpen }: { system: System; onOpen: () => void }): ReactNode {
  const { words } = useSpoken()
  const { person } = useMe()
  const nameOf = useNames()
  const { accountable, isAccepted } = system
  const mayAssess = useMay('assess')
  return (
    <Step
      title={words.system.steps.acceptance}
      isDone={isAccepted}
      action={
        !isAccepted &&
        mayAssess &&
        person.id === accountable && (
          <Button className="button" onPress={onOpen}>
            {words.system.accept}
          </Button>
        )
      }
    >
      <p>{isAccepted ? words.system.accepted(nameOf(accountable)) : words.system.notAccepted(nameOf(accountable))}</p>
    </Step>
  )
}

function AssessmentStep({ system, onOpen }: { system: System; onOpen: () => void }): ReactNode {
  const { words } = useSpoken()
  const { person } = useMe()
  const mayAssess = useMay('assess')
  const { waitsForAssessor, owner, accountable, judgements } = system
  const isOwner = person.id === owner
  const isDone = judgements.some(({ role, agrees }) => role === 'second' && agrees)
  return (
    <Step
      title={words.system.steps.assessment}
      isDone={!waitsForAssessor}
      action={
        mayAssess &&
        (isOwner || person.id !== accountable) && (
          <Button className="button" onPress={onOpen}>
            {isOwner ? words.system.assessAsOwner : words.system.assess}
          </Button>
        )
      }
    >
      <p>
        {waitsForAssessor ? words.system.secondWaits : isDone ? words.system.secondDone : words.system.secondNotNeeded}
      </p>
    </Step>
  )
}

/** The decision itself is taken on a page of its own, with its file before one's eyes. */
function ReleaseStep({ system }: { system: System }): ReactNode {
  const { words } = useSpoken()
  const { id, stage, strictest } = system
  const { released, mayRelease, mayReleaseMinimal, shut, notYet } = words.system
  const inTest =
    strictest === 'prohibited'
      ? shut
      : strictest !== 'high'
        ? mayReleaseMinimal
        : mayBeReleased(system)
          ? mayRelease
          : notYet
  return (
    <Step
      title={words.system.steps.release}
      isDone={stage === 'released'}
      action={
        <Link to="/systems/$id/decision" params={{ id }} className="button">
          {words.decision.open}
        </Link>
      }
    >
      <p>{stage === 'released' ? released : inTest}</p>
    </Step>
  )
}
