// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'sluis-ai-act-'))
after(() => rmSync(folder, { recursive: true }))
mkdirSync(join(folder, 'node_modules', '@sluis'), { recursive: true })
symlinkSync(root, join(folder, 'node_modules', '@sluis', 'ai-act'), 'dir')

describe('the README', () => {
  const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code)

  it('has examples', () => assert.equal(examples.length, 4))

  for (const [index, code] of examples.entries()) {
    it(`has an example ${index + 1} that prints what it says`, () => {
      const expected = [...code.matchAll(/^\/\/ → ?(.*)$/gm)].map(([, line]) => line)
      const file = join(folder, `example-${index}.mts`)
      writeFileSync(file, code)
      const printed = execFileSync(process.execPath, [file], { encoding: 'utf8' })
      assert.deepEqual(printed.trimEnd().split('\n'), expected)
    })
  }

  it('names every file of the package', () => {
    const sources = globSync('src/*.ts', { cwd: root }).map((path) => basename(path))
    for (const name of sources.filter((file) => !/\.test\.ts$|^index\.ts$/.test(file))) {
      assert.ok(readme.includes(`\`${name}\``), name)
    }
  })

  it('names every code of a refusal', () => {
    const union = readFileSync(join(root, 'src', 'errors.ts'), 'utf8').match(/AiActErrorCode =(.*?)\n\n/s)?.[1] ?? ''
    const codes = [...union.matchAll(/'([a-z_]+)'/g)].map(([, code]) => code)
    assert.equal(codes.length, 8)
    for (const code of codes) assert.ok(readme.includes(`| \`${code}\``), code)
  })
})
