// SPDX-License-Identifier: EUPL-1.2
// Copies a data folder while Sluis runs, in parts that can be kept for different times, and restores one after auditing
// it as an outsider would. Keeps P7 (what was erased stays erased) and P11 (no older copy passes for the log); may be
// imported by cli, and imports the journal.
export { type BackedUp, type BackupWish, backUp } from './back-up.ts'
export { type Restored, type RestoreWish, restore } from './restore.ts'
