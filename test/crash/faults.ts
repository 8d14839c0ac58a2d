// SPDX-License-Identifier: EUPL-1.2
// A real process whose system calls fail, by strace: what it told before and after, and whether what it acknowledged
// is there for the next process, whose disk is whole.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Mark, parseMark } from './mark.ts'
import { Promises } from './promises.ts'
import { checkRecovery } from './recovery.ts'

export interface Fault {
  readonly call: 'sync' | 'write'
  readonly error: 'EIO' | 'ENOSPC'
  /** Which of the calls fails, counted from the start of the process. */
  readonly at: number
  /** Whether it fails once or from then on. */
  readonly lasts: boolean
  /** Only calls on the files of the keys are counted and fail. */
  readonly onlyKeys?: boolean
}

export interface Outcome {
  /** The file whose call failed first; undefined when there were not so many calls. */
  readonly file: string | undefined
  readonly marks: readonly Mark[]
}

const program = fileURLToPath(new URL('./load-program.ts', import.meta.url))
const calls = { sync: 'fsync,fdatasync', write: 'write,pwrite64' }
const [entries, callers] = [240, 8]

/** Lets a process work on a folder with the fault, restarts on a whole disk, and checks what must hold in any case. */
export async function workWith(fault: Fault): Promise<Outcome> {
  const root = mkdtempSync(join(tmpdir(), 'sluis-fault-'))
  const folder = mkdtempSync(join(root, 'data-'))
  try {
    const outcome = runWith(fault, root, folder)
    const promises = new Promises()
    for (const mark of outcome.marks) promises.take(mark)
    await checkRecovery(folder, promises, { subjects: promises.subjects, dumps: new Map() })
    return outcome
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

// Only the files that a journal keeps: the process's own output must get through.
const keyFiles = ['keys.db', 'keys.db-journal']
const allFiles = [...keyFiles, 'journal.db', 'journal.db-wal', 'journal.db-journal', 'log.key.new', 'digest.key.new']

function runWith({ call, error, at, lasts, onlyKeys = false }: Fault, root: string, folder: string): Outcome {
  const trace = join(root, 'trace')
  const inject = `inject=${calls[call]}:error=${error}:when=${at}${lasts ? '+' : ''}`
  const paths = (onlyKeys ? keyFiles : allFiles).flatMap((file) => ['-P', join(folder, file)])
  const args = ['-f', '-y', '-s', '0', '-o', trace, ...paths, '-e', `trace=${calls[call]}`, '-e', inject]
  const { stdout, stderr, status, signal } = spawnSync(
    'strace',
    [...args, process.execPath, program, folder, '0', String(entries), String(callers)],
    { encoding: 'utf8', timeout: 300_000 },
  )
  assert.ok(signal === null && (status === 0 || status === 3), `it ended with ${status ?? signal}: ${stderr}`)
  const [, path] = /<([^>]*)>.*\(INJECTED\)/.exec(readFileSync(trace, 'utf8')) ?? []
  return {
    file: path === undefined ? undefined : basename(path),
    marks: stdout.split('\n').flatMap((line) => (line === '' ? [] : [parseMark(line)])),
  }
}

export function wasRefused(marks: readonly Mark[]): boolean {
  return marks.some((mark) => 'refused' in mark)
}

/** What was acknowledged once something had been refused. */
export function acknowledgedAfterRefusal(marks: readonly Mark[]): number {
  const first = marks.findIndex((mark) => 'refused' in mark)
  return first === -1 ? 0 : marks.slice(first).filter((mark) => 'acknowledged' in mark).length
}
