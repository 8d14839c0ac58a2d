// SPDX-License-Identifier: EUPL-1.2
import { statSync } from 'node:fs'
import { CliError } from '../error.ts'
import type { Terminal } from '../terminal.ts'
import { readBounded } from './file.ts'

const maxBytes = 1024

/**
 * The person's key: from a file that only they can read, else from SLUIS_KEY. Never from the command line, which
 * everyone on the machine can see.
 */
export function personKey(keyFile: string | undefined, terminal: Terminal): string {
  const { say, environment } = terminal
  const key = (keyFile === undefined ? (environment.SLUIS_KEY ?? '') : readKeyFile(keyFile, terminal)).trim()
  if (key === '') {
    throw new CliError('no-key', [
      say('Sluis weet niet wie u bent: er is geen sleutel.', "Sluis doesn't know who you are: there is no key."),
      say(
        'Zet uw sleutel in SLUIS_KEY, of in een bestand dat alleen u kunt lezen en geef dat met --key-file.',
        'Put your key in SLUIS_KEY, or in a file that only you can read and give that with --key-file.',
      ),
    ])
  }
  if (/^slp_[!-~]{1,190}$/.test(key)) return key
  throw new CliError(
    'no-key',
    key.startsWith('sla_') || key.startsWith('slr_')
      ? say(
          'Dit is de sleutel van een agent. Gebruik uw eigen sleutel; die begint met slp_.',
          "This is an agent's key. Use your own; it begins with slp_.",
        )
      : say(
          'Dit is geen sleutel van een persoon; die begint met slp_ en staat op één regel.',
          "This is no person's key; one begins with slp_ and stands on one line.",
        ),
  )
}

function readKeyFile(file: string, terminal: Terminal): string {
  const text = readBounded(file, maxBytes, terminal).toString('utf8')
  // Windows has no such modes; access is up to the folder's owner there.
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new CliError(
      'no-key',
      terminal.say(
        `Anderen kunnen ${file} lezen. Maak het alleen van u: chmod 600 ${file}`,
        `Others can read ${file}. Make it yours alone: chmod 600 ${file}`,
      ),
    )
  }
  return text
}
