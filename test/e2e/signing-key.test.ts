// SPDX-License-Identifier: EUPL-1.2
// The guide's page on the signing key, followed step by step with the real commands.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../examples/weekly-report/free-port.ts'
import { until } from './harness.ts'

const bin = fileURLToPath(new URL('../../packages/server/bin/sluis.js', import.meta.url))
const verifier = fileURLToPath(new URL('../../packages/log/src/cli.ts', import.meta.url))
const example = fileURLToPath(new URL('../../examples/weekly-report/', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'sluis-key-'))
const at = (name: string): string => join(folder, name)
for (const part of ['books', 'organisation']) cpSync(join(example, part), at(part), { recursive: true })
const environment = { LANG: 'en_GB.UTF-8', PATH: process.env.PATH ?? '' }
const children: ChildProcess[] = []
after(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

function run(program: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    env: environment,
    encoding: 'utf8',
    timeout: 120_000,
  })
  return { status, text: stdout + stderr }
}

function sluis(...args: readonly string[]): string {
  const { status, text } = run(bin, ...args)
  assert.equal(status, 0, text)
  return text
}

/** Starts a command that stays, and waits until it says what it should. */
async function start(
  ready: RegExp,
  ...args: readonly string[]
): Promise<{ text: () => string; close(): Promise<void> }> {
  const ports = { SLUIS_GATE_PORT: String(await freePort()), SLUIS_DESK_PORT: String(await freePort()) }
  const child = spawn(process.execPath, [bin, ...args], { cwd: folder, env: { ...environment, ...ports } })
  children.push(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (piece) => {
      text += piece
    })
  }
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  await until(
    `${args[0]} is ready`,
    () => {
      if (child.exitCode !== null) throw new Error(text)
      return ready.test(text)
    },
    120_000,
  )
  return {
    text: () => text,
    close: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Serves for a moment, so that the log grows by what every start records. */
async function serveOnce(data: string, ...args: readonly string[]): Promise<void> {
  const server = await start(
    /To end: Ctrl-C/,
    'serve',
    '--organisation',
    at('organisation'),
    '--data',
    at(data),
    ...args,
  )
  await server.close()
}

const exported = (data: string, name: string): string => {
  const text = sluis('export-log', at(name), '--data', at(data), '--json')
  return JSON.parse(text).verifierKey
}

describe('the guide on the signing key', () => {
  it('replaces a key so that readers of the old one learn the new one', { timeout: 300_000 }, async () => {
    await serveOnce('data')
    const old = exported('data', 'before')
    const { verifierKey, retired } = JSON.parse(sluis('replace-key', '--data', at('data'), '--json'))
    await serveOnce('data')

    const shown = run(verifier, 'verify', at('new-log-key.tlog-proof'), '--key', old)
    assert.equal(shown.status, 0, shown.text)
    assert.match(shown.text, /log\.key-replaced/)
    assert.ok(shown.text.includes(verifierKey), shown.text)

    assert.equal(exported('data', 'after'), verifierKey)
    assert.equal(run(verifier, 'verify', at('after'), '--key', verifierKey).status, 0)
    assert.equal(run(verifier, 'verify', at('after'), '--key', old).status, 1, 'the old key signs no more')
    writeFileSync(at('policy'), `log ${old}\nlog ${verifierKey}\nquorum none\n`)
    const both = run(verifier, 'verify', at('after'), '--policy', at('policy'), '--against', at('before/checkpoint'))
    assert.equal(both.status, 0, both.text)
    rmSync(retired)
    await serveOnce('data')
  })

  it('goes on after a key was lost, and only then with another one', { timeout: 300_000 }, async () => {
    await serveOnce('lost')
    const old = exported('lost', 'lost-before')
    copyFileSync(at('lost/log.key'), at('copy.key'))
    rmSync(at('lost/log.key'))
    const refused = run(bin, 'serve', '--organisation', at('organisation'), '--data', at('lost'))
    assert.equal(refused.status, 1)
    assert.match(refused.text, /log\.key is not there; put it back/)

    copyFileSync(at('copy.key'), at('lost/log.key'))
    await serveOnce('lost')
    rmSync(at('lost/log.key'))
    const { verifierKey } = JSON.parse(sluis('replace-key', '--lost', '--data', at('lost'), '--json'))
    await serveOnce('lost')
    exported('lost', 'lost-after')
    writeFileSync(at('policy'), `log ${old}\nlog ${verifierKey}\nquorum none\n`)
    const held = run(
      verifier,
      'verify',
      at('lost-after'),
      '--policy',
      at('policy'),
      '--against',
      at('lost-before/checkpoint'),
    )
    assert.equal(held.status, 0, held.text)
  })

  it('moves the key to a signer, that then keeps old copies from being served', { timeout: 300_000 }, async () => {
    await serveOnce('moved')
    const log = 'verhage.sluis.invalid/log'
    const signer = await start(
      /listens at/,
      'signer',
      '--key',
      at('signer.key'),
      '--socket',
      at('socket'),
      '--log',
      log,
    )
    const { verifierKey } = JSON.parse(sluis('replace-key', '--data', at('moved'), '--next', at('socket'), '--json'))
    assert.ok(signer.text().includes(verifierKey))
    await serveOnce('moved', '--signer', at('socket'))
    assert.equal(existsSync(at('moved/log.key')), false)
    cpSync(at('moved'), at('old-copy'), { recursive: true })
    await serveOnce('moved', '--signer', at('socket'))
    const old = run(
      bin,
      'serve',
      '--organisation',
      at('organisation'),
      '--data',
      at('old-copy'),
      '--signer',
      at('socket'),
    )
    assert.equal(old.status, 1)
    assert.match(old.text, /older than it was: the signer signed a tree of \d+ entries/)
    await signer.close()
    const away = run(
      bin,
      'serve',
      '--organisation',
      at('organisation'),
      '--data',
      at('moved'),
      '--signer',
      at('socket'),
    )
    assert.match(away.text, /the signer at .* does not answer/)
  })

  it('does not run on a log that is older than a checkpoint that somebody kept', { timeout: 300_000 }, async () => {
    await serveOnce('kept')
    cpSync(at('kept'), at('kept-old'), { recursive: true })
    await serveOnce('kept')
    exported('kept', 'kept-log')
    const checkpoint = at('kept-log/checkpoint')
    assert.match(readFileSync(checkpoint, 'utf8'), /sluis\.invalid/)
    await serveOnce('kept', '--known-checkpoint', checkpoint)
    const args = ['--organisation', at('organisation'), '--data', at('kept-old'), '--known-checkpoint', checkpoint]
    const refused = run(bin, 'serve', ...args)
    assert.equal(refused.status, 1)
    assert.match(refused.text, /older than it was: .*entries that it covers are not here/)
    assert.ok(readdirSync(at('kept-old')).includes('journal.db'))
  })
})
