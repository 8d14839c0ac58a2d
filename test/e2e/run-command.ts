// SPDX-License-Identifier: EUPL-1.2
import { runCommand } from '../../packages/server/src/cli/program.ts'
import type { Terminal } from '../../packages/server/src/cli/terminal.ts'

export interface CommandEnd {
  readonly code: number
  readonly text: string
  readonly error: string
}

/** One line of the `sluis` command, in this process: what it printed, and how it ended. */
export async function sluisCommand(environment: Terminal['environment'], args: readonly string[]): Promise<CommandEnd> {
  const [out, warned]: [string[], string[]] = [[], []]
  let code = 0
  await runCommand(args, {
    language: 'en',
    say: (_, english) => english,
    environment,
    command: 'sluis',
    isAttended: false,
    out: (...lines) => void out.push(...lines),
    warn: (...lines) => void warned.push(...lines),
    json: (value) => void out.push(JSON.stringify(value)),
    exitWith: (given) => {
      code = given
    },
  })
  return { code, text: out.join('\n'), error: warned.join('\n') }
}
