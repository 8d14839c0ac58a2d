// SPDX-License-Identifier: EUPL-1.2
// The `sluis` command: runs a server, speaks to one over the people's API as a person does, and verifies what a server
// wrote out without trusting it. Keeps its part of P4 (a stop in one line), P9 (its only way in is a person's key) and
// P11 (verify shares nothing with a server). It sits on top: only programs that start Sluis import it.
//
// `program.ts` reads a command line and runs one of `commands`. For those, `input` reads what a person passes along,
// within bounds; `client` speaks to a server, `start` starts one, `audit` verifies what one wrote out, and `tell` says
// how each thing is shown.
export { CliError } from './error.ts'
export { languageOf, sayIn } from './language.ts'
export { defaultPorts, portOf } from './settings.ts'
export { tellFirstKeys } from './start/first-keys.ts'
export { type RunningServer, type ServerSettings, startServer } from './start/serve.ts'
export { StartError, tellStartFailure } from './start/start-failure.ts'
