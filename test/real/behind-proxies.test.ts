// SPDX-License-Identifier: EUPL-1.2
// The proxies of examples/service before a real Sluis, each with its own file: only ports and certificates are others.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../examples/weekly-report/free-port.ts'
import { modelId, startScriptedModel } from '../../examples/weekly-report/stand-ins/index.ts'
import { Commands, type Staying } from '../e2e/commands.ts'
import { until } from '../e2e/harness.ts'
import { launch, missing, Visit } from './desk/browser.ts'

const [deskName, gateName] = ['sluis.example.nl', 'gate.example.nl']
const shipped = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../examples/service/${name}`, import.meta.url)), 'utf8')

interface Proxy {
  readonly name: string
  readonly program: string
  /** Writes its settings into a folder, and gives how to start it and where the authority is that it is trusted by. */
  prepare(folder: string, port: number, doors: Doors): { readonly args: readonly string[]; readonly authority: string }
}

interface Doors {
  readonly desk: string
  readonly gate: string
}

const proxies: readonly Proxy[] = [
  {
    name: 'nginx',
    program: '/usr/sbin/nginx',
    prepare: (folder, port, { desk, gate }) => {
      const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
      const names = `subjectAltName=DNS:${deskName},DNS:${gateName}`
      const made = spawnSync('openssl', [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
        ...['-keyout', key, '-out', certificate, '-subj', '/CN=test', '-addext', names],
      ])
      assert.equal(made.status, 0, String(made.stderr))
      const servers = shipped('nginx.conf')
        .replaceAll('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
        .replaceAll('/etc/ssl/sluis/fullchain.pem', certificate)
        .replaceAll('/etc/ssl/sluis/privkey.pem', key)
        .replace('http://127.0.0.1:8485', desk)
        .replace('http://127.0.0.1:8484', gate)
      const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        (what) => `${what}_temp_path ${join(folder, what)};`,
      )
      const file = join(folder, 'nginx.conf')
      writeFileSync(
        file,
        `daemon off; master_process off; pid ${join(folder, 'pid')}; error_log ${join(folder, 'error.log')};
events {} http { access_log off; ${paths.join(' ')} ${servers} }`,
      )
      return { args: ['-c', file, '-p', folder, '-e', join(folder, 'error.log')], authority: certificate }
    },
  },
  {
    name: 'Caddy',
    program: '/usr/bin/caddy',
    prepare: (folder, port, { desk, gate }) => {
      const sites = shipped('Caddyfile')
        .replace(`${deskName} {`, `https://${deskName}:${port} {\n\ttls internal`)
        .replace(`${gateName} {`, `https://${gateName}:${port} {\n\ttls internal`)
        .replace('127.0.0.1:8485', new URL(desk).host)
        .replace('127.0.0.1:8484', new URL(gate).host)
      const file = join(folder, 'Caddyfile')
      const settings = `admin off\n\tskip_install_trust\n\tauto_https disable_redirects\n\tstorage file_system ${folder}`
      writeFileSync(file, `{\n\t${settings}\n\tdefault_bind 127.0.0.1\n}\n${sites}`)
      const args = ['run', '--config', file, '--adapter', 'caddyfile']
      return { args, authority: join(folder, 'pki/authorities/local/root.crt') }
    },
  },
]

