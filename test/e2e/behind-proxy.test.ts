// SPDX-License-Identifier: EUPL-1.2
// What Sluis is told of a proxy: under which names its doors answer then, where links lead, and that nothing opens to a
// network without one. That real proxies pass everything on is shown in test/real/behind-proxies.test.ts.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { closeSync, cpSync, fstatSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { readKeptMails, startMailServer } from '../../examples/weekly-report/stand-ins/index.ts'
import { listen } from '../listen.ts'
import { Commands, type Staying } from './commands.ts'
import { until } from './harness.ts'
import { connectAgent, outsideMail } from './outside-agent.ts'

const bin = fileURLToPath(new URL('../../packages/server/bin/sluis.js', import.meta.url))
const names = { SLUIS_DESK_URL: 'https://sluis.example.nl', SLUIS_GATE_URL: 'https://gate.example.nl:8443' }

const codeIn = (text: string): string => /"code":"([a-z-]+)"/.exec(text)?.[1] ?? ''

/** A request as a proxy passes it on: to this machine, with the name that the caller asked for. */
function ask(url: string, host: string, { method = 'GET', ...headers }: Record<string, string> = {}) {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string; hsts: string }>()
  const asked = request(url, { method, headers: { ...headers, host } }, async (response) => {
    let text = ''
    for await (const piece of response) text += piece
    resolve({ status: response.statusCode ?? 0, text, hsts: response.headers['strict-transport-security'] ?? '' })
  })
  asked.on('error', reject).end(method === 'POST' ? '{}' : '')
  return promise
}

