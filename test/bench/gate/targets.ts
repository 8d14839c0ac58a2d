// SPDX-License-Identifier: EUPL-1.2
import { type ChildProcess, spawn } from 'node:child_process'
import { connect } from 'node:net'
import { freePort } from '../../../examples/weekly-report/free-port.ts'
import { ended, started } from './children.ts'
import type { Order } from './driven.ts'

/** Something that answers chat completions. */
export interface Target extends Pick<Order, 'port' | 'headers' | 'model'> {
  /** Whose processor time is its own. */
  readonly pid: number | undefined
  close(): Promise<void>
}

const model = 'bench-model'
const upstreamKey = { authorization: 'Bearer upstream' }

/** A program of this folder that tells its port. */
export async function openProgram(name: string, ...args: readonly string[]): Promise<Target> {
  const { child, said } = await started<{ port: number }>(name, args)
  return { port: said.port, headers: upstreamKey, model, pid: child.pid, close: () => ended(child) }
}

export async function openSluis(folder: string, execArgv: readonly string[] = []): Promise<Target> {
  const { child, said } = await started<{ port: number; key: string }>('sluis.ts', [folder], execArgv)
  return {
    port: said.port,
    headers: { authorization: `Bearer ${said.key}` },
    model: 'reporting',
    pid: child.pid,
    close: () => ended(child),
  }
}

/**
 * Another gateway, from the folder of its npm package: `@portkey-ai/gateway`, whose server is `build/start-server.js`. It
 * is told by headers where the model is. SLUIS_BENCH_PEER_NODE names the Node that it runs on, if that is another.
 */
export async function openPeer(folder: string, upstreamPort: number): Promise<Target> {
  const port = await freePort()
  const node = process.env.SLUIS_BENCH_PEER_NODE ?? process.execPath
  const child = spawn(node, ['build/start-server.js', `--port=${port}`, '--headless'], {
    cwd: folder,
    stdio: 'ignore',
    env: { NODE_ENV: 'production', TRUSTED_CUSTOM_HOSTS: '127.0.0.1,localhost' },
  })
  await listening(port, child)
  const headers = {
    ...upstreamKey,
    'x-portkey-provider': 'openai',
    'x-portkey-custom-host': `http://127.0.0.1:${upstreamPort}/v1`,
  }
  return {
    port,
    headers,
    model,
    pid: child.pid,
    close: async () => {
      child.kill()
    },
  }
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (let tried = 0; tried < 150; tried++) {
    if (child.exitCode !== null) break
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy()
        resolve(true)
      })
      socket.on('error', () => resolve(false))
    })
    if (isOpen) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the peer did not start')
}
