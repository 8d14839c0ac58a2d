// SPDX-License-Identifier: EUPL-1.2
// Several Sluis processes that share one PostgreSQL: each with doors and a data folder of its own, any of them to be
// killed and started again.
import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../examples/weekly-report/free-port.ts'
import { modelId, startMailServer, startScriptedModel } from '../../examples/weekly-report/stand-ins/index.ts'
import type { Place } from '../../packages/server/src/journal/index.ts'
import type { TestPostgres } from '../../packages/server/src/journal/testing/postgres.ts'
import { type ChildKey, startedKeys } from './child-house.ts'

const example = fileURLToPath(new URL('../../examples/weekly-report/', import.meta.url))
const program = fileURLToPath(new URL('./child-server.ts', import.meta.url))

export interface SharedProcess {
  /** What it runs on: the organisation's files as its machine has them, and its data. */
  readonly folder: string
  readonly gateUrl: string
  readonly deskUrl: string
  readonly isUp: boolean
  /** What it has printed on its error stream. */
  errors(): string
  start(): Promise<void>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  /** Has it close. */
  stop(): Promise<void>
  /** A request to its people's API. */
  people(person: string, method: string, path: string, body?: object): Promise<Response>
}

export interface SharedHouse extends AsyncDisposable {
  readonly folder: string
  readonly mailFolder: string
  readonly processes: readonly SharedProcess[]
  /** Where the log lies, for whoever opens it beside them. */
  readonly place: Place
  /** The key of a person or an agent, as the very first start gave it. */
  key(id: string): string
}

interface SharedHouseOptions {
  /** Changes the organisation before anybody opens it. */
  readonly prepare?: (folder: string) => void
  /** The socket by which each process reaches what signs for all; absent, all have a copy of one key. */
  readonly signers?: readonly string[]
  /** The database's URL as the processes have it; one of its own unless told otherwise. */
  readonly database?: string
}

export async function openSharedHouse(
  postgres: TestPostgres,
  count: number,
  { prepare, signers, database: given }: SharedHouseOptions = {},
): Promise<SharedHouse> {
  await using opening = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'sluis-shared-'))
  opening.defer(() => rmSync(folder, { recursive: true, force: true }))
  for (const part of ['books', 'organisation']) cpSync(join(example, part), join(folder, part), { recursive: true })
  prepare?.(folder)
  const mailFolder = join(folder, 'mail')
  const mail = opening.use(await startMailServer({ folder: mailFolder }))
  const model = opening.use(await startScriptedModel())
  const database = given ?? (await postgres.database())
  const environment = {
    SLUIS_MODEL_URL: model.url,
    SLUIS_SMTP_URL: mail.url,
    SLUIS_MODEL: modelId,
    SLUIS_DATABASE: database,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
  }
  const keys = new Map<string, string>()
  const processes: SharedProcess[] = []
  opening.defer(async () => void (await Promise.all(processes.map((process) => process.kill()))))
  for (let at = 0; at < count; at++) {
    const own = join(folder, `process-${at}`)
    mkdirSync(own, { mode: 0o700 })
    for (const part of ['books', 'organisation']) cpSync(join(folder, part), join(own, part), { recursive: true })
    const signer = signers === undefined ? {} : { SLUIS_SIGNER: signers[at] }
    processes.push(await makeProcess(own, { ...environment, ...signer }, keys))
  }
  const [first, ...others] = processes
  await first?.start()
  // Who keeps the processes gives all of them the one key that signs.
  const signingKey = join(folder, 'process-0', 'data', 'log.key')
  for (const at of signers === undefined ? others.keys() : []) {
    const data = join(folder, `process-${at + 1}`, 'data')
    mkdirSync(data, { mode: 0o700 })
    cpSync(signingKey, join(data, 'log.key'))
  }
  await Promise.all(others.map((process) => process.start()))
  const all = opening.move()
  return {
    folder,
    mailFolder,
    processes,
    place: { folder: join(folder, 'process-0', 'data'), database },
    key: (id) => {
      const key = keys.get(id)
      if (key === undefined) throw new RangeError(`no key was given to ${id}`)
      return key
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

async function makeProcess(
  folder: string,
  environment: NodeJS.ProcessEnv,
  keys: Map<string, string>,
): Promise<SharedProcess> {
  const [gatePort, deskPort] = [await freePort(), await freePort()]
  const deskUrl = `http://127.0.0.1:${deskPort}`
  let child: ChildProcess | undefined
  let errors = ''
  let isUp = false
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const dying = child
    child = undefined
    isUp = false
    if (dying === undefined || dying.exitCode !== null || dying.signalCode !== null) return
    const exited = new Promise((resolve) => dying.once('exit', resolve))
    dying.kill(signal)
    await exited
  }
  return {
    folder,
    gateUrl: `http://127.0.0.1:${gatePort}`,
    deskUrl,
    errors: () => errors,
    get isUp() {
      return isUp
    },
    start: async () => {
      const args = [program, folder, String(gatePort), String(deskPort)]
      const starting = spawn(process.execPath, args, { env: environment, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
      starting.stderr?.on('data', (text) => {
        errors += text
      })
      child = starting
      const given: readonly ChildKey[] = await startedKeys(starting, () => errors)
      for (const { id, key } of given) keys.set(id, key)
      isUp = true
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    people: (person, method, path, body) =>
      fetch(`${deskUrl}${path}`, {
        method,
        headers: { authorization: `Bearer ${keys.get(person) ?? ''}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  }
}
