// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSpoken } from '../language/later.ts'
import { Capped } from '../parts/capped.tsx'
import { Loading } from '../parts/loading.tsx'
import { queries } from '../queries.ts'
import { ErasedNote } from '../runs/erased-note.tsx'

/** Who erased what and why, for everybody: nobody's evidence goes in silence. */
export function ErasureList(): ReactNode {
  const { words } = useSpoken()
  const { data, error } = useQuery(queries.erasures)
  if (data === undefined) return <Loading error={error} />
  if (data.erasures.length === 0) return <p className="empty">{words.held.noneErased}</p>
  return (
    <>
      <ul className="plain-list">
        {data.erasures.map((erasure) => (
          <li key={erasure.entry}>
            <ErasedNote erasure={erasure} />{' '}
            {erasure.run === undefined ? (
              erasure.kind !== undefined && <code>{erasure.kind}</code>
            ) : (
              <Link to="/runs/$id" params={{ id: erasure.run }}>
                <code>{erasure.run}</code>
              </Link>
            )}{' '}
            <span className="quiet">{words.held.entry(erasure.entry)}</span>
          </li>
        ))}
      </ul>
      <Capped count={data.erasures.length}>{words.cases.capped}</Capped>
    </>
  )
}
