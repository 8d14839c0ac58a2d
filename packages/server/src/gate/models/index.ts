// SPDX-License-Identifier: EUPL-1.2
// The APIs in which agents ask models: each request is read, each answer and stream passed through or translated, and
// put together for the log. Keeps P2, P8 and P10 on the wire; only the gate may import it.
export { apiAt, modelError, serveModel } from './face.ts'
export { listModels, showModel } from './list.ts'
