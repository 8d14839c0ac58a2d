// SPDX-License-Identifier: EUPL-1.2
// What a disk may hold of a folder after the power went: everything before a sync of that file, and of what came
// after it anything. Nothing here knows SQLite or the journal.
import type { Operation } from './operation.ts'

/** The smallest piece that a disk writes whole or not at all. */
const sectorBytes = 512

type Change = { readonly order: number } & (
  | { readonly kind: 'write'; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly length: number }
)

type NameChange = { readonly order: number } & (
  | { readonly kind: 'link'; readonly name: string; readonly file: File }
  | { readonly kind: 'unlink'; readonly name: string }
  | { readonly kind: 'rename'; readonly name: string; readonly to: string }
)

class File {
  durable: Buffer = Buffer.alloc(0)
  unsynced: Change[] = []
}

/** Which of the changes that no sync covers reached the disk. */
export interface Fate {
  keepsName(order: number): boolean
  keepsTruncation(order: number): boolean
  /** For each sector that a write touches, in the order of the file. */
  keepsSector(order: number, sector: number): boolean
  /** What stands in a sector that grew with the file and was never written; zeros when undefined. */
  filler(length: number): Buffer | undefined
}

export type Image = ReadonlyMap<string, Buffer>

/** A folder as one process sees it, and what of that is certain to survive. A file exists apart from its names. */
export class Disk {
  #names = new Map<string, File>()
  #durableNames = new Map<string, File>()
  #unsyncedNames: NameChange[] = []
  #order = 0

  apply(operation: Operation): void {
    const order = this.#order++
    switch (operation.kind) {
      case 'open':
        this.#open(operation.name, operation.creates, operation.empties, order)
        break
      case 'write':
        this.#file(operation.name).unsynced.push({ kind: 'write', order, at: operation.at, bytes: operation.bytes })
        break
      case 'truncate':
        this.#file(operation.name).unsynced.push({ kind: 'truncate', order, length: operation.length })
        break
      case 'rename':
        this.#rename({ kind: 'rename', order, name: operation.name, to: operation.to })
        break
      case 'unlink':
        this.#rename({ kind: 'unlink', order, name: operation.name })
        break
      case 'sync':
        this.#sync(this.#file(operation.name))
        break
      case 'sync-folder':
        this.#durableNames = new Map(this.#names)
        this.#unsyncedNames = []
        break
      case 'told':
    }
  }

  /** The orders of all changes that a crash now may undo. */
  unsynced(): readonly number[] {
    const files = new Set([...this.#names.values(), ...this.#durableNames.values(), ...this.#linked()])
    const changes = [...files].flatMap((file) => file.unsynced.map(({ order }) => order))
    return [...changes, ...this.#unsyncedNames.map(({ order }) => order)].sort((a, b) => a - b)
  }

  image(fate: Fate): Image {
    const names = new Map(this.#durableNames)
    for (const change of this.#unsyncedNames) if (fate.keepsName(change.order)) applyName(names, change)
    return new Map([...names].map(([name, file]) => [name, contentOf(file, fate)]))
  }

  #open(name: string, creates: boolean, empties: boolean, order: number): void {
    if (this.#names.has(name)) {
      if (empties) this.#file(name).unsynced.push({ kind: 'truncate', order, length: 0 })
    } else if (creates) {
      this.#rename({ kind: 'link', order, name, file: new File() })
    }
  }

  #sync(file: File): void {
    file.durable = contentOf(file, everything)
    file.unsynced = []
  }

  #rename(change: NameChange): void {
    applyName(this.#names, change)
    this.#unsyncedNames.push(change)
  }

  #linked(): File[] {
    return this.#unsyncedNames.flatMap((change) => (change.kind === 'link' ? [change.file] : []))
  }

  #file(name: string): File {
    const file = this.#names.get(name)
    if (file === undefined) throw new RangeError(`the trace never opened ${name}`)
    return file
  }
}

export const everything: Fate = {
  keepsName: () => true,
  keepsTruncation: () => true,
  keepsSector: () => true,
  filler: () => undefined,
}

/** A change whose ground is missing (a rename of a name that never came) changes nothing. */
function applyName(names: Map<string, File>, change: NameChange): void {
  if (change.kind === 'link') {
    names.set(change.name, change.file)
    return
  }
  const file = names.get(change.name)
  names.delete(change.name)
  if (change.kind === 'rename' && file !== undefined) names.set(change.to, file)
}

function contentOf({ durable, unsynced }: File, fate: Fate): Buffer {
  if (unsynced.length === 0) return durable
  const ends = unsynced.map((change) => (change.kind === 'write' ? change.at + change.bytes.length : 0))
  const content = Buffer.alloc(Math.max(durable.length, ...ends))
  durable.copy(content)
  let length = durable.length
  for (const change of unsynced) {
    if (change.kind === 'truncate') {
      if (!fate.keepsTruncation(change.order)) continue
      content.fill(0, Math.min(change.length, length))
      length = change.length
    } else {
      length = Math.max(length, writeSectors(content, length, change, fate))
    }
  }
  return length <= content.length ? content.subarray(0, length) : Buffer.concat([content], length)
}

/** Writes what the fate keeps and gives where the file ends by it. */
function writeSectors(content: Buffer, length: number, change: Change & { kind: 'write' }, fate: Fate): number {
  const end = change.at + change.bytes.length
  let reached = 0
  for (let at = change.at; at < end; ) {
    const stop = Math.min(end, (Math.floor(at / sectorBytes) + 1) * sectorBytes)
    if (fate.keepsSector(change.order, Math.floor(at / sectorBytes))) {
      change.bytes.copy(content, at, at - change.at, stop - change.at)
      reached = stop
    } else if (at >= length) {
      const filler = fate.filler(stop - at)
      if (filler !== undefined) {
        filler.copy(content, at)
        reached = stop
      }
    }
    at = stop
  }
  return reached
}
