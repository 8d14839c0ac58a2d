// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, describe, it } from 'node:test'

const folder = mkdtempSync(join(tmpdir(), 'sluis-ends-'))
after(() => rmSync(folder, { recursive: true }))
const preload = new URL('../../scripts/end-of-tests.ts?closingMs=300', import.meta.url).href

/** Runs a file of tests with what `npm test` loads before it, and gives what it said and how it ended. */
async function run(name: string, ...lines: readonly string[]): Promise<{ code: unknown; said: string }> {
  const file = join(folder, `${name}.test.ts`)
  const imports = ["import { createServer } from 'node:http'", "import { before, describe, it } from 'node:test'"]
  writeFileSync(file, [...imports, ...lines].join('\n'))
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  // Like the reporter of `npm test`, it tells each thing when it happens.
  const args = ['--test-reporter=tap', '--import', preload, file]
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const [code, out, error] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  return { code, said: out + error }
}

describe('a file of tests', { timeout: 60_000 }, () => {
  it('ends with the error of a hook that failed, also when it left a server open', async () => {
    const { code, said } = await run(
      'failed',
      'before(() => { createServer().listen(0); throw new Error("no browser here") })',
      'it("visits", () => {})',
    )
    assert.equal(code, 1)
    assert.match(said, /no browser here/)
    assert.match(said, /does not end: .*TCPServerWrap \(1\)/)
  })

  it('fails when its tests passed and left a server open', async () => {
    const { code, said } = await run('open', 'it("listens", () => { createServer().listen(0) })')
    assert.equal(code, 1)
    assert.match(said, /TCPServerWrap \(1\) still open/)
  })

  it('that closed all it opened passes', async () => {
    const { code, said } = await run('closed', 'it("adds", () => {})')
    assert.equal(code, 0, said)
    assert.doesNotMatch(said, /does not end/)
  })
})
