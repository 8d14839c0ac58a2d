// SPDX-License-Identifier: EUPL-1.2
import { CliError } from '../error.ts'
import type { Terminal } from '../terminal.ts'
import { idFrom } from './id.ts'

/** Whose key is meant. */
export interface Whose {
  readonly kind: 'agent' | 'person'
  readonly id: string
}

/** `agent:NAME` or `person:NAME`. Throws `misused`. */
export function whoseFrom(given: string, terminal: Pick<Terminal, 'say'>): Whose {
  const [, kind, id = ''] = /^(agent|person):(.*)$/.exec(given) ?? []
  if (kind === 'agent' || kind === 'person') return { kind, id: idFrom(id, terminal) }
  const { say } = terminal
  throw new CliError(
    'misused',
    say(`"${given}": geef agent:NAAM of person:NAAM.`, `"${given}": give agent:NAME or person:NAME.`),
  )
}
