// SPDX-License-Identifier: EUPL-1.2
// What the log's verifier needs of Node: reading an exported directory, and the `sluis-log` command. It keeps P11 in a
// process that shares nothing with a server; only command lines may import it, a browser can't.

export { exitCodes, runCommand, type Terminal } from './command.ts'
export { directorySource } from './directory-source.ts'
