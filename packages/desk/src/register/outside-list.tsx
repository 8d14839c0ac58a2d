// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { receiptAddress } from '../api.ts'
import type { OutsideJudgement } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { FileLink } from '../parts/file-link.tsx'
import { Quoted } from '../parts/quoted.tsx'
import { queries } from '../queries.ts'
import { ClassChips } from './class-chip.tsx'

/** Which body came to which class and why; with where that stands in the log, and how its signature stands today. */
export function OutsideList(props: { outside: readonly OutsideJudgement[] }): ReactNode {
  const { words, format } = useSpoken()
  if (props.outside.length === 0) return null
  return (
    <ul className="laws">
      {props.outside.map(({ issuer, statement, label, strictest, on, agrees, isOfThis, reason }) => (
        <li key={statement}>
          <p>
            <strong>{issuer}</strong>, {format.day(on)}
          </p>
          <p className="case-row-facts">
            <ClassChips system={{ label, strictest }} />
            <span>{!isOfThis ? words.outside.former : agrees ? words.outside.agrees : words.outside.differs}</span>
          </p>
          {reason === undefined ? <p className="quiet">{words.outside.erased}</p> : <Quoted text={reason} />}
          <Recorded statement={statement} />
        </li>
      ))}
    </ul>
  )
}

function Recorded({ statement }: { statement: string }): ReactNode {
  const { words, format } = useSpoken()
  const { data } = useQuery(queries.statement(statement))
  if (data === undefined) return null
  const { issuer, entry, receivedAt, by, keys } = data
  return (
    <>
      <p className="quiet">
        {words.outside.entry(`${entry}`, format.time(receivedAt))}
        {by !== undefined && words.outside.handedIn(by.name)}.
      </p>
      {keys.map(({ id, standing }) => (
        <p key={id} className="quiet">
          {words.outside.keys[standing](id)}
        </p>
      ))}
      <p>
        <FileLink address={receiptAddress(statement)} name={`${statement}.tlog-proof`}>
          {words.outside.receipt}
          <span className="visually-hidden">{words.outside.of(issuer.name)}</span>
        </FileLink>
      </p>
    </>
  )
}
