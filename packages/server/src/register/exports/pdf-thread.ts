// SPDX-License-Identifier: EUPL-1.2
// Making a PDF occupies a core for a tenth of a second or more. It has a thread of its own, so that meanwhile calls are
// served and streams can be cut (P4). One paper at a time; a paper that takes too long is abandoned.
import { Worker } from 'node:worker_threads'
import type { Document } from './document.ts'

const timeoutMs = 30_000

let before: Promise<unknown> = Promise.resolve()

/** Like `pdfOf`, on its own thread. */
export function pdfOnThread(document: Document, at: Date): Promise<Uint8Array> {
  const made = before.then(() => onThread(document, at))
  before = made.catch(() => undefined)
  return made
}

function onThread(document: Document, at: Date): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), { workerData: { document, at } })
    const timer = setTimeout(() => void worker.terminate(), timeoutMs)
    worker.on('message', resolve)
    worker.on('error', reject)
    worker.on('exit', () => {
      clearTimeout(timer)
      reject(new Error('the PDF took too long'))
    })
  })
}
