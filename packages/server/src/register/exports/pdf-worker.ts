// SPDX-License-Identifier: EUPL-1.2
import { parentPort, workerData } from 'node:worker_threads'
import type { Document } from './document.ts'
import { pdfOf } from './pdf.ts'

const { document, at }: { readonly document: Document; readonly at: Date } = workerData
parentPort?.postMessage(await pdfOf(document, at))
