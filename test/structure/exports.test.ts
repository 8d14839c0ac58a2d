// SPDX-License-Identifier: EUPL-1.2
// What a file exports is what others may lean on; a name that no other file speaks of is its own affair, or dead.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { it } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const declared = /^export (?:async )?(?:function\*?|class|const|interface|type) (\w+)/gm

it('exports nothing that no other file names', () => {
  const files = globSync('{packages,examples,test,scripts}/**/*.{ts,tsx,mjs}', {
    cwd: root,
    exclude: (path) => /(^|\/)(node_modules|dist)(\/|$)/.test(path),
  })
  const texts = files.map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
  const speaking = new Map<string, number>()
  for (const { text } of texts) {
    for (const word of new Set(text.match(/\w+/g))) speaking.set(word, (speaking.get(word) ?? 0) + 1)
  }
  const exported = texts.flatMap(({ file, text }) =>
    [...text.matchAll(declared)].map(([, name = '']) => ({ file, name })),
  )
  assert.ok(exported.length > 1000)
  assert.deepEqual(
    exported.filter(({ name }) => speaking.get(name) === 1),
    [],
  )
})
