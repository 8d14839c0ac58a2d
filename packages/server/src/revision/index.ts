// SPDX-License-Identifier: EUPL-1.2
// Changing the rules with care: keeps the text of every version that was in force, decides past calls again under other
// rules, and counts where a shadow of the rules would decide otherwise. Keeps P7 (what it opens stays inside; only
// counts and call ids come out) and its part of P9 (it changes nothing); imports `journal`, `organisation`, `policy` and
// `register`, and may be imported by `api` and `cli`.

export { withBuiltIn } from './built-in.ts'
export type { NotReplayable, ReplayCounts, ReplayGroup, ReplayReport } from './replay.ts'
export { type Replay, Replays } from './replays.ts'
export { type ShadowSummary, shadowSummary } from './shadow.ts'
export { callDecision, type DecisionOfCall, versionFields, whyNoDecision } from './versions.ts'
