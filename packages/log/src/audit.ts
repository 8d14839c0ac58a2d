// SPDX-License-Identifier: EUPL-1.2
import { decodeBundle, maxEntryLength } from './bundle.ts'
import { equalBytes } from './bytes.ts'
import type { Checkpoint } from './checkpoint.ts'
import { LogError } from './error.ts'
import { type Finding, findingOf } from './finding.ts'
import { type LogSource, readBundle, readHashTile } from './log-source.ts'
import { hashLength } from './merkle.ts'
import { sha256Into } from './sha256.ts'
import { type HashTile, tilePath, tilesOfLevel, tileWidth } from './tile.ts'
import { type ComputedTile, TileStack } from './tile-stack.ts'

/** How many leaf tiles, each with its bundle, are asked for before they are needed. */
const readAhead = 8
/** More findings than this say nothing new; the audit goes on without keeping them. */
const maxFindings = 20

/** Called with each entry's index and bytes; a text that it returns is a finding against that entry. */
export type CheckEntry = (index: number, entry: Uint8Array) => string | undefined

interface AuditRequest {
  /** Sizes whose root the reader wants, and indexes whose leaf hash, to compare with what else the reader holds. */
  readonly rootsAt: ReadonlySet<number>
  readonly leafHashesAt: ReadonlySet<number>
  readonly onEntry?: CheckEntry | undefined
  readonly onProgress?: ((entries: number) => void) | undefined
}

export interface AuditResult {
  readonly findings: readonly Finding[]
  /** Whether the audit came to the end and to the signed root: only then do the roots and leaf hashes say anything. */
  readonly reachedRoot: boolean
  readonly roots: ReadonlyMap<number, Uint8Array>
  readonly leafHashes: ReadonlyMap<number, Uint8Array>
}

interface LeafFiles {
  readonly tile: HashTile
  readonly bundle: Promise<Uint8Array>
  readonly hashes: Promise<Uint8Array>
}

const leafScratch = new Uint8Array(1 + maxEntryLength)

function hashLeafInto(entry: Uint8Array, out: Uint8Array, offset: number): void {
  leafScratch.set(entry, 1)
  sha256Into(leafScratch.subarray(0, 1 + entry.length), out, offset)
}

const hashAt = (hashes: Uint8Array, i: number): Uint8Array => hashes.slice(i * hashLength, (i + 1) * hashLength)

class LogAudit implements AuditResult {
  readonly findings: Finding[] = []
  reachedRoot = false
  readonly roots = new Map<number, Uint8Array>()
  readonly leafHashes = new Map<number, Uint8Array>()
  readonly #source: LogSource
  readonly #checkpoint: Checkpoint
  readonly #request: AuditRequest
  readonly #stack = new TileStack()
  /** Hashes that differ between the entries and a tile; which of the two is wrong shows only at the root. */
  readonly #mismatches: { readonly tile: HashTile; readonly index: number }[] = []
  /** Hashes, as level/index, that must differ because one below them does: the same finding twice helps nobody. */
  readonly #implied = new Set<string>()

  constructor(source: LogSource, checkpoint: Checkpoint, request: AuditRequest) {
    this.#source = source
    this.#checkpoint = checkpoint
    this.#request = request
  }

