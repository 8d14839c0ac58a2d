// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { text } from 'node:stream/consumers'
import { after, before, describe, it } from 'node:test'
import { confinement } from './confined.ts'

/** What a hostile package may try; each prints what it got by it. */
const attempts: Readonly<Record<string, string>> = {
  'reads a file beside its folder': "fs.readFileSync(ours + '/secret', 'utf8')",
  'reads the environment of Sluis': "fs.readFileSync('/proc/' + process.ppid + '/environ', 'utf8')",
  'links to a file of ours':
    "(fs.symlinkSync('../ours/secret', own + '/link'), fs.readFileSync(own + '/link', 'utf8'))",
  'starts a program': "(await import('node:child_process')).execFileSync('/bin/echo', ['started'])",
  'opens our database':
    "new (await import('node:sqlite')).DatabaseSync(ours + '/log.db').prepare('SELECT * FROM t').all().length",
  'opens our database by another door': "new (require('node:sqlite').DatabaseSync)(ours + '/log.db') && 'opened'",
  'attaches our database':
    "new (process.getBuiltinModule('node:sqlite').DatabaseSync)(own + '/a.db').exec('ATTACH \\'' + ours + '/log.db\\' AS o; DELETE FROM o.t') ?? 'deleted'",
  'sends Sluis a signal': "process.kill(process.ppid, 'SIGUSR1')",
  'sends Sluis a signal by an import': "(await import('node:process')).kill(process.ppid, 'SIGUSR1')",
  'sends Sluis a signal by what is beneath': 'process._kill(process.ppid, 10) === 0',
  'opens the debugger of Sluis': "process._debugProcess(process.ppid) ?? 'opened'",
  'slows Sluis down': "require('node:os').setPriority(process.ppid, 19) ?? 'slowed'",
  'has V8 write a file':
    "(await import('node:v8')).setFlagsFromString('--redirect-code-traces-to=' + ours + '/log.db') ?? 'set'",
}

describe('a confined tool server', { timeout: 60_000 }, () => {
  let folder: string
  let own: string
  let ours: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'sluis-confined-'))
    own = join(folder, 'own')
    ours = join(folder, 'ours')
    for (const made of [own, ours]) mkdirSync(made)
    writeFileSync(join(ours, 'secret'), 'secret')
    const database = new DatabaseSync(join(ours, 'log.db'))
    database.exec('CREATE TABLE t (a); INSERT INTO t VALUES (42)')
    database.close()
  })
  after(() => rmSync(folder, { recursive: true }))

  /** Runs a program as a server that may, or may not, write in its folder, beneath this process. */
  async function run(program: string, writes = true): Promise<string> {
    const entry = join(own, 'server.mjs')
    writeFileSync(entry, program)
    const child = spawn(process.execPath, [...confinement(own, own, writes), entry], {
      env: {},
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    return await text(child.stdout)
  }

  it('reaches no file of ours, no database and no process (P4, P8)', async () => {
    const signalled: string[] = []
    const hear = (signal: string): void => void signalled.push(signal)
    process.on('SIGUSR1', hear)
    const log = readFileSync(join(ours, 'log.db'))
    const tried = Object.entries(attempts).map(
      ([what, how]) => `await attempt(${JSON.stringify(what)}, async () => ${how})`,
    )
    const got = await run(`
import fs from 'node:fs'
import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)
const [own, ours] = [${JSON.stringify(own)}, ${JSON.stringify(ours)}]
const got = {}
const attempt = async (what, how) => { try { got[what] = String(await how()) } catch { } }
${tried.join('\n')}
console.log(JSON.stringify(got))
`)
    process.removeListener('SIGUSR1', hear)
    assert.deepEqual(JSON.parse(got), {})
    assert.deepEqual(signalled, [])
    assert.deepEqual(readFileSync(join(ours, 'log.db')), log)
  })

  it('reads and writes in its own folder', async () => {
    const program = `
import { readFileSync, writeFileSync } from 'node:fs'
writeFileSync(${JSON.stringify(join(own, 'note'))}, 'kept')
console.log(readFileSync(${JSON.stringify(join(own, 'note'))}, 'utf8'))
`
    assert.equal(await run(program), 'kept\n')
  })

  it('writes, makes and removes nothing there where its entry does not say that it may', async () => {
    const note = JSON.stringify(join(own, 'given'))
    writeFileSync(join(own, 'given'), 'as it was')
    const program = `
import fs from 'node:fs'
const attempts = [
  () => fs.writeFileSync(${note}, 'changed'),
  () => fs.rmSync(${note}),
  () => fs.mkdirSync(${note} + '-folder'),
  () => fs.renameSync(${note}, ${note} + '-moved'),
]
let done = 0
for (const attempt of attempts) try { attempt(); done++ } catch { }
console.log(done, fs.readFileSync(${note}, 'utf8'))
`
    assert.equal(await run(program, false), '0 as it was\n')
  })
})
