// SPDX-License-Identifier: EUPL-1.2
import type { Place } from '../journal/index.ts'
import type { Organisation, PolicyFile, Problem } from '../organisation/index.ts'
import type { ReplayReport } from './replay.ts'

/** What the thread of a replay is given. */
export interface ReplayOrder {
  readonly place: Place
  readonly organisation: Organisation
  readonly policies: readonly PolicyFile[]
  readonly sinceMs: number
}

export interface Progress {
  readonly done: number
  readonly total: number
}

export type FromReplay =
  | { readonly progress: Progress }
  | { readonly ended: { readonly digest: string; readonly report: ReplayReport } }
  | { readonly failed: { readonly message: string; readonly problems?: readonly Problem[] } }
