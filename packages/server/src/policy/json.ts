// SPDX-License-Identifier: EUPL-1.2
import type { Text } from '@sluis/ai-act'
import { Entity } from './value.ts'

/** A part of Cedar that Sluis's rules may not use, or a form of its JSON that we don't know: refused at load. */
export class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError'
  readonly sentence: Text
  constructor(nl: string, en: string) {
    super(en)
    this.sentence = { nl, en }
  }
}

/** Cedar's JSON wraps every expression as one operator with its operand. */
export function soleEntry(json: unknown): readonly [string, unknown] {
  const [entry, ...more] = Object.entries(readParts(json, []))
  if (entry === undefined || more.length > 0)
    throw new UnsupportedError('een uitdrukking van onbekende vorm', 'an expression of unknown form')
  return entry
}

/** An object that has at least the named parts. */
export function readParts(json: unknown, names: readonly string[]): { readonly [name: string]: unknown } {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new UnsupportedError('een uitdrukking van onbekende vorm', 'an expression of unknown form')
  }
  const parts: { readonly [name: string]: unknown } = Object.assign(Object.create(null), json)
  for (const name of names) {
    if (!Object.hasOwn(parts, name))
      throw new UnsupportedError(`een uitdrukking zonder ${name}`, `an expression without ${name}`)
  }
  return parts
}

/** `{type, id}`: bare in scopes, wrapped in `__entity` in literals. */
export function readEntity(json: unknown): Entity {
  const outer = readParts(json, [])
  const { type, id } = readParts(outer.__entity ?? outer, ['type', 'id'])
  if (typeof type === 'string' && typeof id === 'string') return new Entity(type, id)
  throw new UnsupportedError('een entiteit zonder soort of id', 'an entity without type or id')
}