  async run(): Promise<void> {
    for await (const files of this.#readLeafFiles()) {
      // Without the entries and without their hashes, nothing that follows can be judged.
      if (!(await this.#auditLeafTile(files))) return this.#reportMismatches('entry-altered')
    }
    for (const tile of this.#stack.partial()) await this.#compareStored(tile)
    this.#judge()
  }

  async *#readLeafFiles(): AsyncGenerator<LeafFiles> {
    const queue: LeafFiles[] = []
    for (const { index, width } of tilesOfLevel('entries', this.#checkpoint.size)) {
      const tile = { level: 0, index, width }
      const files = { tile, bundle: readBundle(this.#source, index, width), hashes: readHashTile(this.#source, tile) }
      // Refusals are heard when the tile's turn comes; until then they must not count as unhandled.
      files.bundle.catch(() => {})
      files.hashes.catch(() => {})
      queue.push(files)
      if (queue.length > readAhead) yield* queue.splice(0, 1)
    }
    yield* queue
  }

  /** A file that is refused is a finding; a source that can't be reached says nothing about the log. */
  async #orFinding<T>(path: string, read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof LogError) || error.code === 'unreachable') throw error
      this.#find(findingOf(error, path))
      return undefined
    }
  }

  #find(finding: Finding): void {
    if (this.findings.length < maxFindings) this.findings.push(finding)
  }

  /** Gives whether the audit can go on. */
  async #auditLeafTile({ tile, bundle, hashes }: LeafFiles): Promise<boolean> {
    const { index, width } = tile
    const bundlePath = tilePath({ ...tile, level: 'entries' })
    const entries = await this.#orFinding(bundlePath, async () => decodeBundle(await bundle, width))
    const stored = await this.#orFinding(tilePath(tile), () => hashes)
    if (entries !== undefined) this.#hashEntries(index * tileWidth, entries, bundlePath)
    else if (stored !== undefined) this.#stack.leaves.set(stored)
    else return false
    this.#remember(index * tileWidth, width)
    for (const computed of this.#stack.close(width)) {
      if (computed.level > 0) await this.#compareStored(computed)
      else if (stored !== undefined) this.#compare(computed, stored)
    }
    this.#request.onProgress?.(index * tileWidth + width)
    return true
  }

  #hashEntries(first: number, entries: readonly Uint8Array[], path: string): void {
    const { onEntry } = this.#request
    let offset = 0
    for (const entry of entries) {
      hashLeafInto(entry, this.#stack.leaves, offset)
      const index = first + offset / hashLength
      const message = onEntry?.(index, entry)
      if (message !== undefined) this.#find({ code: 'entry-refused', path, entry: index, message })
      offset += hashLength
    }
  }

  #remember(first: number, width: number): void {
    for (const size of this.#request.rootsAt) {
      if (size > first && size <= first + width) this.roots.set(size, this.#stack.root(size - first))
    }
    for (const index of this.#request.leafHashesAt) {
      if (index >= first && index < first + width) this.leafHashes.set(index, hashAt(this.#stack.leaves, index - first))
    }
  }

  async #compareStored(tile: ComputedTile): Promise<void> {
    const stored = await this.#orFinding(tilePath(tile), () => readHashTile(this.#source, tile))
    if (stored !== undefined) this.#compare(tile, stored)
  }

  #compare(tile: ComputedTile, stored: Uint8Array): void {
    if (equalBytes(tile.hashes, stored)) return
    for (let i = 0; i < tile.width; i++) {
      if (equalBytes(hashAt(tile.hashes, i), hashAt(stored, i))) continue
      const index = tile.index * tileWidth + i
      const isImplied = this.#implied.has(`${tile.level}/${index}`)
      this.#implied.add(`${tile.level + 1}/${tile.index}`)
      if (!isImplied && this.#mismatches.length < maxFindings) this.#mismatches.push({ tile, index })
    }
  }

  #judge(): void {
    this.reachedRoot = equalBytes(this.#stack.root(), this.#checkpoint.root)
    this.#reportMismatches(this.reachedRoot ? 'tile-altered' : 'entry-altered')
    if (this.reachedRoot || this.#mismatches.length > 0) return
    const message = `the ${this.#checkpoint.size} entries do not lead to the signed root`
    this.#find({ code: 'root', path: 'checkpoint', line: 3, message })
  }

  #reportMismatches(code: 'tile-altered' | 'entry-altered'): void {
    for (const { tile, index } of this.#mismatches) {
      const width = tileWidth ** tile.level
      const entry = index * width
      const entries = width === 1 ? `entry ${entry}` : `entries ${entry} to ${entry + width - 1}`
      const isEntry = code === 'entry-altered' && tile.level === 0
      const path = tilePath(isEntry ? { ...tile, level: 'entries' } : tile)
      const message =
        code === 'entry-altered'
          ? `${entries} and ${tilePath(tile)} do not belong together`
          : `${path} holds another hash for ${entries} than the signed root covers`
      this.#find({ code, path, entry, message })
    }
  }
}

/**
 * Reads a whole log once, from the first entry to the last: recomputes every tile from the entries, compares each with
 * the stored one, and the end with the checkpoint's root. Throws only what isn't the log's fault: `unreachable`.
 */
export async function auditLog(source: LogSource, checkpoint: Checkpoint, request: AuditRequest): Promise<AuditResult> {
  const audit = new LogAudit(source, checkpoint, request)
  await audit.run()
  return audit
}
