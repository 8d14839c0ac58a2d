// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { it } from 'node:test'
import { factsByShape } from './facts.ts'
import { modelFactTypes } from './model-facts.ts'
import { standingTypes } from './standing.ts'

it('every fact that a rule can ask stands in the reference', () => {
  const told = readFileSync(new URL('../../../../docs/reference/facts.md', import.meta.url), 'utf8')
  const paths = (types: object, path: string): readonly string[] =>
    Object.entries(types).flatMap(([name, type]) =>
      typeof type === 'string' ? [`${path}.${name}`] : paths(type, `${path}.${name}`),
    )
  const all = [
    ...paths(factsByShape.any, 'context'),
    ...paths(modelFactTypes, 'resource'),
    ...paths(standingTypes, 'principal'),
  ]
  assert.deepEqual(
    all.filter((path) => !told.includes(`\`${path}\``)),
    [],
  )
  for (const types of Object.values(factsByShape)) {
    for (const name of Object.keys(types)) assert.ok(Object.hasOwn(factsByShape.any, name), name)
  }
})
