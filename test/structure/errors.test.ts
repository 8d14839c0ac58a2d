// SPDX-License-Identifier: EUPL-1.2
// Every code that a room can refuse with has its line in docs/reference/errors.md.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { statuses } from '../../packages/server/src/api/problem-code.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const page = readFileSync(join(root, 'docs/reference/errors.md'), 'utf8')

/** The members of every union type whose name ends in `Code` or `Refusal`. */
function codesIn(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8').replaceAll(/\/\*\*[\s\S]*?\*\//g, '')
  const unions = text.matchAll(/(?:^|\n)(?:export )?type \w*(?:Code|Refusal) =((?:\s*\|?\s*'[a-z-]+')+)/g)
  return [...unions].flatMap(([, members = '']) => [...members.matchAll(/'([a-z-]+)'/g)].map(([, code = '']) => code))
}

it('documents every error code', () => {
  const codes = [...globSync('packages/server/src/**/*.ts', { cwd: root }).flatMap(codesIn), ...Object.keys(statuses)]
  assert.ok(codes.length > 110)
  assert.deepEqual(
    codes.filter((code) => !page.includes(`\`${code}\``)),
    [],
  )
})
