// SPDX-License-Identifier: EUPL-1.2
// The image of examples/service, built from a clone and run as the guide says. Only the base images, the network and the
// ports are others.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import OpenAI from 'openai'
import { freePort } from '../../examples/weekly-report/free-port.ts'
import { modelId, startScriptedModel } from '../../examples/weekly-report/stand-ins/index.ts'
import { until } from '../e2e/harness.ts'
import { connectAgent } from '../e2e/outside-agent.ts'
import { missing, Podman } from './container/podman.ts'

const root = join(import.meta.dirname, '../..')
const user = 10001
const secret = 'a-secret-beside-the-code'
const skip = await missing()

describe('the image', { skip }, () => {
  const podman = new Podman()
  const at = (name: string): string => podman.at(name)
  let model: Awaited<ReturnType<typeof startScriptedModel>>
  let gate = ''
  let keys = ''
  let building = ''
  before(async () => {
    model = await startScriptedModel({ transcript: at('transcript.jsonl') })
    await podman.importDebian()
    await podman.importNode()
    building = await build(podman)
    gate = await placed(podman, model.url)
  })
  after(async () => {
    await podman?.[Symbol.asyncDispose]()
    await model?.stop()
  })
  const keyOf = (id: string): string => new RegExp(`\\(${id}\\)[^\\n]*\\n\\s+(sl[ap]_\\S+)`).exec(keys)?.[1] ?? ''
  const isHealthy = async (name: string): Promise<boolean> =>
    (await podman.run('healthcheck', 'run', name)).status === 0

  it('has in none of its layers what lay beside the code or opens the registry, nor npm', async () => {
    assert.equal(await podman.holds('localhost/sluis', 'EUROPEAN UNION PUBLIC LICENCE'), true, 'layers can be read')
    assert.equal(await podman.holds('localhost/sluis', secret), false)
    assert.equal(building.includes(secret), false)
    assert.equal((await podman.run('run', '--rm', '--entrypoint', 'npm', 'localhost/sluis', '--version')).status, 127)
  })

  it('makes no first keys where nobody sees them', async () => {
    const { status, text } = await podman.run('run', '--rm', ...options(podman), 'localhost/sluis')
    assert.equal(status, 1, text)
    assert.match(text, /the first start: it shows everyone's key, once/)
    assert.doesNotMatch(text, /sl[ap]_/)
  })

  it('shows them to whoever starts it at a terminal, and ends at Ctrl-C', async () => {
    keys = await untilCtrlC(podman, 'run', '-it', '--rm', '--log-driver', 'none', ...options(podman), 'localhost/sluis')
    assert.match(keyOf('anna'), /^slp_/)
    assert.match(keyOf('reporter'), /^sla_/)
  })

  it('then runs by itself, without any right, and writes only where its data is', async () => {
    await podman.do('run', '--detach', '--name', 'sluis', ...options(podman), 'localhost/sluis')
    await until('it is healthy', () => isHealthy('sluis'), 60_000)
    const status = await podman.do('exec', 'sluis', 'cat', '/proc/1/status')
    for (const line of [/CapEff:\s+0+\n/, /CapBnd:\s+0+\n/, /NoNewPrivs:\s+1\n/, /Seccomp:\s+2\n/])
      assert.match(status, line)
    assert.match(status, /Uid:(\s+10001){4}\n/)
    for (const place of ['/opt/sluis', '/etc/sluis', '/'])
      assert.match((await podman.run('exec', 'sluis', 'touch', join(place, 'file'))).text, /Read-only file system/)
    assert.doesNotMatch(await podman.do('logs', 'sluis'), /sl[ap]_/)
  })

  it('serves an SDK, and tools that it starts itself', { timeout: 60_000 }, async () => {
    const client = new OpenAI({ baseURL: `${gate}/v1`, apiKey: keyOf('reporter') })
    const messages = [{ role: 'user' as const, content: 'Hello.' }]
    const { choices } = await client.chat.completions.create({ model: 'reporting', messages })
    assert.equal(typeof choices[0]?.message.content, 'string')
    await using agent = await connectAgent(gate, keyOf('reporter'))
    const { isError, text } = await agent.call('books_read_text_file', { path: 'crm.csv' })
    assert.equal(isError, false, text)
  })

  it('finishes what is under way when it is stopped', { timeout: 60_000 }, async () => {
    const client = new OpenAI({ baseURL: `${gate}/v1`, apiKey: keyOf('reporter') })
    // Seven seconds: on a busy machine podman takes some of them to pass the signal on, and kills after ten.
    const messages = [{ role: 'user' as const, content: 'count slowly to 350' }]
    const stream = await client.chat.completions.create({ model: 'reporting', messages, stream: true })
    let said = ''
    let stopping: Promise<string> | undefined
    for await (const { choices } of stream) {
      said += choices[0]?.delta.content ?? ''
      if (said.includes('10')) stopping ??= podman.do('stop', 'sluis')
    }
    await stopping
    assert.match(said, /\b350\b/)
    assert.match(await podman.do('inspect', '--format', '{{.State.ExitCode}}', 'sluis'), /^0$/m)
    assert.match(await podman.do('logs', 'sluis'), /1 calls may still finish/)
  })

  it('goes on with the same log, of which a copy and a proof can be taken', { timeout: 120_000 }, async () => {
    await podman.do('start', 'sluis')
    await until('it is healthy', () => isHealthy('sluis'), 60_000)
    const client = new OpenAI({ baseURL: `${gate}/v1`, apiKey: keyOf('reporter') })
    assert.equal((await client.models.list()).data[0]?.id, 'reporting')
    await podman.do('exec', 'sluis', 'sluis', 'backup', '/backup/today')
    const told = await podman.do('exec', 'sluis', 'sluis', 'export-log', '/backup/out', '--json')
    const key = /"verifierKey":\s*"([^"]+)"/.exec(told)?.[1] ?? ''
    const bin = join(root, 'packages/server/bin/sluis.js')
    const wish = [bin, 'verify', at('var/backups/sluis/out'), '--key', key]
    const { status, stdout, stderr } = spawnSync(process.execPath, wish, { encoding: 'utf8' })
    assert.equal(status, 0, stdout + stderr)
    assert.match(stdout, /3 calls/)
  })

  it('takes a first start beside a container that only waits, as another user in a folder of its group', async () => {
    await podman.do('rm', '--force', '--time', '0', 'sluis')
    mkdirSync(at('shared'))
    chownSync(at('shared'), 0, user)
    chmodSync(at('shared'), 0o2770)
    const own = options(podman).map((word) => word.replace(/^sluis:/, `${at('shared')}:`))
    const another = ['--user', '20001:20001', '--group-add', String(user), '--entrypoint', 'sleep']
    await podman.do('run', '--detach', '--name', 'waits', ...own, ...another, 'localhost/sluis', 'infinity')
    const serve = ['sluis', 'serve', '--organisation', '/etc/sluis/organisation']
    keys = await untilCtrlC(podman, 'exec', '-it', 'waits', ...serve)
    assert.match(keyOf('anna'), /^slp_/)
    assert.equal(await podman.do('logs', 'waits'), '')
    // As it was, or Kubernetes (`OnRootMismatch`) would open the files in it to the group.
    const { mode, gid } = statSync(at('shared'))
    assert.deepEqual([mode & 0o7777, gid], [0o2770, user])
    await untilCtrlC(podman, 'exec', '-it', 'waits', ...serve)
  })
})

