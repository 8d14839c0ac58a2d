// SPDX-License-Identifier: EUPL-1.2
// What is held about somebody, and forgetting them (GDPR art. 5(1)(e), 15, 17 and 21): where the log names a subject,
// what is sealed under its key, the act that destroys that key, and the term after which content goes by itself. Keeps
// P7, P9, P10 and P12; imports the journal and the organisation, and may be imported by api and cli.
export { type Basis, bases } from './basis.ts'
export { SubjectError, type SubjectErrorCode } from './error.ts'
export type { HeldEntry } from './found.ts'
export { cautions, type Stay, stays, staysFor } from './holds.ts'
export type { HandedOver } from './recipients.ts'
export { subjectKinds } from './subject.ts'
export { type Erased, type Erasure, type HeldAbout, Subjects } from './subjects.ts'
export { Terms } from './terms.ts'
export { basisWords, cautionWords, stayWords } from './words.ts'
