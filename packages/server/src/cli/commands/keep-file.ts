// SPDX-License-Identifier: EUPL-1.2
import { writeFileSync } from 'node:fs'
import type { ApiOptions } from '../client/api-client.ts'
import { CliError, systemCode } from '../error.ts'
import type { Terminal } from '../terminal.ts'

interface KeepOptions extends Pick<ApiOptions, 'json'> {
  readonly to?: string
}

/** Saves what a server made, under `name` or where the person says; a file that they didn't name is not overwritten. */
export function keepFile(bytes: Buffer, name: string, { to, json }: KeepOptions, terminal: Terminal): void {
  const file = to ?? name
  write(file, bytes, to === undefined ? 'wx' : 'w', terminal)
  if (json) terminal.json({ file, bytes: bytes.length })
  else terminal.out(terminal.say(`Geschreven: ${file}`, `Written: ${file}`))
}

/** Throws `unusable` with what to do about it. */
export function write(file: string, content: Buffer | string, flag: 'w' | 'wx', { say }: Terminal): void {
  try {
    writeFileSync(file, content, { flag })
  } catch (cause) {
    const code = systemCode(cause)
    if (code === '') throw cause
    const [nl, en] =
      code === 'EEXIST'
        ? ['is er al', 'is there already']
        : [`is niet te schrijven (${code})`, `can't be written (${code})`]
    const line = say(`${file} ${nl}; geef een andere plek met --to.`, `${file} ${en}; give another place with --to.`)
    throw new CliError('unusable', line, { cause })
  }
}
