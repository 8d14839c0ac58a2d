// SPDX-License-Identifier: EUPL-1.2
import { foldedName, type JsonObject } from '../../journal/index.ts'
import { GateError } from '../error.ts'

/**
 * Throws `malformed` if another argument has nearly the name of the one that is looked at: of `amount` and `Amount` a
 * server may read either, and the gate looked at only one.
 */
export function requireOneName(body: JsonObject, argument: string): void {
  const isAlike = (name: string): boolean => name !== argument && loosely(name) === loosely(argument)
  if (!Object.keys(body).some(isAlike)) return
  throw new GateError('malformed', `only ${argument} may go by that name, and no other argument by nearly the same`)
}

/** A name as programs read it that ignore case and signs (Go's encoding/json, Jackson, .NET can). */
function loosely(name: string): string {
  return foldedName(name.normalize('NFKC')).replaceAll(/[^\p{L}\p{N}]/gu, '')
}
