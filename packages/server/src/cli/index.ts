// SPDX-License-Identifier: EUPL-1.2
// The `sluis` command: runs a server, speaks to one as a person does over the people's API, and examines what a server
// wrote out without trusting it. Keeps its part of P4 (a stop in one line), P9 (it has no other way in than a person's
// key) and P11 (verify shares nothing with a server); it sits on top, and only programs that start Sluis import it.
export { CliError } from './error.ts'
export { tellFirstKeys } from './first-keys.ts'
export { languageOf, sayIn } from './language.ts'
export { type RunningServer, type ServerSettings, startServer } from './serve.ts'
export { defaultPorts, portOf } from './settings.ts'
export { StartError, tellStartFailure } from './start-failure.ts'
