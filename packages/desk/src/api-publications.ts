// SPDX-License-Identifier: EUPL-1.2
// A system's entry in the Dutch Algoritmeregister, as the people's API gives it.

import type { Text } from './api-common.ts'

export type PublicationAct = 'submit' | 'publish' | 'retract'

/** What the last act came to, and where the entry stands by what is known for sure. */
export interface Publication {
  readonly act: PublicationAct
  /** `open` while it is under way; `unknown` when nobody can say whether it arrived. */
  readonly outcome: 'open' | 'done' | 'refused' | 'unknown'
  readonly isPublic: boolean
  /** Its number there; absent until something arrived. */
  readonly lars?: string
  readonly at: number
}

export interface PublicationState {
  /** Null when nothing was sent. */
  readonly publication: Publication | null
  readonly isSetUp: boolean
}

/** The entry as the register gives it now: what an act would send or publish. */
export interface PublicationDraft {
  readonly fields: readonly { readonly field: string; readonly title: string; readonly text: string }[]
  /** Why the Algoritmeregister would refuse it. */
  readonly problems: readonly {
    readonly field: string
    readonly title: string
    readonly problem: Text
    readonly isMissing: boolean
  }[]
  readonly digest: string
  /** Whether this is what was submitted. */
  readonly isSubmitted: boolean
}
