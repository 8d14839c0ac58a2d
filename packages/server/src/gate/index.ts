// SPDX-License-Identifier: EUPL-1.2
// The agents' door: every model call and every tool call passes here, top to bottom as path.ts tells it. Keeps P1 to P5,
// P8 and P10; composes the rooms below it, and only the composition root may import it.
export { keyEnded } from './cut.ts'
export { ProviderDrills } from './drill/drills.ts'
export { StopDrills, type StopDrillTicket } from './drill/stop-drill.ts'
export { editCase } from './edit.ts'
export { listen } from './listen.ts'
export { recipientOf } from './mailed.ts'
export { ModelWatch } from './model-watch.ts'
export { isLoopback } from './own-host.ts'
export type { GateParts, Loaded } from './parts.ts'
export { settleLostCalls } from './recover.ts'
export { Runs } from './runs.ts'
export { gateListener } from './server.ts'
export { Tools } from './tools.ts'
export { ModelUpstreams } from './upstream/index.ts'