describe('Sluis behind a proxy', () => {
  const mailFolder = mkdtempSync(join(tmpdir(), 'sluis-mail-'))
  let mail: Awaited<ReturnType<typeof startMailServer>>
  let commands: Commands
  let server: Staying
  before(async () => {
    mail = await startMailServer({ folder: mailFolder })
    commands = new Commands({ ...names, SLUIS_SMTP_URL: mail.url })
    server = await commands.serve('data')
  })
  after(async () => {
    await server.close()
    commands[Symbol.dispose]()
    await mail.stop()
    rmSync(mailFolder, { recursive: true, force: true })
  })
  const keyOf = (id: string): string =>
    new RegExp(`\\(${id}\\)[^\\n]*\\n\\s+(sl[ap]_\\S+)`).exec(server.text())?.[1] ?? ''

  it('says where agents and people reach it', () => {
    assert.match(
      server.text(),
      /agents {2}https:\/\/gate\.example\.nl:8443\n {2}people {2}https:\/\/sluis\.example\.nl\n/,
    )
  })

  it('answers people under the proxy’s name and its own, and under no other (DNS rebinding)', async () => {
    const { desk } = commands.urls
    const key = { authorization: `Bearer ${keyOf('anna')}` }
    const me = `${desk}/api/v1/me`
    assert.equal((await ask(me, 'sluis.example.nl', key)).status, 200)
    assert.equal((await ask(me, new URL(desk).host, key)).status, 200)
    for (const host of ['sluis.example.nl:8443', 'gate.example.nl:8443', 'evil.example']) {
      const { status, text } = await ask(me, host, key)
      assert.deepEqual([status, codeIn(text)], [421, 'host-unknown'], host)
    }
    assert.match((await ask(me, 'sluis.example.nl', key)).hsts, /max-age=/)
  })

  it('takes what a page of its own name sends, and not what another page sends', async () => {
    const stop = (origin: string) =>
      ask(`${commands.urls.desk}/api/v1/stops`, 'sluis.example.nl', {
        ...{ method: 'POST', origin, 'content-type': 'application/json' },
        authorization: `Bearer ${keyOf('anna')}`,
      })
    // The wish itself is empty, and is refused for that only.
    assert.equal(codeIn((await stop('https://sluis.example.nl')).text), 'invalid-request')
    assert.equal(codeIn((await stop('https://gate.example.nl:8443')).text), 'origin-mismatch')
  })

  it('answers agents under the proxy’s name and its own, and under no other', async () => {
    const key = { authorization: `Bearer ${keyOf('reporter')}` }
    const models = `${commands.urls.gate}/v1/models`
    for (const host of ['gate.example.nl:8443', 'gate.example.nl', '127.0.0.1']) {
      assert.equal((await ask(models, host, key)).status, 200, host)
    }
    for (const [host, origin] of [
      ['sluis.example.nl', undefined],
      ['evil.example', undefined],
      ['gate.example.nl:8443', 'https://evil.example'],
    ] as const) {
      const { status, text } = await ask(models, host, origin === undefined ? key : { ...key, origin })
      assert.deepEqual([status, codeIn(text)], [421, 'host-unknown'], host)
    }
  })

  it('leads agents and reviewers to the case at an address that they can reach', async () => {
    await using agent = await connectAgent(commands.urls.gate, keyOf('reporter'))
    const { gate } = await agent.call('mail_send', outsideMail('Hello'))
    assert.equal(gate.link, `https://sluis.example.nl/cases/${gate.case}`)
    await until('the reviewers have mail', async () =>
      (await readKeptMails(mailFolder)).some(({ text }) => text.includes(`${gate.link}`)),
    )
  })

  it('is found by the command under that name too, or where --url says', async () => {
    const { status, text } = await commands.as(keyOf('anna'), 'stops')
    assert.notEqual(status, 0)
    assert.match(text, /can't be reached at https:\/\/sluis\.example\.nl/)
    assert.equal((await commands.as(keyOf('anna'), 'stops', '--url', commands.urls.desk)).status, 0)
    await using proxy = await listen(
      createServer((_request, response) => response.writeHead(502).end('<h1>Bad Gateway</h1>')),
    )
    const { text: alone } = await commands.as(keyOf('anna'), 'stops', '--url', proxy.url)
    assert.match(alone, /A proxy answers at [^ ]+, but Sluis behind it does not \(502\)/)
  })
})

describe('a start', () => {
  it('opens to no network without a proxy that speaks TLS before both doors', () => {
    for (const more of [{}, { SLUIS_DESK_URL: names.SLUIS_DESK_URL }, { SLUIS_GATE_URL: names.SLUIS_GATE_URL }]) {
      using commands = new Commands({ SLUIS_LISTEN: '0.0.0.0', ...more })
      const said = commands.refuseToServe('data')
      assert.match(said, /At SLUIS_LISTEN others can reach Sluis.*SLUIS_GATE_URL and SLUIS_DESK_URL/)
    }
  })

  it('takes an address to listen on and https addresses without a path, and nothing else', () => {
    for (const wrong of [
      { SLUIS_LISTEN: 'localhost:80' },
      { SLUIS_LISTEN: 'example.nl' },
      { SLUIS_DESK_URL: 'http://sluis.example.nl' },
      { SLUIS_DESK_URL: 'https://sluis.example.nl/desk' },
      { SLUIS_GATE_URL: 'https://user:word@gate.example.nl' },
      { SLUIS_GATE_URL: 'gate.example.nl' },
    ]) {
      using commands = new Commands(wrong)
      const folders = ['--organisation', commands.at('organisation'), '--data', commands.at('data')]
      const { status, text } = commands.run('serve', ...folders)
      assert.deepEqual([status, /is ".*"; give (an IP|the https) address/.test(text)], [2, true], text)
    }
  })

  it('asks for an address for traces where what is given is none, and does not repeat it', () => {
    using commands = new Commands({ OTEL_EXPORTER_OTLP_ENDPOINT: 'secret@collector:4318' })
    const folders = ['--organisation', commands.at('organisation'), '--data', commands.at('data')]
    const { status, text } = commands.run('serve', ...folders)
    assert.deepEqual([status, /is no address; give that of your collector/.test(text)], [2, true], text)
    assert.doesNotMatch(text, /secret/)
  })

  it('listens on every address of a machine behind a proxy elsewhere', async () => {
    using commands = new Commands({ SLUIS_LISTEN: '0.0.0.0', ...names })
    const server = await commands.serve('data')
    assert.equal((await ask(`${commands.urls.desk}/log/checkpoint`, 'sluis.example.nl')).status, 200)
    await server.close()
  })

  it('shows no first keys where systemd keeps what is printed, and makes none', async () => {
    using commands = new Commands()
    const file = openSync(commands.at('journal'), 'w+')
    const { dev, ino } = fstatSync(file)
    const folders = ['--organisation', commands.at('organisation'), '--data', commands.at('data')]
    const { status } = spawnSync(process.execPath, [bin, 'serve', ...folders], {
      env: { LANG: 'en_GB.UTF-8', PATH: process.env.PATH, JOURNAL_STREAM: `${dev}:${ino}` },
      stdio: ['ignore', file, file],
      timeout: 60_000,
    })
    closeSync(file)
    assert.equal(status, 1)
    assert.match(readFileSync(commands.at('journal'), 'utf8'), /the first start: it shows everyone's key, once/)
    // By hand, all keys come.
    const server = await commands.serve('data')
    assert.match(server.text(), /slp_/)
    await server.close()
  })

  it('shows no first keys where a container keeps what is printed, and makes none', async () => {
    using commands = new Commands({ SLUIS_OUTPUT: 'kept' })
    const told = commands.refuseToServe('data')
    assert.match(told, /the first start: it shows everyone's key, once/)
    assert.doesNotMatch(told, /sl[ap]_/)
    // Who came in before, comes in there too.
    using byHand = new Commands()
    await byHand.serveOnce('data')
    cpSync(byHand.at('data'), commands.at('moved'), { recursive: true })
    await commands.serveOnce('moved')
  })
})
