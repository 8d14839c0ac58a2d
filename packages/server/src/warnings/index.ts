// SPDX-License-Identifier: EUPL-1.2
// What a running server tells whoever runs it when something is amiss: one line each, by a name from one list, without
// anything that was asked or answered (P7). May be imported by every room, as the threads of the journal warn too;
// imports none.
export type { Warning } from './names.ts'
export { warn } from './warn.ts'
