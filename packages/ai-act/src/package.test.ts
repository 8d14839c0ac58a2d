// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'sluis-ai-act-'))
after(() => rmSync(folder, { recursive: true }))

const run = (command: string, args: readonly string[]): string =>
  execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })

describe('the package', () => {
  it('imports nothing but itself', () => {
    const sources = globSync('src/**/*.ts', { cwd: root }).filter((path) => !/\.test\.ts$|src\/test\//.test(path))
    assert.ok(sources.length > 40)
    for (const path of sources) {
      for (const [, from] of readFileSync(join(root, path), 'utf8').matchAll(/ from '([^']+)'/g)) {
        assert.match(from ?? '', /^\.\.?\/[a-z0-9./-]+\.ts$/, path)
      }
    }
    const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    assert.ok(typeof manifest === 'object' && manifest !== null)
    assert.ok(!('dependencies' in manifest) && !('scripts' in manifest))
  })

  it('works where there is no Node, as in a browser', () => {
    const script = `
      for (const name of ['process', 'Buffer', 'require']) Reflect.deleteProperty(globalThis, name)
      const { evaluate, Facts } = await import(${JSON.stringify(join(root, 'src/index.ts'))})
      console.log(evaluate(Facts.parse({}), { on: '2026-11-22' }).strictest)
    `
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
    assert.equal(stdout, 'prohibited\n', stderr)
  })

  it('is published as JavaScript that runs once installed, and holds no test', () => {
    const built = join(folder, 'built')
    run(process.execPath, [join(root, 'build.mjs'), built])
    const [packed] = run('npm', ['pack', '--silent', built]).trim().split('\n')
    assert.ok(packed)
    const files = run('tar', ['tzf', packed])
    assert.match(files, /package\/lib\/index\.js\n/)
    assert.match(files, /package\/README\.md\n/)
    assert.doesNotMatch(files, /test|\.ts\n(?<!\.d\.ts\n)/)
    const options = ['--silent', '--offline', '--no-audit', '--no-fund', '--prefix', folder]
    run('npm', ['install', ...options, join(folder, packed)])
    const script = `import { currentLaw } from '@sluis/ai-act'; console.log(currentLaw.version)`
    assert.equal(run(process.execPath, ['--input-type=module', '-e', script]), '2026-11-22\n')
  })
})
