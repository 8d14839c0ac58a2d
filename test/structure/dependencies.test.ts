// SPDX-License-Identifier: EUPL-1.2
// Dependencies are chosen, not collected: each has its line in DEPENDENCIES.md, and one exact version.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const page = read('DEPENDENCIES.md')

const manifests = ['package.json', ...globSync('packages/*/package.json', { cwd: root })]
const dependencies = manifests.flatMap((file) => {
  const manifest = JSON.parse(read(file))
  const all: Record<string, string> = {
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  }
  return Object.entries(all).map(([name, version]) => ({ name, version }))
})
const outside = dependencies.filter(({ name }) => !name.startsWith('@sluis/'))

describe('dependencies', () => {
  it('have their line in DEPENDENCIES.md', () => {
    assert.ok(outside.length > 30)
    const named = new Set(page.match(/[@\w][\w@/.*-]*/g)?.map((word) => word.replace(/\.$/, '')))
    // Of a scope that is told in one breath, the later ones stand without it.
    const isNamed = (name: string): boolean =>
      named.has(name) || (name.startsWith('@types/') && named.has('@types/*')) || isOfScope(name)
    const isOfScope = (name: string): boolean => {
      const [scope = '', rest = ''] = name.split('/')
      return scope.startsWith('@') && page.includes(`${scope}/`) && named.has(rest)
    }
    assert.deepEqual(
      outside.filter(({ name }) => !isNamed(name)),
      [],
    )
  })

  it('have an exact version', () => {
    assert.deepEqual(
      outside.filter(({ version }) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)),
      [],
    )
  })
})
