// SPDX-License-Identifier: EUPL-1.2
// Every variable that Sluis reads stands on the page of settings, and none is told that nothing reads.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { it } from 'node:test'

const root = join(import.meta.dirname, '../..')
const isTest = (file: string): boolean => /\.test\.tsx?$|\/test\/|node_modules/.test(file)

function variablesIn(patterns: readonly string[], without: (file: string) => boolean): ReadonlySet<string> {
  const texts = globSync([...patterns], { cwd: root })
    .filter((file) => !without(file))
    .map((file) => readFileSync(join(root, file), 'utf8'))
  return new Set(texts.flatMap((text) => text.match(/\bSLUIS_[A-Z]+(?:_[A-Z]+)*\b/g) ?? []))
}

it('every variable has its place in docs/reference/settings.md, and every one that people read of is there', () => {
  const read = variablesIn(['packages/*/{src,bin}/**/*.{ts,tsx,js}', 'examples/**/*.{ts,yaml}'], isTest)
  const told = variablesIn(['docs/reference/settings.md'], () => false)
  assert.ok(read.size > 15)
  assert.deepEqual([...told].sort(), [...read].sort())
  const mentioned = variablesIn(
    ['README.md', 'docs/guide/**/*.md', 'docs/reference/*.md', 'examples/service/*'],
    (file) => file.endsWith('performance.md'),
  )
  assert.deepEqual(
    [...mentioned].filter((name) => !told.has(name)),
    [],
  )
})
