// SPDX-License-Identifier: EUPL-1.2
import type { ChildProcess } from 'node:child_process'

/** Waits until a process of the bench tells what is asked for. Rejects when it fails or ends. */
export async function told<T>(child: ChildProcess, name: string): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const gone = (): void => reject(new Error('a process of the bench ended'))
  const listen = (message: unknown): void => {
    if (typeof message !== 'object' || message === null) return
    if ('failed' in message) reject(new Error(String(message.failed)))
    // Our own children, which say just this.
    if (name in message) resolve(message as T)
  }
  child.on('message', listen)
  child.once('exit', gone)
  try {
    return await promise
  } finally {
    child.off('message', listen)
    child.off('exit', gone)
  }
}
