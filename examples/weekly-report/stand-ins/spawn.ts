// SPDX-License-Identifier: EUPL-1.2
import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, realpathSync } from 'node:fs'
import { Socket } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A stand-in that takes connections at `url`, until it is stopped or this process ends, however that happens. */
export interface StandIn extends AsyncDisposable {
  readonly url: string
  readonly pid: number
  stop(): Promise<void>
}

export interface ScriptedModelOptions {
  /** 0 or absent: any free port. */
  readonly port?: number
  /** A file that gets every request body the model receives, one JSON text per line. */
  readonly transcript?: string
}

export interface MailServerOptions {
  readonly port?: number
  /** Where the `.eml` files go; made when it isn't there. */
  readonly folder: string
}

/** Thrown when a stand-in can't start; the message says why, with what the stand-in itself printed. */
export class StandInError extends Error {
  readonly code = 'stand-in-not-started'
  constructor(name: string, why: string) {
    super(`${name}: ${why}`)
    this.name = 'StandInError'
  }
}

const here = dirname(fileURLToPath(import.meta.url))
/** On a machine that does twenty other things. */
const startTimeoutMs = 60_000
const stopTimeoutMs = 2_000

/** Starts the scripted model; `url` is what SLUIS_MODEL_URL takes. */
export function startScriptedModel({ port = 0, transcript }: ScriptedModelOptions = {}): Promise<StandIn> {
  const writable = transcript === undefined ? undefined : resolve(transcript)
  const options = ['--port', String(port), ...(writable === undefined ? [] : ['--transcript', writable])]
  return start('scripted-model.ts', options, modelPermissions(writable))
}

/**
 * Node's permission model lets the scripted model read its own code and libraries and nothing else, so that what it
 * knows of the books can have come from nowhere but its messages.
 */
export function modelPermissions(writable?: string): readonly string[] {
  return [
    '--permission',
    `--allow-fs-read=${here}/*`,
    `--allow-fs-read=${realpathSync(join(here, '../../../node_modules'))}/*`,
    `--allow-fs-read=${join(here, '../../../package.json')}`,
    ...(writable === undefined ? [] : [`--allow-fs-write=${writable}`]),
  ]
}

/** Starts the mail server that delivers nothing and keeps everything; `url` is what SLUIS_SMTP_URL takes. */
export function startMailServer({ port = 0, folder }: MailServerOptions): Promise<StandIn> {
  mkdirSync(folder, { recursive: true })
  return start('mail-server.ts', ['--port', String(port), '--folder', resolve(folder)], [])
}

async function start(script: string, options: readonly string[], execArgv: readonly string[]): Promise<StandIn> {
  const child = fork(join(here, script), options, {
    execArgv: [...execArgv],
    env: {},
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const url = await listening(script, child)
  const stop = () => end(child)
  return { url, pid: child.pid ?? 0, stop, [Symbol.asyncDispose]: stop }
}

function listening(script: string, child: ChildProcess): Promise<string> {
  const printed = keepTail(child)
  return new Promise((settle, fail) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      fail(new StandInError(script, `nog niet gestart na ${startTimeoutMs} ms / not up after ${startTimeoutMs} ms`))
    }, startTimeoutMs)
    child.once('error', (error) => {
      clearTimeout(timer)
      fail(new StandInError(script, error.message))
    })
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      fail(new StandInError(script, printed() || `ended with ${signal ?? code} before it listened`))
    })
    child.on('message', (message) => {
      if (typeof message !== 'object' || message === null || !('listening' in message)) return
      clearTimeout(timer)
      // A parent that has nothing else to do may end, and its stand-ins with it.
      child.unref()
      child.channel?.unref()
      if (child.stderr instanceof Socket) child.stderr.unref()
      settle(String(message.listening))
    })
  })
}

/** What a process printed on its error stream, at most the last 4,000 characters. */
function keepTail(child: ChildProcess): () => string {
  let tail = ''
  child.stderr?.setEncoding('utf8')
  child.stderr?.on('data', (text: string) => {
    tail = (tail + text).slice(-4_000)
  })
  return () => tail.trim()
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.ref()
  const ended = new Promise((settle) => child.once('exit', settle))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs)
  await ended
  clearTimeout(timer)
}
