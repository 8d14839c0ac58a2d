// SPDX-License-Identifier: EUPL-1.2
// The `sluis` command: runs a server, speaks to one as a person does over the people's API, and examines what a server
// wrote out without trusting it. Keeps its part of P4 (a stop in one line), P9 (it has no other way in than a person's
// key) and P11 (verify shares nothing with a server); it sits on top, and only programs that start Sluis import it.
//
// `program.ts` reads a command line and runs one of `commands`. To them `input` gives what a person gave along, read with its
// bounds; `client` speaks to a server, `start` starts one, and `audit` verifies what one wrote out; `tell` shows each thing.
export { CliError } from './error.ts'
export { languageOf, sayIn } from './language.ts'
export { defaultPorts, portOf } from './settings.ts'
export { tellFirstKeys } from './start/first-keys.ts'
export { type RunningServer, type ServerSettings, startServer } from './start/serve.ts'
export { StartError, tellStartFailure } from './start/start-failure.ts'
