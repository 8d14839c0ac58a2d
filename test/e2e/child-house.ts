// SPDX-License-Identifier: EUPL-1.2
// The whole house with Sluis as a process of its own: to be killed, or to be given no room to write.
import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { freePort } from '../../examples/weekly-report/free-port.ts'
import { modelId, startMailServer, startScriptedModel } from '../../examples/weekly-report/stand-ins/index.ts'

const example = fileURLToPath(new URL('../../examples/weekly-report/', import.meta.url))
const program = fileURLToPath(new URL('./child-server.ts', import.meta.url))
const started = z.union([
  z.object({ keys: z.array(z.object({ id: z.string(), key: z.string() })) }),
  z.object({ failed: z.string() }),
])

export interface ChildHouse extends AsyncDisposable {
  readonly folder: string
  readonly dataFolder: string
  readonly mailFolder: string
  readonly gateUrl: string
  readonly deskUrl: string
  /** Where the model itself listens. */
  readonly modelUrl: string
  /** The key of a person or agent, as the first start gave it. */
  key(id: string): string
  /** How many requests reached the model. */
  modelRequests(): number
  /** What the server has printed on its error stream. */
  errors(): string
  /** Starts the server; no file of it may grow beyond `maxFileBytes`, as on a disk that is full. */
  start(maxFileBytes?: number): Promise<void>
  /** Ends the server as a power cut would. */
  kill(): Promise<void>
  /** A request to the people's API with a key. */
  people(key: string, method: string, path: string, body?: object): Promise<Response>
}

export async function openChildHouse(prepare?: (folder: string) => void): Promise<ChildHouse> {
  await using opening = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'sluis-child-'))
  opening.defer(() => rmSync(folder, { recursive: true, force: true }))
  for (const part of ['books', 'organisation']) cpSync(join(example, part), join(folder, part), { recursive: true })
  prepare?.(folder)
  const [mailFolder, transcript] = [join(folder, 'mail'), join(folder, 'transcript.jsonl')]
  const mail = opening.use(await startMailServer({ folder: mailFolder }))
  const model = opening.use(await startScriptedModel({ transcript }))
  const [gatePort, deskPort] = [await freePort(), await freePort()]
  const deskUrl = `http://127.0.0.1:${deskPort}`
  const env = {
    SLUIS_MODEL_URL: model.url,
    SLUIS_SMTP_URL: mail.url,
    SLUIS_MODEL: modelId,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
  }
  const keys = new Map<string, string>()
  let child: ChildProcess | undefined
  let errors = ''
  const kill = async (): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const exited = new Promise((resolve) => child?.once('exit', resolve))
    child.kill('SIGKILL')
    await exited
  }
  opening.defer(kill)
  const all = opening.move()
  return {
    folder,
    dataFolder: join(folder, 'data'),
    mailFolder,
    gateUrl: `http://127.0.0.1:${gatePort}`,
    deskUrl,
    modelUrl: new URL(model.url).origin,
    key: (id) => {
      const key = keys.get(id)
      if (key === undefined) throw new RangeError(`no key was given to ${id}`)
      return key
    },
    modelRequests: () => (existsSync(transcript) ? readFileSync(transcript, 'utf8').split('\n').length - 1 : 0),
    errors: () => errors,
    start: async (maxFileBytes) => {
      // Node ignores SIGXFSZ, so a write beyond the limit fails with EFBIG, as one to a full disk does with ENOSPC.
      const limit = maxFileBytes === undefined ? '' : `ulimit -f ${Math.ceil(maxFileBytes / 512)}; `
      const args = [process.execPath, program, folder, String(gatePort), String(deskPort)]
      child = spawn('/bin/sh', ['-c', `${limit}exec "$0" "$@"`, ...args], {
        env,
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      })
      child.stderr?.on('data', (text) => {
        errors += text
      })
      for (const { id, key } of await startedKeys(child, () => errors)) keys.set(id, key)
    },
    kill,
    people: (key, method, path, body) =>
      fetch(`${deskUrl}${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

export type ChildKey = { readonly id: string; readonly key: string }

/** Waits until a server of `child-server.ts` is open, and gives the keys of a very first start. */
export async function startedKeys(child: ChildProcess, errors: () => string): Promise<readonly ChildKey[]> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const timer = setTimeout(() => reject(new Error(`not started in 60 s: ${errors()}`)), 60_000)
  const gone = (): void => reject(new Error(`the server ended before it had started: ${errors()}`))
  child.once('message', resolve)
  child.once('exit', gone)
  try {
    const told = started.parse(await promise)
    if ('failed' in told) throw new Error(told.failed)
    return told.keys
  } finally {
    clearTimeout(timer)
    child.off('exit', gone)
  }
}
