// SPDX-License-Identifier: EUPL-1.2
// Decides whether an agent may make a call, by the organisation's Cedar rules, and says which rules decided and what
// would lift a refusal. Keeps P10 (unknown is refused) and its part of P5 (the same question, asked again at release,
// is judged anew); pure, so it holds no state, imports only `organisation` and `boundary`, and may be imported by every room above it.
export { type CaseResult, readCaseFiles, testPolicies } from './cases.ts'
export { checkPolicies } from './check.ts'
export { PolicyError } from './error.ts'
export { explain } from './explain.ts'
export { explanationText } from './explain-text.ts'
export type { PolicyFinding } from './finding.ts'
export { loadPolicies, loadShadow } from './load.ts'
export { modelFactsOf } from './model-facts.ts'
export type { PolicySet } from './policy-set.ts'
export { comesTo, maxTurns, rehearse, rehearseResult } from './rehearse.ts'
export { formatRemedy, liesOn, type Remedy, undisclosed } from './remedy.ts'
export type { Decision, Fact, ModelResource, PolicyContext, PolicyRequest, Rule, ToolResource } from './request.ts'
