// SPDX-License-Identifier: EUPL-1.2
// What a file exports is what others may lean on; a name that no other file speaks of is its own affair, or dead.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { it } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const declared = /^export (?:async )?(?:function\*?|class|const|interface|type) (\w+)/gm

const files = globSync('{packages,examples,test,scripts}/**/*.{ts,tsx,mjs}', {
  cwd: root,
  exclude: (path) => /(^|\/)(node_modules|dist)(\/|$)/.test(path),
})
const texts = files.map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))

it('exports nothing that no other file names', () => {
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

it('lets out of a room nothing that nobody takes from it', () => {
  const lists = /\b(import|export)\s+(?:type\s+)?\{([^}]*)\}\s*from\s*'([^']*)'/g
  const takes = /\b(const)\s+\{([^}]*)\}\s*=\s*await import\('([^']*)'\)/g
  const named = (list: string, side: 0 | -1): readonly string[] =>
    list.split(',').map(
      (name) =>
        name
          .trim()
          .replace(/^type /, '')
          .split(/ as |:/)
          .at(side)
          ?.trim() ?? '',
    )
  const isRoom = (file: string): boolean => /^packages\/server\/src\/[a-z]+\/index\.ts$/.test(file)
  const given: string[] = []
  const taken = new Set<string>()
  for (const { file, text } of texts) {
    for (const [, word = '', list = '', from = ''] of [...text.matchAll(lists), ...text.matchAll(takes)]) {
      const room = normalize(join(dirname(file), from))
      if (isRoom(room)) for (const name of named(list, 0)) taken.add(`${name} of ${room}`)
      if (isRoom(file) && word === 'export') given.push(...named(list, -1).map((name) => `${name} of ${file}`))
    }
  }
  assert.ok(given.length > 200, String(given.length))
  assert.deepEqual(
    given.filter((name) => !name.startsWith(' ') && !taken.has(name)),
    [],
  )
})
