// SPDX-License-Identifier: EUPL-1.2
import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs'
import { isIn } from './evaluate.ts'
import { readEntity, readParts, UnsupportedError } from './json.ts'
import type { Entity } from './value.ts'

type Test = (entity: Entity) => boolean

/**
 * The scope of a rule: which agents, actions and resources. Matching it takes only the three entities of a request, so
 * the rules that can apply are known before any fact is read; slices rest on that.
 */
export interface Scope {
  readonly principal: Test
  readonly action: Test
  readonly resource: Test
}

export function compileScope({ principal, action, resource }: PolicyJson): Scope {
  return { principal: constraint(principal), action: constraint(action), resource: constraint(resource) }
}

function constraint(json: unknown): Test {
  const { op, entity, entities, entity_type: type, in: within } = readParts(json, ['op'])
  switch (op) {
    case 'All':
      return () => true
    case '==': {
      const wanted = readEntity(entity)
      return ({ key }) => key === wanted.key
    }
    case 'in': {
      const groups = Array.isArray(entities) ? entities.map(readEntity) : [readEntity(entity)]
      return (candidate) => groups.some((group) => isIn(candidate, group))
    }
    case 'is': {
      if (within === undefined) return (candidate) => candidate.type === type
      const group = readEntity(readParts(within, ['entity']).entity)
      return (candidate) => candidate.type === type && isIn(candidate, group)
    }
    default:
      throw new UnsupportedError('een bereik van onbekende vorm', 'a scope of unknown form')
  }
}
