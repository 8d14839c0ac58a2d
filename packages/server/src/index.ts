// SPDX-License-Identifier: EUPL-1.2
// What a program that starts Sluis itself needs: the composition root, and the server with both its doors.
export { type RunningServer, type ServerSettings, startServer } from './cli/index.ts'
export type { SluisSettings } from './opening.ts'
export { openSluis, type Sluis } from './sluis.ts'
