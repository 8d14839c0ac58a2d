// SPDX-License-Identifier: EUPL-1.2
// The boundary says what a text or a value carries (personal data, secrets, the organisation's own words) and takes it
// out, masks it or replaces it by a pseudonym; it decides nothing and stores nothing. It serves P7 (no personal data and
// no secret stands in a leaf) and P10 (what can't be inspected is refused); policy, gate, api and cli may import it.
export { BoundaryError, type BoundaryErrorCode } from './errors.ts'
export { inspect } from './inspect.ts'
export { inspectJson, MAX_JSON_DEPTH, type RedactedJson, redactJson } from './json.ts'
export {
  BUILT_IN_KINDS,
  type Finding,
  type FindingKind,
  isFindingKind,
  type JsonFinding,
  type OwnKind,
} from './kinds.ts'
export { markerOf, type Redacted, type Removed, redact } from './redact.ts'
