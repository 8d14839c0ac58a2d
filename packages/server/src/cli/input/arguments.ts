// SPDX-License-Identifier: EUPL-1.2
import type { Case } from '../../oversight/index.ts'
import { CliError } from '../error.ts'
import type { Terminal } from '../terminal.ts'

/** Reads a call's arguments as a person wrote them. Throws `unusable`. */
export function parseArguments(text: string, { say }: Pick<Terminal, 'say'>): NonNullable<Case['arguments']> {
  const parsed = parse(text, say)
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed }
  throw new CliError(
    'unusable',
    say('Hier hoort een JSON-object te staan: { … }', 'This should be a JSON object: { … }'),
  )
}

function parse(text: string, say: Terminal['say']): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : ''
    throw new CliError('unusable', say(`Dit is geen geldige JSON: ${why}`, `This is no valid JSON: ${why}`), { cause })
  }
}
