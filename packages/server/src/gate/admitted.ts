// SPDX-License-Identifier: EUPL-1.2
// What the path of a call and its faces pass to each other: a call that may be forwarded, and how it ended.
import type { JsonValue } from '../journal/index.ts'
import type { Claim } from '../limits/index.ts'
import type { Route } from '../organisation/index.ts'
import type { CallWatch } from '../telemetry/index.ts'
import type { Numbered, Result, Target } from './call.ts'
import type { Cut } from './cut.ts'
import type { Considered } from './decision/considered.ts'
import type { Loaded } from './parts.ts'
import type { Release } from './release/release.ts'
import type { TextGuard } from './release/text-guard.ts'
import type { Soon } from './soon.ts'
import type { Tried } from './upstream/index.ts'

/** A call whose intent is durable, so that it may be forwarded. */
export interface Admitted extends Numbered {
  /** The files by which it was decided, and which stay its files until it ends. */
  readonly loaded: Loaded
  readonly target: Target
  readonly considered: Considered
  /** What ends it early: a stop that covers it, or its caller leaving. */
  readonly cut: Cut
  readonly messageId?: string
  /** Where a model call may go, in this order; the intent names them. */
  readonly routes: readonly Route[]
  /** A provider that counts as unreachable while its loss is drilled. */
  readonly lost?: string | undefined
  /** How each attempt ended; the outcome records it. */
  readonly tried: Tried[]
  readonly watch: CallWatch
  /** What the call reserves of the limits that apply to it; its outcome settles that. */
  readonly claim: Claim | undefined
  /** What the texts of a model's answer pass through before anybody gets them. */
  readonly guard: TextGuard | undefined
  /** What an answer passes through before the agent gets it. */
  readonly release: Release
}

export type Forward<T> = (admitted: Admitted) => Promise<Forwarded<T>>

export interface Forwarded<T> {
  readonly reply: T
  /** The result: known at once for a whole answer, and when the far side is done for a stream. */
  readonly ended: Soon<Result>
  readonly isStreamed?: true
  /** For a stream that ends early: what its caller may have got by then. */
  readonly letGo?: () => JsonValue
}

export interface Passed<T> {
  readonly reply: T
  readonly numbered: Numbered
}

/** A result that an earlier call with the same request key had. */
export interface Repeated {
  readonly repeated: Result
  readonly numbered: Numbered
}
