// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject, JsonValue } from '../../journal/index.ts'
import type { Tool } from '../../organisation/index.ts'
import { GateError } from '../error.ts'

/**
 * One way of writing each amount, without sign, separators of thousands, exponent or a third decimal: what two programs
 * could read as two amounts (`600.000`, `1,500`) is refused. Fourteen digits of cents stay far within the safe integers.
 */
const forms = { euros: /^(0|[1-9]\d{0,11})(?:\.(\d{1,2}))?$/, cents: /^(0|[1-9]\d{0,13})$/ } as const

/**
 * How much a call is about, from the argument that the tool's entry names. Throws `malformed` where that holds no amount:
 * a rule that asks how much must not pass over a call that doesn't say (P10).
 */
export function amountOf({ amount }: Pick<Tool, 'amount'>, body: JsonObject): { amount?: { cents: number } } {
  if (amount === undefined) return {}
  const { argument, in: unit } = amount
  const isAlike = (name: string): boolean => name !== argument && loosely(name) === loosely(argument)
  if (Object.keys(body).some(isAlike)) {
    throw new GateError('malformed', `only ${argument} holds the amount, and no other argument by nearly that name`)
  }
  const match = forms[unit].exec(written(Object.hasOwn(body, argument) ? body[argument] : undefined))
  if (match === null) throw new GateError('malformed', `the argument ${argument} must be an amount, ${example[unit]}`)
  const [, whole = '', fraction = ''] = match
  return { amount: { cents: Number(unit === 'cents' ? whole : whole + fraction.padEnd(2, '0')) } }
}

const example = { euros: 'such as 1935.01', cents: 'in whole cents such as 193501' } as const

/**
 * A name as programs read it that look neither at case nor at signs (Go's encoding/json, Jackson, .NET can): of `amount` and
 * `Amount` such a one takes the last.
 */
function loosely(name: string): string {
  const folded = name.normalize('NFKC').toUpperCase().toLowerCase()
  return folded.replaceAll(/[^\p{L}\p{N}]/gu, '')
}

function written(value: JsonValue | undefined): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : ''
}
