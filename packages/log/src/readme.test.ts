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
const folder = mkdtempSync(join(tmpdir(), 'sluis-log-'))
after(() => rmSync(folder, { recursive: true }))
mkdirSync(join(folder, 'node_modules', '@sluis'), { recursive: true })
symlinkSync(root, join(folder, 'node_modules', '@sluis', 'log'), 'dir')

describe('the README', () => {
  const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code)
  const expected = [
    /^example\.com\/log\+[0-9a-f]{8}\+.+\nexample\.com\/log\n3\n.+\n\n— example\.com\/log .+\n\n$/,
    /^proof\n$/,
    /^unreachable\n$/,
  ]

  it('has as many examples as are tried here', () => assert.equal(examples.length, expected.length))

  for (const [i, code] of examples.entries()) {
    it(`has an example ${i + 1} that runs`, () => {
      const file = join(folder, `example-${i}.mts`)
      writeFileSync(file, code)
      assert.match(execFileSync(process.execPath, [file], { encoding: 'utf8' }), expected[i] ?? /never/)
    })
  }

  it('names every file of the package', () => {
    const sources = globSync('src/*.ts', { cwd: root }).map((path) => basename(path))
    for (const name of sources.filter((file) => !/\.test\.ts$|^index\.ts$|^cli\.ts$/.test(file))) {
      assert.ok(readme.includes(`\`${name}\``), name)
    }
  })

  it('gives every code with its meaning, as the source has it', () => {
    const codes = ['error.ts', 'finding.ts'].flatMap((file) => [
      ...readFileSync(join(root, 'src', file), 'utf8').matchAll(/\/\*\* (.*) \*\/\n {2}\| '([a-z0-9-]+)'/g),
    ])
    assert.ok(codes.length > 30)
    const rows = new Set(
      [...readme.matchAll(/^\| `([a-z0-9-]+)` +\| (.*?) *\|$/gm)].map(([, code, says]) => `${code}: ${says}`),
    )
    for (const [, says, code] of codes) assert.ok(rows.has(`${code}: ${says}`), code)
  })
})
