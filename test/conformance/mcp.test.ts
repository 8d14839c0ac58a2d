// SPDX-License-Identifier: EUPL-1.2
// The conformance suite of MCP, both eras, against the gate with the suite's own tool server behind it. What fails is
// in expected-failures.yaml with a reason for each; one that passes there fails this test.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type House, openHouse } from '../e2e/harness.ts'
import { addServers } from '../e2e/more-tools.ts'
import { serveMcpHandler } from '../e2e/serve-mcp.ts'
import { type Listening, listen } from '../listen.ts'
import { conformanceFixture, prompts, resources, tools } from './fixture.ts'

const suite = createRequire(import.meta.url).resolve('@modelcontextprotocol/conformance/package.json')
const expectedFailures = fileURLToPath(new URL('./expected-failures.yaml', import.meta.url))
const output = mkdtempSync(join(tmpdir(), 'sluis-conformance-'))

let fixture: Listening
let house: House
let door: Listening
before(async () => {
  fixture = await serveMcpHandler(conformanceFixture())
  const entries = (names: object) => Object.fromEntries(Object.keys(names).map((name) => [name, {}]))
  house = await openHouse({
    prepare: (folder) =>
      addServers(folder, [
        {
          id: 'test',
          kind: 'mcp-http',
          url: { env: 'FIXTURE_URL' },
          tools: entries(tools),
          prompts: entries(prompts),
          resources: Object.fromEntries(Object.entries(resources).map(([name, uri]) => [name, { uri }])),
        },
      ]),
    environment: { FIXTURE_URL: fixture.url },
  })
  const anna = house.person('anna')
  for (const { name, digest = '', standing } of (await house.sluis.tools.review()).tools) {
    if (standing === 'waiting') await house.sluis.tools.admit(name, digest, anna)
  }
  door = await doorWithKey(house)
})
after(async () => {
  await door?.[Symbol.asyncDispose]()
  await house?.[Symbol.asyncDispose]()
  await fixture?.[Symbol.asyncDispose]()
  rmSync(output, { recursive: true, force: true })
})

describe('MCP at the gate', () => {
  for (const revision of ['2025-11-25', '2026-07-28']) {
    it(`conforms to ${revision} but for the failures that have a reason`, { timeout: 240_000 }, async () => {
      const { code, told } = await run(['server', '--url', door.url, '--requirements', revision])
      assert.equal(code, 0, told)
    })
  }
})

/** The suite sends no key: this adds one, and passes on everything else as it came. */
async function doorWithKey({ sluis, agentKey }: House): Promise<Listening> {
  const gate = new URL(sluis.gateUrl)
  const http = createServer((asked, response) => {
    const headers = { ...asked.headers, authorization: `Bearer ${agentKey}` }
    const { method, url: path } = asked
    const passed = request({ host: gate.hostname, port: gate.port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    passed.on('error', () => response.destroy())
    response.on('close', () => passed.destroy())
    asked.pipe(passed)
  })
  return await listen(http, '/mcp')
}

async function run(args: readonly string[]): Promise<{ readonly code: number | null; readonly told: string }> {
  const program = join(dirname(suite), 'dist/index.js')
  const more = ['--expected-failures', expectedFailures, '--output-dir', output]
  const child = spawn(process.execPath, [program, ...args, ...more], { stdio: ['ignore', 'pipe', 'pipe'] })
  let told = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (told += chunk))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, told }
}
