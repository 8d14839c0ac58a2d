// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSpoken } from '../language/later.ts'
import { useMay } from '../parts/me.ts'
import { PageLoading } from '../parts/page-loading.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { useNames } from '../parts/use-names.ts'
import { queries } from '../queries.ts'
import { Algoritmeregister } from '../register/algoritmeregister.tsx'
import { ClassChips, StageChip } from '../register/class-chip.tsx'
import { Disclosed } from '../register/disclosed.tsx'
import { FactList } from '../register/fact-list.tsx'
import { GateEffects } from '../register/gate-effects.tsx'
import { Judgements } from '../register/judgements.tsx'
import { KeptLogs } from '../register/kept-logs.tsx'
import { Obligations } from '../register/obligations.tsx'
import { OpenQuestions } from '../register/open-questions.tsx'
import { Outside } from '../register/outside.tsx'
import { Papers } from '../register/papers.tsx'
import { Signs } from '../register/signs.tsx'
import { SystemAbout } from '../register/system-about.tsx'
import { SystemHistory } from '../register/system-history.tsx'
import { SystemSteps } from '../register/system-steps.tsx'
import { WhyClass } from '../register/why-class.tsx'

/** Everything about one system: what has to be done, what follows, and what it rests on. */
export function SystemPage(): ReactNode {
  const { id } = useParams({ from: '/systems/$id' })
  const { words } = useSpoken()
  const nameOf = useNames()
  const mayStop = useMay('stop')
  const { data, error } = useQuery(queries.system(id))
  if (data === undefined) return <PageLoading error={error} missing={<NotRegistered />} />
  return (
    <article className="card" key={id}>
      <header className="card-head">
        <p className="card-state">
          <ClassChips system={data} />
          <StageChip stage={data.stage} />
          {data.isDisputed && <span className="chip chip-wait">{words.register.disputed}</span>}
          <span>{words.register.owner(nameOf(data.owner))}</span>
          <span>{words.register.accountable(nameOf(data.accountable))}</span>
        </p>
        <PageTitle>{data.name}</PageTitle>
        <p className="lead">{data.purpose}</p>
        {mayStop && data.passesGate && (
          <p>
            <Link to="/stop" search={{ system: id }} className="text-target">
              {words.stop.thisSystem}
            </Link>
          </p>
        )}
      </header>
      <div className="card-what">
        <SystemSteps system={data} />
        <Signs system={data} />
        <OpenQuestions system={data} />
        <Obligations system={data} />
        <FactList system={data} />
        <Algoritmeregister system={data} />
        <Papers id={id} />
      </div>
      <div className="card-why">
        <GateEffects system={data} />
        <Disclosed system={data} />
        <WhyClass system={data} />
        <Judgements system={data} />
        <Outside system={data} />
        <SystemAbout system={data} />
        <KeptLogs system={data} />
        <SystemHistory system={data} />
      </div>
    </article>
  )
}

/** A case, a run or an incident may speak of a system that has left the register; its page says where the rest is. */
function NotRegistered(): ReactNode {
  const { words } = useSpoken()
  return (
    <>
      <PageTitle>{words.register.notHere}</PageTitle>
      <p>{words.register.notHereHelp}</p>
      <p>
        <Link to="/systems">{words.register.title}</Link> · <Link to="/runs">{words.runs.title}</Link> ·{' '}
        <Link to="/incidents">{words.incidents.title}</Link>
      </p>
    </>
  )
}
