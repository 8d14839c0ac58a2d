// SPDX-License-Identifier: EUPL-1.2
// The README's two commands as a newcomer gives them: a fresh clone of what is committed, an empty home, the machine's
// own Node, and nothing of this checkout on the PATH.
import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, it } from 'node:test'
import { freePort } from '../../examples/weekly-report/free-port.ts'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'sluis-newcomer-'))
const clone = join(folder, 'sluis')
const home = join(folder, 'home')
const path = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((part) => !part.includes('node_modules'))
  .join(delimiter)

let started: ChildProcess | undefined

after(() => {
  // The whole group: also what npm left behind.
  if (started?.pid !== undefined && livingIn(clone).length > 0) process.kill(-started.pid, 'SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

it('runs until a person is needed and says what to do, from a fresh clone; SIGTERM leaves nothing behind', {
  timeout: 480_000,
  skip: missing(),
}, async () => {
  execFileSync('git', ['clone', '--quiet', root, clone])
  mkdirSync(home)
  const [gatePort, deskPort] = [String(await freePort()), String(await freePort())]
  const env = { HOME: home, PATH: path, LANG: 'C.UTF-8', SLUIS_GATE_PORT: gatePort, SLUIS_DESK_PORT: deskPort }
  started = spawn('npm', ['start', '--', '--lang', 'en'], { cwd: clone, env, detached: true })
  const ended = new Promise((resolve) => started?.once('close', resolve))
  const told = await toldUntil(started, 'the emergency stop')

  assert.match(told, /They are shown once, now, and kept nowhere/)
  assert.equal(told.match(/^ {4}slp_\S{20,}$/gm)?.length, 4, 'a key for each person')
  assert.equal(told.match(/^ {4}sla_\S{20,}$/gm)?.length, 1, 'a key for the agent')
  assert.match(
    told,
    /✗ administratie@garagewillemsen\.example .*\n {6}reminder-only-when-due: A reminder is only about/,
  )
  assert.match(told, /\d mails wait for a person: A person looks at mail before it goes outside\./)
  const id = told.match(new RegExp(`http://127\\.0\\.0\\.1:${deskPort}/cases/(case-\\w+)`))?.[1]
  assert.ok(id, 'a link to each case')
  for (const command of ['cases', `approve ${id}`, `reject ${id}`, 'stop --all']) {
    assert.ok(told.includes(`  npx sluis ${command}`), command)
  }
  assert.ok(told.includes(`  export SLUIS_DESK_PORT=${deskPort}\n`), 'the port that the next terminal needs')

  const key = told.match(/\(sanne\).*\n {4}(slp_\S+)/)?.[1] ?? ''
  const shown = spawnSync('npx', ['sluis', 'show', id], {
    cwd: clone,
    env: { ...env, SLUIS_KEY: key },
    encoding: 'utf8',
    timeout: 60_000,
  })
  assert.equal(shown.status, 0, shown.stderr)
  assert.match(shown.stdout, /Accountable +Anna Verhage/)

  // To npm alone, as a script does: what npm started has to notice by itself.
  started.kill('SIGTERM')
  await ended
  await gone(clone)
})

/** Why this can't run here, or false. */
function missing(): string | false {
  if (process.platform !== 'linux') return 'needs Linux'
  const ping = spawnSync('npm', ['ping', '--fetch-retries=0', '--fetch-timeout=20000'], { timeout: 60_000 })
  return ping.status === 0 ? false : "the npm registry can't be reached"
}

/** All that it printed, as soon as `words` are among it. */
function toldUntil({ stdout, stderr, pid }: ChildProcess, words: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let told = ''
    const take = (text: string): void => {
      told += text
      if (told.includes(words)) resolve(told)
    }
    for (const stream of [stdout, stderr]) {
      stream?.setEncoding('utf8')
      stream?.on('data', take)
    }
    stdout?.once('close', () => reject(new Error(`${pid} ended too soon:\n${told}`)))
  })
}

/** The processes whose working folder or program is inside a folder. */
function livingIn(inside: string): readonly string[] {
  return globSync('/proc/[0-9]*').flatMap((process) => {
    try {
      const isInside = [join(process, 'cwd'), join(process, 'exe')].some((link) =>
        readlinkSync(link).startsWith(inside),
      )
      return isInside && existsSync(process)
        ? [readFileSync(join(process, 'cmdline'), 'utf8').replaceAll('\0', ' ')]
        : []
    } catch {
      // Ended meanwhile, or another user's.
      return []
    }
  })
}

/** Waits at most a minute for the last to go. */
async function gone(inside: string): Promise<void> {
  for (let tries = 0; tries < 600 && livingIn(inside).length > 0; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  assert.deepEqual(livingIn(inside), [])
}
