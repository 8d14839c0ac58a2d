// SPDX-License-Identifier: EUPL-1.2
import { type Entry, integer, type Row, text } from '../../journal/index.ts'
import { broughtBy, type Marks, releasedBy, strings, withLabels, withoutLabel } from '../fold/labels.ts'
import { isOpening } from '../fold/projection.ts'

/** Something that was released to a run or brought by it, with the labels that it carries, as they stand in leaves. */
export interface Part {
  readonly digest: string
  readonly labels: string
  readonly entry: number
}

/**
 * In a longer history the parts of the oldest calls are forgotten, and a request with one of those is no longer
 * recognised.
 */
export const maxCallsKept = 2048

/** What a run keeps of one of its calls. */
interface Kept {
  readonly row: Row
  readonly parts: Part[]
}

/** One run in memory, with the parts of its newest calls: read from the tables, and updated by the same fold. */
export class KeptRun {
  row: Row
  /** In the order of their entries. */
  readonly #calls = new Map<string, Kept>()
  /** Those calls that may still release something. */
  readonly #underWay = new Set<string>()
  readonly #byDigest = new Map<string, Part[]>()
  #next = 0
  #parts = 0

  constructor(row: Row) {
    this.row = row
  }

  get size(): number {
    return 1 + this.#calls.size + this.#parts
  }

  /** From this entry on, calls may differ from what is known here. */
  get openFrom(): number {
    for (const id of this.#underWay) return integer(this.#calls.get(id)?.row ?? {}, 'entry')
    return this.#next
  }

  known(digest: string): readonly Part[] {
    return this.#byDigest.get(digest) ?? []
  }

  /** Takes a call from its table; what is already known of it stays as it is. */
  take(call: Row): void {
    const id = text(call, 'id')
    if (!this.#calls.has(id)) this.#open(id, call, marksIn(call.parts, call.part_labels))
    if (call.state === 'allowed') return
    this.#close(id, marksIn(call.released, call.released_labels), Number(call.outcome_entry))
  }

  /** Follows the next entry of the run: of the fold, only the part that is kept here. */
  follow(entry: Entry): void {
    const { kind, data, index } = entry
    if (kind === 'run.labelled') this.row = withLabels(this.row, data.labels)
    else if (kind === 'label.removed') this.row = withoutLabel(this.row, entry)
    else if (kind === 'call.ended') this.#end(entry)
    else if (isOpening(kind)) {
      const id = String(data.call)
      this.row = withLabels(this.row, data.brings)
      if (this.#calls.has(id)) return
      const labels = data.narrowed === true ? JSON.stringify(data.labels ?? []) : null
      this.#open(id, { entry: index, labels }, broughtBy(this.row, entry))
      if (kind !== 'call.allowed') this.#underWay.delete(id)
    }
  }

  #end(entry: Entry): void {
    const id = String(entry.data.call)
    const open = this.#underWay.has(id) ? this.#calls.get(id) : undefined
    if (open !== undefined) this.#close(id, releasedBy(this.row, open.row, entry), entry.index)
    this.row = withLabels(this.row, entry.data.labels)
  }

  #open(id: string, { entry = null, labels = null }: Row, brought: Marks | undefined): void {
    const row = { entry, labels }
    const at = integer(row, 'entry')
    this.#calls.set(id, { row, parts: [] })
    this.#underWay.add(id)
    this.#next = at + 1
    this.#keep(id, brought, at)
    const [oldest] = this.#calls.keys()
    if (this.#calls.size > maxCallsKept && oldest !== undefined) this.#forget(oldest)
  }

  #close(id: string, released: Marks | undefined, entry: number): void {
    if (this.#underWay.delete(id)) this.#keep(id, released, entry)
  }

  #keep(id: string, marks: Marks | undefined, entry: number): void {
    if (marks === undefined) return
    const { digests, labels } = marks
    const ofCall = this.#calls.get(id)?.parts
    for (const digest of digests) {
      const part = { digest, labels, entry }
      ofCall?.push(part)
      // The same answer may come a thousand times.
      const others = this.#byDigest.get(digest)
      if (others === undefined) this.#byDigest.set(digest, [part])
      else others.push(part)
      this.#parts++
    }
  }

  #forget(id: string): void {
    for (const part of this.#calls.get(id)?.parts ?? []) {
      const same = this.#byDigest.get(part.digest) ?? []
      same.splice(same.indexOf(part), 1)
      if (same.length === 0) this.#byDigest.delete(part.digest)
      this.#parts--
    }
    this.#calls.delete(id)
    this.#underWay.delete(id)
  }
}

function marksIn(digests: unknown, labels: unknown): Marks | undefined {
  return typeof digests === 'string' && typeof labels === 'string' ? { digests: strings(digests), labels } : undefined
}
