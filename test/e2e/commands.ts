// SPDX-License-Identifier: EUPL-1.2
// The real commands as processes, for tests that follow a page of the guide.
import assert from 'node:assert/strict'
import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../examples/weekly-report/free-port.ts'
import { until } from './harness.ts'

const bin = fileURLToPath(new URL('../../packages/server/bin/sluis.js', import.meta.url))
const verifier = fileURLToPath(new URL('../../packages/log/src/cli.ts', import.meta.url))
const example = fileURLToPath(new URL('../../examples/weekly-report/', import.meta.url))

/** For a machine that has other things to do; nothing here is timed. */
const patienceMs = 120_000

export interface Ended {
  readonly status: number | null
  readonly text: string
}

export interface Staying {
  /** What it printed so far. */
  text(): string
  close(): Promise<void>
}

/** A folder with the example's organisation in it, where commands run. */
export class Commands {
  readonly folder = mkdtempSync(join(tmpdir(), 'sluis-commands-'))
  readonly #environment: Record<string, string> = { LANG: 'en_GB.UTF-8', PATH: process.env.PATH ?? '' }
  readonly #children: ChildProcess[] = []
  #ports = { SLUIS_GATE_PORT: '', SLUIS_DESK_PORT: '' }

  /** With what a server is told about the world outside. */
  constructor(environment: Readonly<Record<string, string>> = {}) {
    Object.assign(this.#environment, environment)
    for (const part of ['books', 'organisation']) cpSync(join(example, part), this.at(part), { recursive: true })
  }

  at(name: string): string {
    return join(this.folder, name)
  }

  /** Where agents and people find what was started last. */
  get urls(): { readonly gate: string; readonly desk: string } {
    const { SLUIS_GATE_PORT: gate, SLUIS_DESK_PORT: desk } = this.#ports
    return { gate: `http://127.0.0.1:${gate}`, desk: `http://127.0.0.1:${desk}` }
  }

  /** `sluis` to its end, however that is. */
  run(...args: readonly string[]): Ended {
    return this.#run(bin, args)
  }

  /** `sluis` as a person with this key speaks to what was served last, while other things go on. */
  async as(key: string, ...args: readonly string[]): Promise<Ended> {
    const child = spawn(process.execPath, [bin, ...args], {
      cwd: this.folder,
      env: { ...this.#environment, ...this.#ports, SLUIS_KEY: key },
    })
    this.#children.push(child)
    const said = textOf(child)
    const status = await new Promise<number | null>((resolve) => child.once('close', resolve))
    return { status, text: said() }
  }

  /** `sluis-log verify`. */
  verify(...args: readonly string[]): Ended {
    return this.#run(verifier, ['verify', ...args])
  }

  /** `sluis`, which has to succeed; gives what it printed. */
  sluis(...args: readonly string[]): string {
    const { status, text } = this.run(...args)
    assert.equal(status, 0, text)
    return text
  }

  /** Starts a command that stays, and waits until it says what it should. */
  async start(ready: RegExp, ...args: readonly string[]): Promise<Staying> {
    this.#ports = { SLUIS_GATE_PORT: String(await freePort()), SLUIS_DESK_PORT: String(await freePort()) }
    const env = { ...this.#environment, ...this.#ports }
    const child = spawn(process.execPath, [bin, ...args], { cwd: this.folder, env })
    this.#children.push(child)
    const text = textOf(child)
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
    const isReady = (): boolean => {
      if (child.exitCode !== null) throw new Error(text())
      return ready.test(text())
    }
    await until(`${args[0]} is ready`, isReady, patienceMs)
    return {
      text,
      close: async () => {
        child.kill('SIGTERM')
        await ended
      },
    }
  }

  serve(data: string, ...args: readonly string[]): Promise<Staying> {
    const folders = ['--organisation', this.at('organisation'), '--data', this.at(data)]
    return this.start(/To end: Ctrl-C/, 'serve', ...folders, ...args)
  }

  /** Serves for a moment, so that the log grows by what every start records. */
  async serveOnce(data: string, ...args: readonly string[]): Promise<void> {
    await (await this.serve(data, ...args)).close()
  }

  /** A start that has to fail. */
  refuseToServe(data: string, ...args: readonly string[]): string {
    const folders = ['--organisation', this.at('organisation'), '--data', this.at(data)]
    const { status, text } = this.run('serve', ...folders, ...args)
    assert.equal(status, 1, text)
    return text
  }

  /** Exports a log and gives its verifier key. */
  export(data: string, name: string): string {
    return JSON.parse(this.sluis('export-log', this.at(name), '--data', this.at(data), '--json')).verifierKey
  }

  [Symbol.dispose](): void {
    for (const child of this.#children) child.kill('SIGKILL')
    rmSync(this.folder, { recursive: true, force: true })
  }

  #run(program: string, args: readonly string[]): Ended {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
      cwd: this.folder,
      env: this.#environment,
      encoding: 'utf8',
      timeout: patienceMs,
    })
    return { status, text: stdout + stderr }
  }
}

/** What a process printed so far. */
function textOf({ stdout, stderr }: ChildProcessWithoutNullStreams): () => string {
  let text = ''
  for (const stream of [stdout, stderr]) {
    stream.setEncoding('utf8').on('data', (piece) => {
      text += piece
    })
  }
  return () => text
}