for (const proxy of proxies) {
  describe(`Sluis behind ${proxy.name}`, {
    skip: existsSync(proxy.program) ? false : `needs ${proxy.program} (Debian)`,
  }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'sluis-proxy-'))
    let model: Awaited<ReturnType<typeof startScriptedModel>>
    let commands: Commands
    let server: Staying
    let running: ChildProcess
    let ca = ''
    let port = 0
    before(async () => {
      port = await freePort()
      model = await startScriptedModel({ transcript: join(folder, 'transcript.jsonl') })
      commands = new Commands({
        SLUIS_DESK_URL: `https://${deskName}:${port}`,
        SLUIS_GATE_URL: `https://${gateName}:${port}`,
        SLUIS_MODEL_URL: model.url,
        SLUIS_MODEL: modelId,
      })
      server = await commands.serve('data')
      const { args, authority } = proxy.prepare(folder, port, commands.urls)
      running = spawn(proxy.program, args, { stdio: 'ignore', env: { ...process.env, HOME: folder } })
      await until('there is an authority', () => existsSync(authority))
      ca = readFileSync(authority, 'utf8')
      await until('the proxy answers', () =>
        ask(deskName, '/log/checkpoint').then(
          () => true,
          () => false,
        ),
      )
    })
    after(async () => {
      running.kill('SIGKILL')
      await server.close()
      commands[Symbol.dispose]()
      await model.stop()
      rmSync(folder, { recursive: true, force: true })
    })

    const keyOf = (id: string): string =>
      new RegExp(`\\(${id}\\)[^\\n]*\\n\\s+(sl[ap]_\\S+)`).exec(server.text())?.[1] ?? ''

    function ask(host: string, path: string, more: { key?: string; body?: string; origin?: string } = {}) {
      const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
      const { key, body, origin } = more
      const headers = {
        host: `${host}:${port}`,
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        ...(origin === undefined ? {} : { origin }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      }
      const wish = { host: '127.0.0.1', port, path, servername: host, ca, headers, agent: false } as const
      request({ ...wish, method: body === undefined ? 'GET' : 'POST' }, resolve)
        .on('error', reject)
        .end(body)
      return promise
    }

    const chat = (text: string, more = {}): string =>
      JSON.stringify({ model: 'reporting', messages: [{ role: 'user', content: text }], ...more })

    it('people come in by its name', async () => {
      const me = await ask(deskName, '/api/v1/me', { key: keyOf('anna') })
      assert.equal(me.statusCode, 200)
      assert.match(await textOf(me), /"anna"/)
      assert.match(me.headers['strict-transport-security'] ?? '', /max-age=/)
      const own = `https://${deskName}:${port}`
      const wish = { key: keyOf('anna'), body: '{}' }
      assert.match(await textOf(await ask(deskName, '/api/v1/stops', { ...wish, origin: own })), /invalid-request/)
      const other = { ...wish, origin: 'https://evil.example' }
      assert.match(await textOf(await ask(deskName, '/api/v1/stops', other)), /origin-mismatch/)
    })

    it('the Desk signs a person in', { skip: missing ?? false, timeout: 60_000 }, async () => {
      const browser = await launch(deskName)
      try {
        // The certificate is checked by every other test here.
        const visit = await Visit.start(browser, `https://${deskName}:${port}`, { ignoreHTTPSErrors: true })
        await visit.signIn(keyOf('sanne'), '/cases')
        await visit.page.getByRole('heading', { level: 1 }).waitFor()
        await visit.end()
      } finally {
        await browser.close()
      }
    })

    it('an agent gets an answer with the name of its call, and what is large reaches Sluis itself', async () => {
      const answer = await ask(gateName, '/v1/chat/completions', { key: keyOf('reporter'), body: chat('Hello.') })
      assert.equal(answer.statusCode, 200, await textOf(answer))
      assert.match(String(answer.headers['x-sluis-call']), /^call-/)
      const large = { key: keyOf('reporter'), body: chat('x'.repeat(21 * 1024 * 1024)) }
      const refused = await ask(gateName, '/v1/chat/completions', large)
      assert.match(await textOf(refused), /"code":"too-large"/)
    })

    // Caddy answers under its own names only, which this machine can't look up.
    if (proxy.name === 'nginx') {
      it('the command says what to do about an authority that it does not know', async () => {
        const { status, text } = await commands.as(keyOf('anna'), 'stops', '--url', `https://localhost:${port}`)
        assert.deepEqual([status, /NODE_EXTRA_CA_CERTS|ERR_|SSL/.exec(text)?.[0]], [1, 'NODE_EXTRA_CA_CERTS'], text)
      })
    }

    it('each event of a stream comes at once, and a stop cuts it', { timeout: 60_000 }, async () => {
      const body = chat('count slowly to 10000', { stream: true })
      const stream = await ask(gateName, '/v1/chat/completions', { key: keyOf('reporter'), body })
      assert.equal(stream.statusCode, 200)
      const ended = Promise.withResolvers<void>()
      let [text, pieces] = ['', 0]
      stream
        .on('data', (piece: Buffer) => {
          text += piece.toString()
          pieces += 1
        })
        .on('close', () => ended.resolve())
      await until('several events came', () => pieces >= 5)
      assert.doesNotMatch(text, /\[DONE\]/)
      const wish = { key: keyOf('omar'), body: JSON.stringify({ scope: 'all', reason: 'a test' }) }
      const stop = await ask(deskName, '/api/v1/stops', wish)
      assert.equal(stop.statusCode, 201, await textOf(stop))
      await ended.promise
      assert.match(text, /"code":"stopped"/)
    })
  })
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of response) text += piece
  return text
}
