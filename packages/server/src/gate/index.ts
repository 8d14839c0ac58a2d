// SPDX-License-Identifier: EUPL-1.2
// The agents' door: every model call and every tool call passes here, top to bottom as path.ts tells it. Keeps P1 to P5,
// P8 and P10; composes the rooms below it, and only the composition root may import it.
//
// `server.ts` hands a request to a face, `models` or `mcp`, which calls `path.ts`. On the path, `requests` has what comes in,
// bounded, and who asks; `targets` what a call is aimed at; `labels` where its data came from; `decision` what the rules say
// of it, with the remedies of a machine; `entries` what the log has of a call, `fold` what those entries make of calls and
// runs, and `runs` what a run was told; `release` what goes back. Beyond the gate, `upstream` has the endpoints of models and
// `tools` the tool servers. `drill` tries the stop and the loss of a provider.
export { keyEnded } from './cut.ts'
export { recipientOf } from './decision/mailed.ts'
export { ProviderDrills } from './drill/provider-drills.ts'
export { StopDrills, type StopDrillTicket } from './drill/stop-drills.ts'
export { editCase } from './edit.ts'
export { settleLostCalls } from './entries/lost-calls.ts'
export type { GateParts, Loaded } from './parts.ts'
export { listen } from './requests/listen.ts'
export { isLoopback } from './requests/own-host.ts'
export { Runs } from './runs/runs.ts'
export { gateListener } from './server.ts'
export { Tools } from './tools/tools.ts'
export { ModelUpstreams, ModelWatch } from './upstream/index.ts'
