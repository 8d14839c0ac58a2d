// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useState } from 'react'
import { useSpoken } from '../language/language.tsx'
import { useAnnounce } from '../parts/announcer.tsx'
import type { Fields } from './drafts.ts'
import { drafts } from './in-this-tab.ts'

export interface Draft<F extends Fields> {
  readonly fields: F
  readonly set: (fields: Partial<F>) => void
  /** Whether they stand there from an earlier time; until they are sent or thrown away. */
  readonly isKept: boolean
  readonly isChanged: boolean
  readonly throwAway: () => void
  /** Once this has an answer there is nothing left to keep, wherever the sender went meanwhile. */
  readonly sentBy: <T>(sending: Promise<T>) => Promise<T>
}

/** The fields of a form, as they were left when that was not sent. `start` must be the same each time for one `form`. */
export function useDraft<F extends Fields>(form: string, start: F): Draft<F> {
  const { words } = useSpoken()
  const announce = useAnnounce()
  const [first] = useState(start)
  const [kept] = useState(() => drafts.read(form, first))
  // `read` gives the names of `start`, each with a text.
  const [fields, setFields] = useState<F>(() => (kept === undefined ? first : (kept as F)))
  const [isKept, setIsKept] = useState(kept !== undefined)
  useEffect(() => drafts.keep(form, first, fields), [form, first, fields])
  const told = isKept ? words.drafts.kept : ''
  useEffect(() => {
    if (told !== '') announce(told)
  }, [told, announce])
  return {
    fields,
    set: (more) => setFields((before) => ({ ...before, ...more })),
    isKept,
    isChanged: Object.keys(first).some((name) => first[name] !== fields[name]),
    throwAway: () => {
      setFields(first)
      setIsKept(false)
    },
    sentBy: async (sending) => {
      const answer = await sending
      drafts.drop(form)
      return answer
    },
  }
}
