// SPDX-License-Identifier: EUPL-1.2
// What operators measure: traces, metrics and one line for each call, never what was asked or answered (P7). Unlike the
// log it may be sampled, lost or switched off; gate and api may import it.
export type { CallWatch } from './call-watch.ts'
export { Telemetry } from './telemetry.ts'
