// SPDX-License-Identifier: EUPL-1.2
// Reads what strace (`-f -y -xx`) saw into operations on one folder. What it doesn't know it refuses: a write that
// the lab missed would make its crash states lies.
import { basename, dirname } from 'node:path'
import { parseMark } from './mark.ts'
import type { Operation } from './operation.ts'

export const tracedCalls = [
  ...['open', 'openat', 'openat2', 'creat', 'write', 'pwrite64', 'writev', 'pwritev', 'pwritev2', 'sendfile'],
  ...['copy_file_range', 'splice', 'ftruncate', 'truncate', 'fallocate', 'fsync', 'fdatasync', 'sync', 'syncfs'],
  ...['rename', 'renameat', 'renameat2', 'link', 'linkat', 'symlink', 'symlinkat', 'unlink', 'unlinkat', 'mmap'],
]

/** Longer than any write of SQLite; strace cuts what is longer, and the reader refuses what was cut. */
export const maxTracedBytes = 1 << 20

interface Descriptor {
  readonly name: string
  readonly descriptor: string
}

interface SystemCall {
  readonly name: string
  readonly args: string
  readonly result: number
}

/** SQLite's index of its log file lives in shared memory and is made anew by whoever opens first. */
function isMemoryOnly(name: string): boolean {
  return name.endsWith('-shm')
}

