// SPDX-License-Identifier: EUPL-1.2
// Logs that Sluis really wrote: through the journal, with the folds of all rooms, private fields and an erasure.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import type { Tampering } from '../../../packages/log/src/test/tampering.ts'
import { type EntryDraft, exportLog, Journal } from '../../../packages/server/src/journal/index.ts'

const projections = new URL('../../../packages/server/src/projections.ts', import.meta.url)
const batch = 1000

/** What the gate records for runs of forty calls each: who, what, by which rules, and sealed what was asked and answered. */
function* gateEntries(): Generator<EntryDraft, never> {
  for (let number = 0; ; number++) {
    const run = `run-${Math.floor(number / 40)}`
    const about = { run, agent: 'reporter', system: 'weekly-report' }
    if (number % 40 === 0) yield { kind: 'run.started', data: about }
    const call = `call-${number}`
    const subject = `customer:${number % 100}`
    yield {
      kind: 'call.allowed',
      series: 'agent:reporter',
      data: {
        ...about,
        call,
        action: 'callTool',
        resource: 'books_read_text_file',
        rules: ['books-are-readable'],
        findings: ['email'],
        labels: ['personal', 'untrusted'],
        policy: 'b'.repeat(43),
        digest: 'd'.repeat(43),
      },
      private: [
        { name: 'request', value: { path: `invoices/${number}.xml` }, subject, parts: [`document ${number % 7}`] },
      ],
    }
    yield {
      kind: 'call.ended',
      data: { call, run, outcome: 'done', labels: ['personal'] },
      private: [{ name: 'result', value: { text: `debtor${number}@example.com` }, subject }],
    }
  }
}

export interface WrittenLog {
  readonly verifierKey: string
  /** The exported directory of each size. */
  readonly exports: ReadonlyMap<number, string>
}

/** Grows one log and exports it at each of the sizes, which rise. */
export async function writeLog(folder: string, sizes: readonly number[]): Promise<WrittenLog> {
  const data = join(folder, 'data')
  const journal = await Journal.open({ folder: data, origin: 'sluis.example/log', projections })
  const entries = gateEntries()
  const exports = new Map<number, string>()
  let size = 0
  try {
    for (const next of sizes) {
      // The first thing that every later size brings is an erasure.
      if (size > 2 && size < next) {
        await journal.erase(`customer:${exports.size}`, 'GDPR art. 17')
        size++
      }
      while (size < next) {
        const count = Math.min(batch, next - size)
        await Promise.all(Array.from({ length: count }, () => journal.append(entries.next().value)))
        size += count
      }
      const directory = join(folder, `export-${next}`)
      await exportLog({ folder: data }, directory)
      exports.set(next, directory)
    }
    return { verifierKey: journal.verifierKey, exports }
  } finally {
    await journal.close()
  }
}

/** The files of an exported log, by their paths in it. */
export function readExport(directory: string): Map<string, Uint8Array> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((item) => item.isFile())
  return new Map(
    files.map((item) => {
      const file = join(item.parentPath, item.name)
      return [relative(directory, file).split(sep).join('/'), Uint8Array.from(readFileSync(file))]
    }),
  )
}

/** Changes an exported directory as a tampering says, while `work` runs. */
export function whileTampered<T>(directory: string, { changes }: Tampering, work: () => T): T {
  const before = [...changes.keys()].map((path) => [path, readIfThere(join(directory, path))] as const)
  put(directory, changes)
  try {
    return work()
  } finally {
    put(directory, before)
  }
}

function readIfThere(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}

function put(directory: string, changes: Iterable<readonly [string, Uint8Array | undefined]>): void {
  for (const [path, bytes] of changes) {
    const file = join(directory, path)
    if (bytes === undefined) {
      rmSync(file, { force: true })
      continue
    }
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, bytes)
  }
}
