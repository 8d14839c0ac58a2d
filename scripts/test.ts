// SPDX-License-Identifier: EUPL-1.2
// Runs the project's checks: types, lint, and every test that needs nothing outside npm; with --real, the tests that
// need Debian packages instead. With names of files or folders, only those tests. The last line is `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { run } from 'node:test'
import { fileURLToPath } from 'node:url'
import { installDebianPackages } from './debian.ts'
import { buildDesk, isDeskBuilt } from './desk.ts'
import { type TestTotals, tell } from './test-reporter.ts'

const args = process.argv.slice(2)
const real = args.includes('--real')
const named = args.filter((argument) => !argument.startsWith('--'))

function check(name: string, script: string): boolean {
  const started = Date.now()
  const { status } = spawnSync('npm', ['run', '-s', script], { stdio: 'inherit' })
  console.log(`${status === 0 ? '✔' : '✖'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
  return status === 0
}

function testFiles(): string[] {
  // Of a folder, such as a room, every test in it.
  if (named.length > 0)
    return named.flatMap((path) => {
      if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path]
      const found = globSync(`${path}/**/*.test.ts`, { exclude: (inside) => inside.includes('node_modules') })
      return found.length > 0 ? found.sort() : [path]
    })
  const patterns = real
    ? ['test/real/**/*.test.ts']
    : ['packages/*/src/**/*.test.ts', 'examples/**/*.test.ts', 'test/**/*.test.ts']
  return patterns
    .flatMap((pattern) => globSync(pattern, { exclude: (path) => path.includes('node_modules') }))
    .filter((path) => real || !path.startsWith('test/real/'))
    .sort((a, b) => Number(isLong(b)) - Number(isLong(a)) || (a < b ? -1 : 1))
}

/** What runs whole servers takes longest and waits most, so it starts first and the rest runs beside it. */
function isLong(path: string): boolean {
  return path.startsWith('test/e2e/kill') || path.startsWith('test/e2e/shared')
}

if (real) {
  installDebianPackages()
  // Once, before tests that run side by side would each build it.
  if (!isDeskBuilt()) await buildDesk()
}
const totals: TestTotals = { passed: 0, failed: 0, skipped: 0 }
if (!real && named.length === 0) {
  for (const [name, script] of [
    ['types', 'typecheck'],
    ['lint', 'lint'],
  ] as const) {
    if (check(name, script)) totals.passed++
    else totals.failed++
  }
}
const files = testFiles()
if (files.length > 0) {
  // Node keeps what it compiled: each file is a process of its own, and half of what it takes to start goes there.
  process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/sluis-tests', import.meta.url))
  const execArgv = ['--import', new URL('./end-of-tests.ts', import.meta.url).href]
  await tell(run({ files, execArgv, concurrency: 2, timeout: real ? 1_800_000 : 240_000 }), totals)
}
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''
console.log(`${totals.passed} passed, ${totals.failed} failed${skipped}`)
process.exitCode = totals.failed > 0 || totals.passed === 0 ? 1 : 0
