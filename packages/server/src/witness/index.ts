// SPDX-License-Identifier: EUPL-1.2
// Has outsiders see every checkpoint, so that no history can be swapped for another unnoticed, and asks them at start
// whether they saw more than this log holds. Keeps P11; only the composition root and the API import it, and it imports
// the journal and the organisation.
export { Witnesses } from './witnesses.ts'
