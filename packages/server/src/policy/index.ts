// SPDX-License-Identifier: EUPL-1.2
// Decides whether an agent may make a call, by the organisation's Cedar rules, and says which rules decided and what
// would lift a refusal. Keeps P10 (unknown is refused) and its part of P5 (the same question, asked again at release,
// is judged anew); pure, so it holds no state, imports only `organisation` and `boundary`, and may be imported by every room above it.
export { type CaseFile, type CaseResult, readCaseFiles, testPolicies } from './cases.ts'
export { checkPolicies } from './check.ts'
export { PolicyError, type PolicyErrorCode } from './error.ts'
export { type Change, type ExplainedRule, type Explanation, explain, type LookedAt } from './explain.ts'
export { explanationText, type Language } from './explain-text.ts'
export type { CallShape } from './facts.ts'
export type { FindingCode, PolicyFinding } from './finding.ts'
export { loadPolicies, loadShadow } from './load.ts'
export { modelFactsOf } from './model-facts.ts'
export type { PolicySet } from './policy-set.ts'
export { comesTo, maxTurns, rehearse, rehearseResult } from './rehearse.ts'
export { formatRemedy, liesOn, type Remedy, undisclosed } from './remedy.ts'
export type {
  Decision,
  Fact,
  ModelFacts,
  ModelResource,
  PolicyContext,
  PolicyRequest,
  Rule,
  ToolResource,
} from './request.ts'
export { schemaOf } from './schema.ts'
