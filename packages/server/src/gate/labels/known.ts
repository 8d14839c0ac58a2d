// SPDX-License-Identifier: EUPL-1.2

import { labelsOf, removalsOf } from '../fold/labels.ts'
import type { Part } from '../runs/kept-run.ts'
import type { Seen } from '../runs/run-rows.ts'
import type { Runs } from '../runs/runs.ts'
import type { Piece } from './piece.ts'

/** A text with more inner pieces than this is not recognised by them. */
const maxInner = 64

/** A piece that its run has not seen. */
export interface Unknown {
  readonly piece: Piece
  readonly digest: string
}

/** The pieces of one request that its run has seen, with what they carry. */
export class Known {
  readonly #seen: Seen
  readonly #digest: (text: string) => string
  readonly #found = new Map<string, readonly Part[]>()

  constructor(runs: Runs, run: string, seen: Seen) {
    this.#seen = seen
    this.#digest = runs.digestIn(run)
  }

  /** The pieces that were never seen, neither whole nor by all their inner pieces. */
  unknownOf(pieces: readonly Piece[]): readonly Unknown[] {
    const unknown: Unknown[] = []
    for (const piece of pieces) {
      const digest = this.#digest(piece.text)
      const parts = this.#seen.known(digest)
      if (parts.length > 0) this.#found.set(digest, parts)
      else if (!this.#isMadeOfKnown(piece)) unknown.push({ piece, digest })
    }
    return unknown
  }

  /** The labels of all pieces that were found, as they stand in leaves, without those that a person removed since. */
  labels(): readonly string[] {
    const removed = removalsOf(this.#seen.row)
    const all = new Set<string>()
    for (const parts of this.#found.values()) {
      for (const { labels, entry } of parts) {
        for (const label of labelsOf(labels)) if ((removed.get(label) ?? -1) < entry) all.add(label)
      }
    }
    return [...all]
  }

  #isMadeOfKnown(piece: Piece): boolean {
    const inner = piece.inner()
    return inner.length > 0 && inner.length <= maxInner && this.unknownOf(inner).length === 0
  }
}
