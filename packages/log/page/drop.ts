// SPDX-License-Identifier: EUPL-1.2
import type { Subject } from './files.ts'

declare global {
  interface DataTransferItem {
    /** Not in every browser, and so not among the types. */
    getAsFileSystemHandle?(): Promise<FileSystemHandle | null>
  }
}

/** A file or folder in either form that browsers give what was dropped in. */
interface Dropped {
  readonly name: string
  readonly file: () => Promise<File>
  /** Undefined for a file. */
  readonly children?: () => AsyncIterable<Dropped>
}

/**
 * What was dropped. Undefined when it is nothing that can be read. To be called while the event lasts: after it, a
 * browser gives nothing any more.
 */
export function readDrop(transfer: DataTransfer): Promise<Subject | undefined> {
  const all = [...transfer.items].filter(({ kind }) => kind === 'file').map(droppedOf)
  return Promise.all(all).then((found) => subjectOf(found.filter((one) => one !== undefined)))
}

/** Chromium reads the older form of a folder only for pages that came over a network; others have only that form. */
async function droppedOf(item: DataTransferItem): Promise<Dropped | undefined> {
  const entry = item.getAsFileSystemHandle === undefined ? item.webkitGetAsEntry() : null
  if (entry !== null) return ofEntry(entry)
  const handle = await item.getAsFileSystemHandle?.()
  return handle === null || handle === undefined ? undefined : ofHandle(handle)
}

function ofHandle(handle: FileSystemHandle): Dropped | undefined {
  const { name } = handle
  if (handle instanceof FileSystemFileHandle) return { name, file: () => handle.getFile() }
  if (!(handle instanceof FileSystemDirectoryHandle)) return undefined
  return {
    name,
    file: () => Promise.reject(new TypeError('a folder')),
    async *children() {
      for await (const child of handle.values()) {
        const dropped = ofHandle(child)
        if (dropped !== undefined) yield dropped
      }
    },
  }
}

function ofEntry(entry: FileSystemEntry): Dropped | undefined {
  const { name } = entry
  if (entry instanceof FileSystemFileEntry)
    return { name, file: () => new Promise((resolve, reject) => entry.file(resolve, reject)) }
  if (!(entry instanceof FileSystemDirectoryEntry)) return undefined
  return {
    name,
    file: () => Promise.reject(new TypeError('a folder')),
    async *children() {
      const reader = entry.createReader()
      for (;;) {
        // A hundred at a time, and nothing when there are no more.
        const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
        if (some.length === 0) return
        yield* some.map(ofEntry).filter((child) => child !== undefined)
      }
    },
  }
}

async function subjectOf(dropped: readonly Dropped[]): Promise<Subject | undefined> {
  const [first, ...others] = dropped
  if (first === undefined) return undefined
  if (others.length === 0 && first.children === undefined) return { kind: 'file', file: await first.file() }
  const files = new Map<string, File>()
  // Several at once are what a folder holds, taken out of it.
  if (others.length > 0) for (const one of dropped) await collect(one, '', files)
  else if (first.children !== undefined) for await (const child of first.children()) await collect(child, '', files)
  return { kind: 'folder', name: others.length > 0 ? '' : first.name, files }
}

async function collect(one: Dropped, below: string, files: Map<string, File>): Promise<void> {
  const path = `${below}${one.name}`
  if (one.children === undefined) {
    files.set(path, await one.file())
    return
  }
  for await (const child of one.children()) await collect(child, `${path}/`, files)
}