/** Calls in the order in which they ended. One that a kill cut off may have been done: it comes last, marked. */
function* systemCalls(trace: string): Generator<SystemCall & { readonly isCutOff: boolean }> {
  const begun = new Map<string, string>()
  for (const line of trace.split('\n')) {
    const [, thread = '', text = ''] = /^(\d+)\s+(.*)$/s.exec(line) ?? []
    if (text.endsWith('<unfinished ...>')) {
      begun.set(thread, text.slice(0, -'<unfinished ...>'.length).trimEnd())
      continue
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/s.exec(text)
    const whole = resumed === null ? text : `${begun.get(thread) ?? ''}${resumed[1] ?? ''}`
    if (resumed !== null) begun.delete(thread)
    const call = callOf(whole)
    if (call !== undefined) yield { ...call, isCutOff: false }
  }
  for (const text of begun.values()) {
    const call = callOf(`${text}) = 0`)
    if (call !== undefined) yield { ...call, isCutOff: true }
  }
}

function callOf(text: string): SystemCall | undefined {
  const at = text.lastIndexOf(') ')
  const [, name, args] = /^(\w+)\((.*)$/s.exec(text.slice(0, at)) ?? []
  const [, result] = /^\)\s+= (-?\d+)/.exec(text.slice(at)) ?? []
  return name === undefined || args === undefined || result === undefined
    ? undefined
    : { name, args, result: Number(result) }
}

/** Turns the calls of one process into operations on the files of `folder`; `output` is where it tells what it did. */
export class FolderTrace {
  readonly #folder: string
  readonly #folderInHex: string
  /** Where the next write without a place of its own goes, per descriptor. */
  readonly #positions = new Map<string, number>()

  constructor(folder: string) {
    this.#folder = folder
    this.#folderInHex = [...Buffer.from(folder)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')
  }

  *operations(trace: string): Generator<Operation & { readonly isCutOff: boolean }> {
    for (const call of systemCalls(trace)) {
      if (call.result < 0) continue
      const operation = toldBy(call) ?? this.#doneBy(call)
      if (operation !== undefined) yield { ...operation, isCutOff: call.isCutOff }
    }
  }

  #doneBy(call: SystemCall): Operation | undefined {
    const { name, args } = call
    if (!args.includes(this.#folderInHex)) return undefined
    const file = this.#descriptor(args)
    switch (name) {
      case 'open':
      case 'openat':
        return this.#opened(call)
      case 'write':
      case 'pwrite64':
        return file === undefined ? undefined : this.#written(call, file)
      case 'ftruncate':
        return file === undefined ? undefined : { kind: 'truncate', name: file.name, length: lengthIn(args) }
      case 'fsync':
      case 'fdatasync':
        if (file !== undefined) return { kind: 'sync', name: file.name }
        return args.includes(`<${this.#folderInHex}>`) ? { kind: 'sync-folder' } : undefined
      case 'rename':
      case 'renameat':
      case 'renameat2':
      case 'unlink':
      case 'unlinkat':
        return this.#renamed(call)
      case 'mmap':
        if (file === undefined || !args.includes('MAP_SHARED') || !args.includes('PROT_WRITE')) return undefined
    }
    throw new Error(`the lab does not know what ${name} does to the folder: ${args.slice(0, 200)}`)
  }

  #opened({ args, result }: SystemCall): Operation | undefined {
    const name = this.#name(stringsIn(args)[0] ?? '')
    if (name === undefined || isMemoryOnly(name)) return undefined
    this.#positions.set(String(result), args.includes('O_APPEND') ? Number.NaN : 0)
    return { kind: 'open', name, creates: args.includes('O_CREAT'), empties: args.includes('O_TRUNC') }
  }

  #renamed({ name: call, args }: SystemCall): Operation | undefined {
    const [name, to] = stringsIn(args).map((path) => this.#name(path))
    if (name === undefined || isMemoryOnly(name)) return undefined
    if (call.startsWith('unlink')) return { kind: 'unlink', name }
    if (to === undefined) throw new Error('a file was moved out of the folder')
    return { kind: 'rename', name, to }
  }

  #written({ name: call, args, result }: SystemCall, { name, descriptor }: Descriptor): Operation {
    // A kill may have left it unknown how much was written (no result): then it is all or, by the folder, nothing.
    const bytes = result === 0 ? bytesIn(args) : bytesIn(args).subarray(0, result)
    if (call === 'pwrite64') return { kind: 'write', name, at: Number(args.split(', ').at(-1)), bytes }
    const at = this.#positions.get(descriptor) ?? Number.NaN
    if (Number.isNaN(at)) throw new Error('the lab does not know where an appending write goes')
    this.#positions.set(descriptor, at + bytes.length)
    return { kind: 'write', name, at, bytes }
  }

  /** The file of the folder that the first descriptor of a call stands for. */
  #descriptor(args: string): Descriptor | undefined {
    const [, descriptor, path] = /(?:^|, )(\d+)<([^>]*)>/.exec(args) ?? []
    const name = path === undefined ? undefined : this.#name(textOf(path))
    return name === undefined || descriptor === undefined || isMemoryOnly(name) ? undefined : { name, descriptor }
  }

  #name(path: string): string | undefined {
    return dirname(path) === this.#folder ? basename(path) : undefined
  }
}

/** The process tells by lines on its standard output, one write each. */
function toldBy({ name, args }: SystemCall): Operation | undefined {
  return name === 'write' && args.startsWith('1<')
    ? { kind: 'told', mark: parseMark(bytesIn(args).toString('utf8')) }
    : undefined
}

function lengthIn(args: string): number {
  const length = Number(args.split(', ')[1])
  if (!Number.isSafeInteger(length)) throw new Error(`no length: ${args}`)
  return length
}

function textOf(hex: string): string {
  return Buffer.from(hex.replaceAll('\\x', ''), 'hex').toString('utf8')
}

function stringsIn(args: string): string[] {
  return [...args.matchAll(/"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?/g)].map(([, hex = '', cut]) => {
    if (cut !== undefined) throw new Error('strace cut what was written')
    return textOf(hex)
  })
}

function bytesIn(args: string): Buffer {
  const start = args.indexOf('"') + 1
  const end = args.lastIndexOf('"')
  if (args.startsWith('...', end + 1)) throw new Error('strace cut what was written')
  return Buffer.from(args.slice(start, end).replaceAll('\\x', ''), 'hex')
}
