// SPDX-License-Identifier: EUPL-1.2
// The endpoints that run models: which of a call's routes is asked when, how long each step may take, what may be tried
// again, and what each says that it serves. Keeps P2 and P8 towards providers; only the gate may import it.
export type { BodyReader, FarBody } from './far-body.ts'
export { type ModelAnswer, type ModelPost, ModelUpstreams, type Tried } from './model-upstreams.ts'
export { ModelWatch } from './model-watch.ts'
export { upstreamError } from './upstream-error.ts'
