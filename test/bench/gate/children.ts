// SPDX-License-Identifier: EUPL-1.2
import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'

/** Starts a program of this folder, and waits for the first thing that it says. */
export async function started<T>(
  name: string,
  args: readonly string[] = [],
  execArgv: readonly string[] = [],
): Promise<{ readonly child: ChildProcess; readonly said: T }> {
  const child = fork(join(import.meta.dirname, name), args, { execArgv: [...execArgv] })
  return { child, said: await told<T>(child) }
}

/** The next thing that a child says. Rejects when it says that it failed, or ends. */
export async function told<T>(child: ChildProcess): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const gone = (): void => reject(new Error(`a process of the bench ended: ${child.spawnargs.at(1)}`))
  const listen = (message: unknown): void => {
    if (typeof message === 'object' && message !== null && 'failed' in message)
      reject(new Error(String(message.failed)))
    // Our own children, of which each says one kind of thing.
    resolve(message as T)
  }
  child.once('message', listen)
  child.once('exit', gone)
  try {
    return await promise
  } finally {
    child.off('message', listen)
    child.off('exit', gone)
  }
}

/** Lets a child end in good order, and waits for it. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = new Promise((resolve) => child.once('exit', resolve))
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000)
  if (child.connected) child.disconnect()
  await exited
  clearTimeout(timer)
}
