// SPDX-License-Identifier: EUPL-1.2
// Held calls as cases that people decide: bodies with quorum and veto, verdicts, expiry, and the mail that tells a
// reviewer. Keeps P6 and its part of P5 (an approval fits one call, is used once, and not after its time); gate, api and
// cli may import it, and it imports only `journal`, `organisation` and `warnings`.
export type { CallCase } from './call-case.ts'
export type { Case, CaseRule, CaseSummary, Named } from './case.ts'
export { type CaseRefusal, OversightError, type OversightErrorCode } from './error.ts'
export type { HeldCall } from './held-call.ts'
export { ModelAlarm } from './model-alarm.ts'
export type { Mail, Notify } from './notifier.ts'
export { type EditCall, Oversight, type OversightParts } from './oversight.ts'
export { type CaseState, caseStates, verdicts } from './state.ts'
