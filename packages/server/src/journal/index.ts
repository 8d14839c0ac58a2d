// SPDX-License-Identifier: EUPL-1.2
// The one door for every change of state: durable entries in a verifiable log, projections that are folds of it, and
// sealed private fields that can be erased. Keeps P1, P3, P7, P11 and P12; any room that keeps state may import it,
// and it imports only the log format and the warnings.
export { type Beside, type BesideRow, openBeside } from './beside.ts'
export type { Briefs } from './brief.ts'
export { CanonicalText, canonicalJson, canonicalName, sortedNames } from './canonical-json.ts'
export type { RunDay, RunDays } from './days.ts'
export type { Place } from './engine/open.ts'
export type { Appended, Disclosed, Entry, EntryDraft, Erasing, PrivateField } from './entry.ts'
export { Conflict, JournalError, type JournalErrorCode } from './error.ts'
export { exportLog } from './export.ts'
export { Journal, type JournalSettings } from './journal.ts'
export { isList, isObject, type JsonObject, type JsonValue, listIn } from './json.ts'
export { readVerifierKey } from './log-key.ts'
export type { LogReader, SealedNames } from './log-reader.ts'
export {
  type Cell,
  type Change,
  integer,
  type Projection,
  type Row,
  type RowKey,
  type Rows,
  type Table,
  text,
} from './projection.ts'
export { type FieldPage, type FieldRead, readFields } from './read-fields.ts'
export { readLog, sourceOf } from './read-log.ts'
export { receiptFor } from './receipt.ts'
export type { KnownCheckpoint } from './recovery.ts'
export { type KeyReplacement, type ReplacedKey, replaceKey } from './replace-key.ts'
export { type RunningSigner, serveSigner } from './signer/serve.ts'
export { forgetSubject } from './store.ts'
export { forgetKeys } from './vault.ts'
