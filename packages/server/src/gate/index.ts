// SPDX-License-Identifier: EUPL-1.2
// The agents' door: every model call and every tool call passes here, top to bottom as path.ts tells it. Keeps P1 to
// P5, P8 and P10. It composes the rooms below it, and only the composition root may import it.
//
// `server.ts` hands a request to a face, `models` or `mcp`, which calls `path.ts`. On the path: `requests` reads and
// bounds what comes in, and who asks; `targets` is what a call is aimed at; `labels` where its data came from;
// `decision` the rules' decision, with the remedies of a machine; `entries` what the log gets of a call; `fold` the
// calls and runs that follow from those entries; `runs` what a run was told; `release` what goes back. Beyond the gate,
// `upstream` reaches the endpoints of models and `tools` the tool servers. `drill` drills the stop and the loss of a
// provider.
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
