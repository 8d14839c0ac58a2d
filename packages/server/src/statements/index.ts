// SPDX-License-Identifier: EUPL-1.2
// Receives what outside bodies state and sign (test reports, declarations, certificates, assessments, deny lists) and
// makes it an entry of the log, once it verifies with a key that the organisation's files name. Keeps P7 and P10; may be
// imported by api and cli, and imports the journal and the organisation.
export { StatementError, type StatementErrorCode } from './error.ts'
export { type KeyStanding, type Statement, type StatementSummary, Statements } from './statements.ts'
