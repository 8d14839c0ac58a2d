// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { System } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { useNames } from '../parts/use-names.ts'
import { JudgementList } from './judgement-list.tsx'

export function Judgements({ system }: { system: System }): ReactNode {
  const { words } = useSpoken()
  const nameOf = useNames()
  const judgements = system.judgements.map((one) => ({
    ...one,
    who: one.by === undefined ? undefined : nameOf(one.by),
  }))
  return (
    <section aria-labelledby="judgements">
      <h2 id="judgements">{words.system.judgements}</h2>
      {judgements.length === 0 ? <p>{words.system.noJudgements}</p> : <JudgementList judgements={judgements} />}
    </section>
  )
}
