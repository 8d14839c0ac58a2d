// SPDX-License-Identifier: EUPL-1.2
// The `sluis` command as a process.
import { runCommand } from './program.ts'
import { processTerminal } from './terminal.ts'

// A reader may have seen enough: `sluis cases | head -1` is no failure.
process.stdout.on('error', (error) => {
  if ('code' in error && error.code === 'EPIPE') process.exit()
  throw error
})

const args = process.argv.slice(2)
await runCommand(args, processTerminal(args))
