// SPDX-License-Identifier: EUPL-1.2
// A test facility's signed report, from its file by the `sluis` command into the log, and out again as a receipt that
// the stand-alone verifier checks.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, sign } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../examples/weekly-report/free-port.ts'
import { type RunningServer, startServer } from '../../packages/server/src/cli/start/serve.ts'
import { type CommandEnd, sluisCommand } from './run-command.ts'

const example = fileURLToPath(new URL('../../examples/weekly-report/', import.meta.url))
const verifier = fileURLToPath(new URL('../../packages/log/src/cli.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'sluis-statements-'))
const at = (name: string): string => join(folder, name)

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const payloadType = 'application/vnd.in-toto+json'
let server: RunningServer

function envelopeOf(text: string, type = payloadType): string {
  const encoded = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${Buffer.byteLength(text)} ${text}`
  const sig = sign(null, Buffer.from(encoded), privateKey).toString('base64')
  return JSON.stringify({ payloadType: type, payload: btoa(text), signatures: [{ keyid: 'lab-2026', sig }] })
}

function run(who: string, ...args: readonly string[]): Promise<CommandEnd> {
  const key = server.firstKeys.find(({ id }) => id === who)?.key
  return sluisCommand({ SLUIS_KEY: key, SLUIS_DESK_PORT: String(server.api.port) }, args)
}

before(async () => {
  for (const part of ['books', 'organisation']) cpSync(join(example, part), at(part), { recursive: true })
  const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString().trim().split('\n').join('\n          ')
  writeFileSync(
    at('organisation/issuers.yaml'),
    `issuers:
  - id: test-lab
    name: Test Laboratory B.V.
    states: [${payloadType}]
    keys:
      - id: lab-2026
        validFrom: 2026-01-01
        validUntil: 2099-01-01
        publicKey: |
          ${pem}
`,
  )
  server = await startServer({
    organisationFolder: at('organisation'),
    dataFolder: at('data'),
    gatePort: await freePort(),
    deskPort: await freePort(),
    hostname: '127.0.0.1',
    environment: {},
    language: 'en',
  })
})

after(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a statement by the command line', () => {
  it('is recorded once, with a receipt that anyone can verify', { timeout: 60_000 }, async () => {
    writeFileSync(at('report.json'), envelopeOf('{"result":"pass","tester":"Jan Jansen"}'))
    const first = await run('omar', 'state', at('report.json'))
    assert.equal(first.code, 0, first.error)
    assert.match(first.text, /Test Laboratory B\.V\. \(test-lab\)[\s\S]*lab-2026: valid[\s\S]*Jan Jansen/)
    const key = server.sluis.journal.verifierKey
    const verified = spawnSync(process.execPath, [verifier, 'verify', at('report.json.tlog-proof'), '--key', key], {
      encoding: 'utf8',
      env: { LANG: 'en' },
    })
    assert.equal(verified.status, 0, verified.stdout + verified.stderr)
    assert.match(verified.stdout, /statement\.received/)
    assert.doesNotMatch(verified.stdout, /Jansen/)

    const again = await run('anna', 'state', at('report.json'), '--json', '--receipt', at('again'))
    const listed = JSON.parse((await run('ruth', 'statements', '--json')).text)
    assert.equal(listed.statements.length, 1)
    assert.equal(JSON.parse(again.text).statement.id, listed.statements[0].id)
    assert.match((await run('ruth', 'statements')).text, /Test Laboratory/)
    assert.match((await run('ruth', 'statements', listed.statements[0].id)).text, /handed in by +Omar/)
  })

  it('is refused with the reason, and only people whose role may hand one in', async () => {
    writeFileSync(at('false.json'), envelopeOf('{"result":"pass"}').replace(btoa('{"result":"pass"}'), btoa('{}')))
    const changed = await run('omar', 'state', at('false.json'))
    assert.equal(changed.code, 1)
    assert.match(changed.error, /Signature not right/)
    writeFileSync(at('type.json'), envelopeOf('{}', 'application/other'))
    assert.match((await run('omar', 'state', at('type.json'))).error, /Not for this issuer/)
    writeFileSync(at('good.json'), envelopeOf('{"result":"other"}'))
    assert.match((await run('ruth', 'state', at('good.json'))).error, /Not allowed/)
    writeFileSync(at('broken.json'), '{')
    assert.match((await run('omar', 'state', at('broken.json'))).error, /no JSON/)
  })

  it('is described, and answers 201, then 200, then its receipt', async () => {
    const api = `${server.api.url}/api/v1`
    const authorization = `Bearer ${server.firstKeys.find(({ id }) => id === 'omar')?.key}`
    const headers = { authorization, 'content-type': 'application/json' }
    const post = (body: string) => fetch(`${api}/statements`, { method: 'POST', headers, body })
    const first = await post(envelopeOf('{"n":1}'))
    assert.equal(first.status, 201)
    const { statement } = JSON.parse(await first.text())
    assert.equal((await post(envelopeOf('{"n":1}'))).status, 200)
    const receipt = await fetch(`${api}/statements/${statement.id}/receipt`, { headers })
    assert.match(await receipt.text(), /^c2sp\.org\/tlog-proof@v1\n/)
    assert.equal((await post('{"payloadType":"x","payload":"","signatures":[]}')).status, 400)
    assert.equal((await post(envelopeOf('x'.repeat(600_000)))).status, 413)
    const deep = await post(`{"payloadType":"x","payload":"","signatures":${'['.repeat(200_000)}`)
    assert.equal(deep.status, 400)
    const { paths } = JSON.parse(await (await fetch(`${api}/openapi.json`)).text())
    assert.ok(paths['/api/v1/statements'].post && paths['/api/v1/statements/{id}/receipt'].get)
  })
})
