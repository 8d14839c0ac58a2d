// SPDX-License-Identifier: EUPL-1.2
import { Entity } from './value.ts'

/** A part of Cedar that Sluis's rules may not use, or a form of its JSON that we don't know: refused at load. */
export class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError'
}

/** Cedar's JSON wraps every expression as one operator with its operand. */
export function soleEntry(json: unknown): readonly [string, unknown] {
  const [entry, ...more] = Object.entries(readParts(json, []))
  if (entry === undefined || more.length > 0) throw new UnsupportedError('an expression of unknown form')
  return entry
}

/** An object that has at least the named parts. */
export function readParts(json: unknown, names: readonly string[]): { readonly [name: string]: unknown } {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new UnsupportedError('an expression of unknown form')
  }
  const parts: { readonly [name: string]: unknown } = Object.assign(Object.create(null), json)
  for (const name of names) {
    if (!Object.hasOwn(parts, name)) throw new UnsupportedError(`an expression without ${name}`)
  }
  return parts
}

/** `{type, id}`, bare as scopes have it or wrapped in `__entity` as literals have it. */
export function readEntity(json: unknown): Entity {
  const outer = readParts(json, [])
  const { type, id } = readParts(outer.__entity ?? outer, ['type', 'id'])
  if (typeof type === 'string' && typeof id === 'string') return new Entity(type, id)
  throw new UnsupportedError('an entity without type or id')
}
