// SPDX-License-Identifier: EUPL-1.2
// Logs in memory for tests: built with the package, served as files, so that a test can change any byte of them.
import {
  encodeBundle,
  Frontier,
  formatCheckpoint,
  hashLeaf,
  LogError,
  type LogSource,
  type NoteSigner,
  type ReadTile,
  signNote,
  tilePath,
  tilesOfTree,
  tileWidth,
} from '../index.ts'
import { utf8 } from './keys.ts'

export type Files = Map<string, Uint8Array>

/** A log that remembers every root it ever had. */
export class MemoryLog {
  readonly entries: Uint8Array[] = []
  readonly roots: Uint8Array[]
  readonly #frontier = Frontier.empty()
  readonly #tileHashes: Uint8Array[][] = []

  constructor() {
    this.roots = [this.#frontier.root()]
  }

  static of(entries: readonly (string | Uint8Array)[]): MemoryLog {
    const log = new MemoryLog()
    for (const entry of entries) log.append(typeof entry === 'string' ? utf8(entry) : entry)
    return log
  }

  append(entry: Uint8Array): void {
    this.entries.push(entry)
    for (const { level, index, hash } of this.#frontier.append(hashLeaf(entry))) {
      if (level % 8 !== 0) continue
      const hashes = this.#tileHashes[level / 8] ?? []
      hashes[index] = hash
      this.#tileHashes[level / 8] = hashes
    }
    this.roots.push(this.#frontier.root())
  }

  get size(): number {
    return this.entries.length
  }

  root(size = this.size): Uint8Array {
    const root = this.roots[size]
    if (root === undefined) throw new Error(`no root of ${size}`)
    return root
  }

  readonly readTile: ReadTile = ({ level, index, width }) =>
    Buffer.concat((this.#tileHashes[level] ?? []).slice(index * tileWidth, index * tileWidth + width))

  async checkpoint(signer: NoteSigner, size = this.size): Promise<string> {
    return signNote(formatCheckpoint({ origin: signer.name, size, root: this.root(size) }), [signer])
  }

  /** The exported log of its first `size` entries. */
  async files(signer: NoteSigner, size = this.size): Promise<Files> {
    const files: Files = new Map([['checkpoint', utf8(await this.checkpoint(signer, size))]])
    for (const tile of tilesOfTree(size)) {
      const { level, index, width } = tile
      const start = index * tileWidth
      const bytes =
        level === 'entries'
          ? encodeBundle(this.entries.slice(start, start + width))
          : await this.readTile({ level, index, width })
      files.set(tilePath(tile), Uint8Array.from(bytes))
    }
    return files
  }
}

/** Serves files as an export (which lists what it holds) or as a living log (which doesn't). */
export function sourceOf(files: ReadonlyMap<string, Uint8Array>, kind: 'export' | 'living' = 'export'): LogSource {
  const read = (path: string, maxLength: number): Uint8Array => {
    const bytes = files.get(path)
    if (bytes === undefined) throw new LogError('not-found', `${path} does not exist`)
    if (bytes.length > maxLength) throw new LogError('too-large', `${path} is too long`)
    return bytes
  }
  return kind === 'export' ? { read, list: () => files.keys() } : { read }
}

export function numberedEntries(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `entry number ${i}`)
}
