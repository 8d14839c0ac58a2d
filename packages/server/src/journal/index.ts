// SPDX-License-Identifier: EUPL-1.2
// The one door for every change of state: durable entries in a verifiable log, projections that are folds of it, and
// sealed private fields that can be erased. Keeps P1, P3, P7, P11 and P12; any room that keeps state may import it,
// and it imports only the log format and the warnings.
//
// `journal.ts` is the door, on the thread that serves calls. Behind it `threads` has what goes over to the thread that owns
// the store; `sequencer` has that thread, and the order of the log; `fold` has projections, `sealed` has private fields and
// the keys that are destroyed to erase them, `engine` the two databases, and `signer` a key in a process of its own.
export { type Beside, type BesideRow, openBeside } from './beside.ts'
export { CanonicalText, canonicalJson, canonicalName, sortedNames } from './canonical-json.ts'
export type { Place } from './engine/open.ts'
export type { Appended, Entry, EntryDraft, PrivateField } from './entry.ts'
export { Conflict, JournalError, type JournalErrorCode, type Sentence } from './error.ts'
export { exportLog } from './export.ts'
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
} from './fold/projection.ts'
export { Journal, type JournalSettings } from './journal.ts'
export { foldedName, isList, isObject, type JsonObject, type JsonValue, listIn } from './json.ts'
export { readVerifierKey, writeVerifierKey } from './log-key.ts'
export type { LogReader } from './log-reader.ts'
export { makeFolder } from './make-folder.ts'
export { readLog, sourceOf } from './read-log.ts'
export { receiptFor, receiptUpTo } from './receipt.ts'
export { type ReplacedKey, replaceKey } from './replace-key.ts'
export type { Briefs } from './sealed/brief.ts'
export type { RunDay, RunDays } from './sealed/days.ts'
export { type FieldsWanted, openToGive } from './sealed/giving-out.ts'
export { type FieldPage, type FieldRead, readFields } from './sealed/read-fields.ts'
export { forgetKeys } from './sealed/vault.ts'
export { makeDurably, syncFolder } from './secret-file.ts'
export { type RunningSigner, serveSigner } from './signer/serve.ts'
