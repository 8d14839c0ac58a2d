// SPDX-License-Identifier: EUPL-1.2
// The boundary says what a text or a value carries (personal data, secrets, the organisation's own words) and takes it
// out, masks it or puts a pseudonym in its place; it decides nothing, writes nothing down and gets its keys and rules as
// arguments. It serves P7 (no personal data and no secret stands in a leaf) and P10 (what can't be inspected is refused);
// policy, gate and cli may import it, and it imports no other room.
export { BoundaryError } from './errors.ts'
export { atOnce, type InPieces, inTurns, isShort, nextTurn, pieces, turnOf } from './in-turns.ts'
export { inspect } from './inspect.ts'
export { MAX_HELD_BACK } from './inspector.ts'
export { replaceInJson, restored, restoreJson } from './json.ts'
export { BUILT_IN_KINDS, type FindingKind, isFindingKind } from './kinds.ts'
export { kindsInJson, kindsInPieces, kindsInTurns } from './kinds-in-json.ts'
export { Lately } from './lately.ts'
export { type Rules, rulesOf } from './own-rules.ts'
export { MAX_PSEUDONYM, Pseudonyms, RestoringStream } from './pseudonyms.ts'
export { markerOf, maskOf, type Removed, type Replacement } from './replace.ts'
export { TextStream } from './text-stream.ts'
