// SPDX-License-Identifier: EUPL-1.2
import { createContext, useContext } from 'react'
import type { Me } from '../api.ts'

export const MeContext = createContext<Me | undefined>(undefined)

export function useMe(): Me {
  const me = useContext(MeContext)
  if (me === undefined) throw new Error('useMe outside a session')
  return me
}

/** Whether this person may press something. Only to show or hide it: the API decides. */
export const useMay = (act: Act): boolean => useMe().may.includes(act)

type Act =
  | 'stop'
  | 'resume'
  | 'start-run'
  | 'register'
  | 'assess'
  | 'admit-tool'
  | 'load-organisation'
  | 'raise-incident'
  | 'handle-incident'
  | 'review-decisions'
  | 'hand-over'
  | 'erase'
  | 'issue-agent-key'
  | 'issue-person-key'
  | 'settle'
