// SPDX-License-Identifier: EUPL-1.2
// Evidence that somebody outside can hold against the log: entries with their proofs, and those of their private fields and
// names that a person chose to hand over. Keeps P7 (what is not chosen stays shut), P9 and P11; imports the journal, and may
// be imported by api.
export { ExhibitError } from './error.ts'
export { Exhibits } from './exhibits.ts'
