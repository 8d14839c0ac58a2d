// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { DecisionFile } from '../api-decisions.ts'
import type { OutsideJudgement } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { JudgementList } from '../register/judgement-list.tsx'
import { OutsideList } from '../register/outside-list.tsx'

/** Dissent first: it is what whoever decides must not overlook. */
export function Assessors(props: { file: DecisionFile; outside: readonly OutsideJudgement[] }): ReactNode {
  const { file, outside } = props
  const { words, format } = useSpoken()
  const { decision } = words
  const judgements = file.judgements.map((one) => ({ ...one, who: one.by?.name }))
  const dissent = judgements.filter(({ agrees }) => !agrees)
  const agreeing = judgements.filter(({ agrees }) => agrees)
  const outsideDissent = outside.filter(({ agrees }) => !agrees)
  const outsideAgreeing = outside.filter(({ agrees }) => agrees)
  const { acceptance } = file
  return (
    <section aria-labelledby="assessors">
      <h2 id="assessors">{decision.people}</h2>
      <p>
        {acceptance === undefined
          ? decision.notAccepted
          : decision.accepted(acceptance.by?.name ?? words.system.erased, format.time(acceptance.at))}
      </p>
      <h3>{decision.dissent}</h3>
      {dissent.length + outsideDissent.length === 0 && <p>{decision.noDissent}</p>}
      <JudgementList judgements={dissent} />
      <OutsideList outside={outsideDissent} />
      {agreeing.length + outsideAgreeing.length > 0 && (
        <>
          <h3>{decision.agree}</h3>
          <JudgementList judgements={agreeing} />
          <OutsideList outside={outsideAgreeing} />
        </>
      )}
    </section>
  )
}
