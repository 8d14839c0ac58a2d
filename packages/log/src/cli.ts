// SPDX-License-Identifier: EUPL-1.2
// The `sluis-log` command as a process.
import { exitCodes, runCommand } from './node/index.ts'

runCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  isInteractive: process.stderr.isTTY === true,
  environment: process.env,
})
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
    // Not 1: a defect of this program, or of the computer, is no word about the log.
    return exitCodes.misused
  })
  // Once what was written is out. A server that keeps a file waiting that no longer matters keeps nobody waiting.
  .then((code) => process.stdout.write('', () => process.exit(code)))
