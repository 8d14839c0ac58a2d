// SPDX-License-Identifier: EUPL-1.2
// What a running server tells whoever operates it when something is wrong: one line each, by a name from one list,
// without anything that was asked or answered (P7). May be imported by every room, because the journal's threads warn
// too; imports none.
export type { Warning } from './names.ts'
export { warn } from './warn.ts'
