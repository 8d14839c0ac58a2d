// SPDX-License-Identifier: EUPL-1.2
// The `sluis-log` command as a process.
import { runCommand } from './node/index.ts'

runCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  isInteractive: process.stderr.isTTY === true,
  environment: process.env,
}).then((code) => {
  process.exitCode = code
})
