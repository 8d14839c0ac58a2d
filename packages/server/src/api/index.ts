// SPDX-License-Identifier: EUPL-1.2
// The people's HTTP API and the Desk's files, on a port of its own that accepts people's keys and no agent's, and the
// public log under /log. Keeps its part of P4 (the stop needs only this door) and P9; cli and the composition root may
// import it, and it composes the rooms below without importing `gate` or `tasks`.
export { ServeError, type ServeSettings, serveApi } from './serve.ts'
export type { Services, ToolReview } from './services.ts'
