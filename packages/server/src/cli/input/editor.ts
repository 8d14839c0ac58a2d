// SPDX-License-Identifier: EUPL-1.2
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Case } from '../../oversight/index.ts'
import { CliError } from '../error.ts'
import { printableJson, type Terminal } from '../terminal.ts'
import { parseArguments } from './arguments.ts'

type Arguments = NonNullable<Case['arguments']>

/**
 * Lets a person change arguments as JSON in their own editor, in a file that only they can read. A file that can't be
 * parsed afterwards is kept, so that nobody loses what they wrote. Throws `misused` when no person is at a terminal.
 */
export async function editInEditor(id: string, before: Arguments, terminal: Terminal): Promise<Arguments> {
  const { say, environment, isAttended } = terminal
  const editor = environment.VISUAL || environment.EDITOR
  if (!isAttended || editor === undefined) {
    throw new CliError(
      'misused',
      say(
        'Zeg wat er anders moet: --to, --subject, --text of --arguments (of zet EDITOR, in een terminal).',
        'Say what should differ: --to, --subject, --text or --arguments (or set EDITOR, in a terminal).',
      ),
    )
  }
  const folder = mkdtempSync(join(tmpdir(), 'sluis-'))
  const file = join(folder, `${id}.json`)
  // Characters by which an agent could reverse or hide text are escaped; parsed again, the value is the same.
  writeFileSync(file, `${printableJson(before)}\n`, { mode: 0o600 })
  // Through a shell, as git does, because EDITOR may hold options.
  const [status] = await once(spawn('sh', ['-c', `${editor} "$1"`, 'sluis', file], { stdio: 'inherit' }), 'close')
  const text = readFileSync(file, 'utf8')
  try {
    if (status !== 0) {
      throw new CliError(
        'unusable',
        say('De editor sloot met een fout; er is niets verstuurd.', 'The editor failed; nothing was sent.'),
      )
    }
    const after = parseArguments(text, terminal)
    rmSync(folder, { recursive: true })
    return after
  } catch (error) {
    if (error instanceof CliError) {
      const kept = say(
        `Uw tekst staat nog in ${file}; verbeter hem en geef hem met --arguments.`,
        `Your text is still in ${file}; mend it and give it with --arguments.`,
      )
      throw new CliError(error.code, [...error.lines, kept])
    }
    throw error
  }
}
