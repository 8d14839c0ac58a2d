// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { bases, type Erasure } from '../api-subjects.ts'
import { useSpoken } from '../language/language.tsx'
import { UnseenText } from '../parts/unseen-text.tsx'

/** That content was erased: when, by whom, on what ground and why. */
export function ErasedNote({ erasure }: { erasure: Erasure }): ReactNode {
  const { words, format } = useSpoken()
  const { at, by, basis, reason } = erasure
  const ground = bases.find((known) => known === basis)
  const told = ground === undefined ? basis : words.runs.grounds[ground]
  return (
    <span>
      {words.runs.erased(format.time(at), by?.name ?? words.runs.somebody, told)}
      {reason !== undefined && (
        <>
          {' '}
          <UnseenText text={reason} />
        </>
      )}
    </span>
  )
}
