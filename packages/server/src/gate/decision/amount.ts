// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject, JsonValue } from '../../journal/index.ts'
import type { Tool } from '../../organisation/index.ts'
import { GateError } from '../error.ts'
import { requireOneName } from './one-name.ts'

/**
 * One way to write each amount: no sign, no thousands separators, no exponent, no third decimal. What two programs
 * could read as two amounts (`600.000`, `1,500`) is refused. Fourteen digits of cents stay far within the safe
 * integers.
 */
const forms = { euros: /^(0|[1-9]\d{0,11})(?:\.(\d{1,2}))?$/, cents: /^(0|[1-9]\d{0,13})$/ } as const

/**
 * The amount of a call, from the argument that the tool's entry names. Throws `malformed` if that holds no amount: a
 * rule about amounts must not be skipped by a call that doesn't say one (P10).
 */
export function amountOf({ amount }: Pick<Tool, 'amount'>, body: JsonObject): { amount?: { cents: number } } {
  if (amount === undefined) return {}
  const { argument, in: unit } = amount
  requireOneName(body, argument)
  const match = forms[unit].exec(written(Object.hasOwn(body, argument) ? body[argument] : undefined))
  if (match === null) throw new GateError('malformed', `the argument ${argument} must be an amount, ${example[unit]}`)
  const [, whole = '', fraction = ''] = match
  return { amount: { cents: Number(unit === 'cents' ? whole : whole + fraction.padEnd(2, '0')) } }
}

const example = { euros: 'such as 1935.01', cents: 'in whole cents such as 193501' } as const

function written(value: JsonValue | undefined): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : ''
}
