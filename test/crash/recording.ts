// SPDX-License-Identifier: EUPL-1.2
// Runs a workload in real processes on a real folder under strace, and keeps what they did to its files and what they
// told, in order.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deserialize, serialize } from 'node:v8'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { Disk, everything, type Image } from './disk.ts'
import type { Operation } from './operation.ts'
import { FolderTrace, maxTracedBytes, tracedCalls } from './strace.ts'
import { type Session, type WorkloadName, workloads } from './workload.ts'

export interface Recording {
  readonly operations: readonly Operation[]
  readonly sessions: number
}

const sessionProgram = fileURLToPath(new URL('./session-program.ts', import.meta.url))

/** Whether this machine has strace and lets it look. */
export function canTrace(): boolean {
  return spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0
}

export function record(name: WorkloadName): Recording {
  const root = mkdtempSync(join(tmpdir(), 'sluis-crash-'))
  // Made before the trace begins: that a folder which nobody uses yet survives is not what is tested.
  const folder = mkdtempSync(join(root, 'data-'))
  const disk = new Disk()
  const operations: Operation[] = []
  const sessions = workloads[name]
  try {
    let syncsOfOpening = Number.POSITIVE_INFINITY
    for (const [number, { end }] of sessions.entries()) {
      const trace = join(root, `trace-${number}`)
      runTraced(trace, [sessionProgram, folder, name, String(number)], end, syncsOfOpening)
      const done = [...inOrder(folder, readFileSync(trace, 'latin1'), disk)]
      operations.push(...done)
      // The fewest are those of opening what a kill left whole; a new folder, or one to put right, takes more.
      syncsOfOpening = Math.min(syncsOfOpening, done.slice(0, done.findIndex(isOpened)).filter(isSync).length)
    }
    return { operations, sessions: sessions.length }
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** One whole life of a program, which gets the folder as its argument. */
export function recordProgram(program: URL): readonly Operation[] {
  const root = mkdtempSync(join(tmpdir(), 'sluis-crash-'))
  const folder = mkdtempSync(join(root, 'data-'))
  const trace = join(root, 'trace')
  try {
    runTraced(trace, [fileURLToPath(program), folder], 'closed', 0)
    return [...inOrder(folder, readFileSync(trace, 'latin1'), new Disk())]
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

function isOpened(operation: Operation): boolean {
  return operation.kind === 'told' && 'opened' in operation.mark
}

function isSync({ kind }: Operation): boolean {
  return kind === 'sync' || kind === 'sync-folder'
}

function runTraced(trace: string, args: readonly string[], end: Session['end'], syncsBefore: number): void {
  const options = ['-f', '-y', '-xx', '-s', String(maxTracedBytes), '-e', `trace=${tracedCalls.join()}`, '-o', trace]
  if (typeof end === 'object') {
    options.push('-e', `inject=fsync,fdatasync:signal=KILL:when=${syncsBefore + end.killedAtSync}`)
  }
  const { status, signal, stderr } = spawnSync('strace', [...options, process.execPath, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    // strace doesn't see what goes through a ring.
    env: { ...process.env, UV_USE_IO_URING: '0' },
    timeout: 60_000,
  })
  // strace ends as its child did. How many syncs a life takes is the journal's business: it may end before so many.
  const ended = status === 0 ? 'closed' : signal === 'SIGKILL' ? 'killed' : 'failed'
  const isExpected = typeof end === 'object' ? ended !== 'failed' : ended === end
  if (!isExpected) throw new Error(`the session ${ended} (${status ?? signal}): ${stderr}`)
}

/** Applies the operations of one life to the disk and gives them; what a kill cut off, only if the folder shows it. */
function* inOrder(folder: string, trace: string, disk: Disk): Generator<Operation> {
  const cutOff: Operation[] = []
  for (const { isCutOff, ...operation } of new FolderTrace(folder).operations(trace)) {
    if (isCutOff) {
      if (operation.kind !== 'told' && operation.kind !== 'sync' && operation.kind !== 'sync-folder')
        cutOff.push(operation)
      continue
    }
    disk.apply(operation)
    yield operation
  }
  for (const operation of cutOff) {
    if (isSame(disk.image(everything), folder)) break
    disk.apply(operation)
    yield operation
  }
  if (!isSame(disk.image(everything), folder)) {
    console.log(
      [...disk.image(everything)].map(([n, b]) => [n, b.length]),
      readdirSync(folder).map((f) => [
        f,
        readFileSync(join(folder, f)).length,
        disk
          .image(everything)
          .get(f)
          ?.equals(readFileSync(join(folder, f))),
      ]),
    )
    throw new Error('the trace does not lead to the folder as it is')
  }
}

function isSame(image: Image, folder: string): boolean {
  const files = readdirSync(folder).filter((file) => !file.endsWith('-shm'))
  return (
    files.length === image.size &&
    files.every((file) => image.get(file)?.equals(readFileSync(join(folder, file))) === true)
  )
}

const keptFile = fileURLToPath(new URL('../data/crash/short.br', import.meta.url))

/** Keeps a recording for machines without strace. */
export function keep(recording: Recording): void {
  writeFileSync(keptFile, brotliCompressSync(serialize(recording)))
}

/** One made here if that can be, else the one that is kept. */
export function recordOrRead(): Recording {
  return canTrace() ? record('short') : restore(brotliDecompressSync(readFileSync(keptFile)))
}

/** A recording that went through `serialize`, from which a Buffer comes back as a plain array of bytes. */
export function restore(serialized: Uint8Array): Recording {
  const recording: Recording = deserialize(serialized)
  const operations = recording.operations.map(
    (operation): Operation =>
      operation.kind === 'write' ? { ...operation, bytes: Buffer.from(operation.bytes) } : operation,
  )
  return { ...recording, operations }
}
