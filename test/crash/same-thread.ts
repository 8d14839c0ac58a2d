// SPDX-License-Identifier: EUPL-1.2
// Lets the journal's thread run on the thread that asks for it. Starting a thread takes longer than everything that
// recovery does, and the lab recovers ten thousand times; the code that runs is the same, the messages are copied by
// the same channel. To be loaded first (`--import`).
import { EventEmitter } from 'node:events'
import { registerHooks } from 'node:module'
import * as threads from 'node:worker_threads'

interface Start {
  readonly parentPort: threads.MessagePort
  readonly workerData: unknown
}

const starts = new Map<string, Start>()
let started = 0

class SameThreadWorker extends EventEmitter {
  readonly #port: threads.MessagePort
  readonly #name = `in-thread=${++started}`

  constructor(program: URL, options: threads.WorkerOptions) {
    super()
    const { port1, port2 } = new threads.MessageChannel()
    this.#port = port1
    starts.set(this.#name, { parentPort: port2, workerData: structuredClone(options.workerData) })
    port1.on('message', (message) => this.emit('message', message))
    import(`${program.href}?${this.#name}`).catch((error: unknown) => this.emit('error', error))
  }

  postMessage(message: unknown): void {
    this.#port.postMessage(message)
  }

  async terminate(): Promise<number> {
    this.#port.close()
    starts.get(this.#name)?.parentPort.close()
    starts.delete(this.#name)
    return 0
  }
}

/** What a module that was started as a thread finds in `node:worker_threads`. */
export function startOf(name: string): Start & typeof threads {
  const start = starts.get(name)
  if (start === undefined) throw new RangeError(`nothing was started as ${name}`)
  return { ...threads, ...start }
}

export const worker = SameThreadWorker

const own = new URL(import.meta.url).href
const names = Object.keys(threads).filter((name) => !['default', 'Worker', 'parentPort', 'workerData'].includes(name))
const pass = `export { ${names.join(', ')} } from 'node:worker_threads'\n`

registerHooks({
  resolve(specifier, context, next) {
    const isJournal = context.parentURL?.includes('/server/src/journal/') === true
    if (specifier !== 'node:worker_threads' || !isJournal) return next(specifier, context)
    const name = new URL(context.parentURL ?? own).search.slice(1)
    return { url: `lab:threads?${name}`, shortCircuit: true }
  },
  load(url, context, next) {
    if (!url.startsWith('lab:threads?')) return next(url, context)
    const name = url.slice('lab:threads?'.length)
    const side =
      name === ''
        ? `export { worker as Worker } from ${JSON.stringify(own)}\nexport const parentPort = null, workerData = null\n`
        : `import { startOf } from ${JSON.stringify(own)}
           export const { parentPort, workerData, Worker } = startOf(${JSON.stringify(name)})\n`
    return { format: 'module', source: pass + side, shortCircuit: true }
  },
})