/** Builds as the guide says, with secrets in the way; gives all that was printed. */
async function build(podman: Podman): Promise<string> {
  const clone = podman.at('clone')
  execFileSync('git', ['clone', '--quiet', root, clone])
  for (const file of ['.env', 'data/log.key', 'ours/environment']) {
    mkdirSync(join(clone, file, '..'), { recursive: true })
    writeFileSync(join(clone, file), secret)
  }
  const npmrc = podman.at('npmrc')
  writeFileSync(npmrc, `cafile=/etc/ssl/certs/ca-certificates.crt\n//registry.example/:_authToken=${secret}\n`)
  const tools = ['--package-lock-only', '--save-prod', '--ignore-scripts', '@modelcontextprotocol/server-filesystem']
  execFileSync('npm', ['install', ...tools], { cwd: clone, stdio: 'ignore' })
  const bases = ['--build-arg', 'NODE=localhost/node', '--build-arg', 'BASE=localhost/debian']
  const here = ['--isolation', 'chroot', '--layers=false', '--secret', `id=npmrc,src=${npmrc}`]
  const guide = ['--format', 'docker', '--tag', 'sluis', '--file', join(clone, 'examples/service/Containerfile'), clone]
  return await podman.do('build', ...bases, ...here, ...guide)
}

/** Puts files in their places as the guide does, below the test's folder; gives the address of the gate. */
async function placed(podman: Podman, modelUrl: string): Promise<string> {
  const ours = podman.at('etc/sluis')
  mkdirSync(ours, { recursive: true })
  for (const part of ['organisation', 'books'])
    cpSync(join(root, 'examples/weekly-report', part), join(ours, part), { recursive: true })
  chownSync(ours, 0, user)
  chmodSync(ours, 0o750)
  const [gatePort, deskPort] = [await freePort(), await freePort()]
  const shipped = readFileSync(join(root, 'examples/service/environment'), 'utf8')
  const others = `SLUIS_GATE_PORT=${gatePort}\nSLUIS_DESK_PORT=${deskPort}\nLANG=en_GB.UTF-8\n`
  const here = `SLUIS_MODEL_URL=${modelUrl}\nSLUIS_MODEL=${modelId}\n`
  writeFileSync(join(ours, 'environment'), `${shipped}\n${others}${here}`, { mode: 0o600 })
  mkdirSync(podman.at('var/backups/sluis'), { recursive: true, mode: 0o700 })
  chownSync(podman.at('var/backups/sluis'), user, user)
  return `http://127.0.0.1:${gatePort}`
}

/** What the guide gives to every `podman run`, with its places below the test's folder. */
function options(podman: Podman): readonly string[] {
  const guide = readFileSync(join(root, 'docs/guide/en/service.md'), 'utf8')
  const words = /^options=\(([^)]*)\)$/m.exec(guide)?.[1]?.trim().split(/\s+/) ?? []
  return words.map((word) => (word.startsWith('/') ? podman.folder + word : word))
}

/** Starts Sluis at a terminal until it runs, and ends it as a person does; gives what the terminal showed. */
async function untilCtrlC(podman: Podman, ...args: readonly string[]): Promise<string> {
  const child = podman.atTerminal(...args)
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  let shown = ''
  child.stdout.setEncoding('utf8').on('data', (piece) => {
    shown += piece
  })
  const isUp = (): boolean => {
    if (child.exitCode !== null) throw new Error(shown)
    return shown.includes('To end: Ctrl-C')
  }
  await until('it runs', isUp, 60_000)
  child.stdin.write('\x03')
  assert.equal(await ended, 0, shown)
  return shown.replaceAll('\r', '')
}
