// SPDX-License-Identifier: EUPL-1.2
// The APIs in which agents ask models: each request read, each answer and stream passed through or translated, and put
// together for the log. Keeps P2, P8 and P10 on the wire; only the gate may import it.
//
// `face.ts` is the way in, `pass.ts` takes a call to its provider. `apis` says of each API how a request is read and what
// in an answer is text that passes a guard; `stream` brings an answer on piece by piece; `translate` has one API speak another.
export { apiAt, modelError, serveModel } from './face.ts'
export { listModels, showModel } from './list.ts'
