// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Case } from '../api-cases.ts'
import { readFacts } from '../facts.ts'
import { useSpoken } from '../language/language.tsx'
import { readMail, recipientsOf } from '../mail.ts'
import { PageTitle } from '../parts/page-title.tsx'
import { useLeftFor } from '../parts/place-in-list.ts'
import { StateChip } from '../parts/state-chip.tsx'
import { Arguments } from './arguments.tsx'
import { Attachments } from './attachments.tsx'
import { Carries } from './carries.tsx'
import { Changes } from './changes.tsx'
import { DecideBar } from './decide-bar.tsx'
import { Facts } from './facts.tsx'
import { Letter } from './letter.tsx'
import { Recipients } from './recipients.tsx'
import { sentenceOf } from './sentence.ts'
import { TimeLeft } from './time-left.tsx'
import { useTimeWarning } from './use-time-warning.ts'
import { Verdicts } from './verdicts.tsx'
import { Who } from './who.tsx'
import { Why } from './why.tsx'

/** Everything a reviewer needs, in the order in which it is needed: what, to whom, why it waits, the rest. */
export function CaseCard(props: { case: Case }): ReactNode {
  const held = props.case
  const spoken = useSpoken()
  const { words, format } = spoken
  useTimeWarning(held)
  useLeftFor(held)
  const isApartBefore = held.replaces !== undefined && held.before === undefined && held.arguments !== null
  const mail = readMail(held.arguments)
  const facts = readFacts(held.facts)
  return (
    <article className="card">
      <header className="card-head">
        <p className="card-state">
          <StateChip state={held.state} />
          {held.state === 'open' && <TimeLeft expiresAt={held.expiresAt} />}
          {held.state === 'open' && <span>{words.card.leftHelp(format.time(held.expiresAt))}</span>}
          {held.state !== 'open' && <span>{words.card.asked(format.time(held.openedAt))}</span>}
          {held.decidedAt !== undefined && <span>{words.card.decided(format.time(held.decidedAt))}</span>}
        </p>
        <PageTitle>{sentenceOf(held, spoken)}</PageTitle>
        {held.contentBytes !== undefined && <p className="note">{words.card.large(format.bytes(held.contentBytes))}</p>}
        {isApartBefore && <p className="note">{words.card.beforeApart}</p>}
        {held.replaces !== undefined && (
          <Link to="/cases/$id" params={{ id: held.replaces }}>
            {words.card.replaces}
          </Link>
        )}
      </header>
      <div className="card-what">
        {mail !== undefined && <Recipients recipients={recipientsOf(mail, facts)} />}
        {held.before !== undefined && <Changes before={held.before} after={held.arguments} />}
        {mail === undefined ? (
          <Arguments value={held.arguments} amountCents={facts.amountCents} />
        ) : (
          <Letter mail={mail} />
        )}
        {(mail !== undefined || held.attachments.length > 0) && (
          <Attachments attachments={held.attachments} asked={mail?.attachments ?? []} />
        )}
      </div>
      <div className="card-why">
        <Why rules={held.rules} />
        <Facts facts={facts} />
        <Carries findings={held.findings} labels={held.labels} />
        <Verdicts case={held} />
      </div>
      <Who case={held} />
      <DecideBar case={held} />
    </article>
  )
}
