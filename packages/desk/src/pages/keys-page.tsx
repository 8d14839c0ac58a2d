// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Key } from '../api-keys.ts'
import { IssueWindow, type Whose } from '../keys/issue-window.tsx'
import { KeyList } from '../keys/key-list.tsx'
import { useSpoken } from '../language/later.ts'
import { Loading } from '../parts/loading.tsx'
import { useMay, useMe } from '../parts/me.ts'
import { PageTitle } from '../parts/page-title.tsx'
import { queries } from '../queries.ts'

/** Who gets in with what: those who wait for a key first, then agents, then people. */
export function KeysPage(): ReactNode {
  const { words } = useSpoken()
  const { person } = useMe()
  const mayForAgents = useMay('issue-agent-key')
  const mayForPeople = useMay('issue-person-key')
  const { data, error } = useQuery(queries.keys)
  const [issuing, setIssuing] = useState<Whose>()
  const mayMake = ({ kind, holder }: Whose): boolean =>
    kind === 'agent' ? mayForAgents : mayForPeople || holder.id === person.id
  // Whoever has a key makes their own next one.
  const mayMakeBeside = (whose: Whose): boolean =>
    whose.kind === 'agent' ? mayForAgents : whose.holder.id === person.id
  const waiting: readonly Whose[] = [
    ...(data?.without.people ?? []).map((holder) => ({ kind: 'person', holder }) as const),
    ...(data?.without.agents ?? []).map((holder) => ({ kind: 'agent', holder }) as const),
  ]
  const of = (kind: Key['kind']): readonly Key[] => data?.keys.filter((key) => key.kind === kind) ?? []
  return (
    <>
      <PageTitle>{words.keys.title}</PageTitle>
      <p className="lead">{words.keys.lead}</p>
      {data === undefined && <Loading error={error} />}
      {waiting.length > 0 && (
        <section aria-labelledby="without">
          <h2 id="without">{words.keys.without}</h2>
          <p className="quiet">{words.keys.withoutHelp}</p>
          <ul className="case-list">
            {waiting.map((whose) => (
              <li key={`${whose.kind}:${whose.holder.id}`} className="case-row case-row-open key-row">
                <strong>{whose.holder.name}</strong>
                {mayMake(whose) && (
                  <Button className="button" onPress={() => setIssuing(whose)}>
                    {words.keys.makeFor(whose.holder.name)}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {data !== undefined &&
        (['agent', 'person'] as const).map((kind) => (
          <section key={kind} aria-labelledby={kind}>
            <h2 id={kind}>{kind === 'agent' ? words.keys.agents : words.keys.people}</h2>
            <KeyList keys={of(kind)} mayMake={mayMakeBeside} onMake={setIssuing} />
          </section>
        ))}
      {issuing !== undefined && <IssueWindow whose={issuing} onClose={() => setIssuing(undefined)} />}
    </>
  )
}
