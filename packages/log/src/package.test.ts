// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'sluis-log-'))
after(() => rmSync(folder, { recursive: true }))

const run = (command: string, args: readonly string[], cwd: string): string =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })

describe('the package', () => {
  it('needs nothing of Node outside src/node, and nothing from anyone', () => {
    const pure = globSync('src/{*,words/*}.ts', { cwd: root }).filter(
      (path) => !path.endsWith('.test.ts') && path !== 'src/cli.ts',
    )
    assert.ok(pure.length > 20)
    for (const path of pure) {
      for (const [, from] of readFileSync(join(root, path), 'utf8').matchAll(/ from '([^']+)'/g)) {
        assert.match(from ?? '', /^\.{1,2}\/[a-z0-9-]+\.ts$/, path)
      }
    }
    const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    assert.ok(typeof manifest === 'object' && manifest !== null)
    assert.ok(!('dependencies' in manifest) && !('scripts' in manifest))
  })

  it('works where there is no Node, as in a browser: with its own SHA-256 and WebCrypto', () => {
    const script = `
      Reflect.deleteProperty(globalThis, 'process')
      const { hashLeaf, parseNote, parseVerifierKey, verifyNote } = await import(${JSON.stringify(join(root, 'src/index.ts'))})
      const key = parseVerifierKey('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k')
      const note = parseNote('This is an example message.\\n\\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\\n')
      console.log((await verifyNote(note, [key])).length, btoa(String.fromCharCode(...hashLeaf(new TextEncoder().encode('hello world')))))
    `
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
    assert.equal(stdout, '1 TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n', stderr)
  })

  it('is published as JavaScript that runs once installed, and holds no test', () => {
    const built = join(folder, 'built')
    run(process.execPath, [join(root, 'build.mjs'), built], folder)
    const [packed] = run('npm', ['pack', '--silent', built], folder).trim().split('\n')
    assert.ok(packed)
    const files = run('tar', ['tzf', packed], folder)
    assert.match(files, /package\/lib\/index\.js\n/)
    assert.match(files, /package\/README\.md\n/)
    assert.doesNotMatch(files, /test|\.ts\n(?<!\.d\.ts\n)/)
    run(
      'npm',
      ['install', '--silent', '--offline', '--no-audit', '--no-fund', '--prefix', folder, join(folder, packed)],
      folder,
    )
    const help = run(join(folder, 'node_modules', '.bin', 'sluis-log'), ['--help', '--lang', 'en'], folder)
    assert.match(help, /Exit codes: 0 valid/)
    // `npm publish` beside the sources would publish what nobody can run.
    const isPrivate = (at: string): boolean => /"private": true/.test(readFileSync(join(at, 'package.json'), 'utf8'))
    assert.deepEqual([isPrivate(root), isPrivate(built)], [true, false])
    const script =
      "import { emptyRoot } from '@sluis/log'; import { directorySource } from '@sluis/log/node'; console.log(emptyRoot.length, typeof directorySource)"
    assert.equal(run(process.execPath, ['--input-type=module', '-e', script], folder), '32 function\n')
  })
})
