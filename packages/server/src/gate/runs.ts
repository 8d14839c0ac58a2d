// SPDX-License-Identifier: EUPL-1.2
import { Conflict, type Journal, type JsonValue, text } from '../journal/index.ts'
import type { Caller } from './call.ts'

const maxKept = 10_000

/** What a leaf of 4 kB has room for beside its other fields: a label with a pseudonym takes some 45 bytes. */
const maxInLeaf = 40

/**
 * The labels of each run: the union of what everything released to it carried. Kept in memory as they are, and in the
 * log under pseudonyms, because `customer:10023` is somebody.
 */
export class Runs {
  readonly #journal: Journal
  readonly #labels = new Map<string, ReadonlySet<string>>()

  constructor(journal: Journal) {
    this.#journal = journal
  }

  /** Records the run unless the log has it; an agent without runs has one for its whole history. */
  async start(caller: Caller): Promise<void> {
    while (!this.#labels.has(caller.run)) {
      const before = await this.#stored(caller.run)
      if (before === undefined) {
        await this.#journal.append({ kind: 'run.started', data: { ...caller } }).catch(ignoreKnown)
        continue
      }
      const labels: unknown = JSON.parse(before)
      const opened = Array.isArray(labels) ? await Promise.all(labels.map((label) => this.#open(label))) : []
      // Another call may have ended meanwhile, and what it brought counts.
      if (before === (await this.#stored(caller.run)) && !this.#labels.has(caller.run))
        this.#keep(caller.run, new Set(opened))
    }
  }

  labels(run: string): readonly string[] {
    const labels = this.#labels.get(run)
    if (labels === undefined) throw new Error(`the run ${run} is not started`)
    return [...labels].sort()
  }

  /** The run's labels for a leaf; more than it has room for are told by their names, and the run's entries hold them. */
  async told(run: string): Promise<readonly JsonValue[]> {
    const labels = this.labels(run)
    if (labels.length <= maxInLeaf) return await this.#sealed(labels)
    return [...new Set(labels.map((label) => (label.includes(':') ? `${label.split(':', 1)[0]}:*` : label)))]
  }

  /** The labels for the leaf of an outcome; of very many, all but the last new ones go before it in entries of their own. */
  async recorded(run: string, labels: readonly string[]): Promise<readonly JsonValue[]> {
    if (labels.length <= maxInLeaf) return await this.#sealed(labels)
    const fresh = [...(await this.#sealed(labels.filter((label) => !this.#labels.get(run)?.has(label))))]
    while (fresh.length > maxInLeaf) {
      await this.#journal.append({ kind: 'run.labelled', data: { run, labels: fresh.splice(0, maxInLeaf) } })
    }
    return fresh
  }

  /** After the outcome that carries them is durable and before anything is released. */
  add(run: string, labels: readonly string[]): void {
    const before = this.#labels.get(run)
    // Not kept any more: its next call reads them from the log, and some of them alone would pass for all.
    if (before === undefined) return
    if (labels.some((label) => !before.has(label))) this.#labels.set(run, new Set([...before, ...labels]))
  }

  /** Labels as they may stand in a leaf: a value names somebody, so its pseudonym stands for it (P7). */
  async #sealed(labels: readonly string[]): Promise<readonly JsonValue[]> {
    return await Promise.all(
      labels.map(async (label) =>
        label.includes(':') ? `${label.split(':', 1)[0]}:${await this.#journal.pseudonymOf(label)}` : label,
      ),
    )
  }

  async #stored(run: string): Promise<string | undefined> {
    const [row] = await this.#journal.query('SELECT labels FROM runs WHERE id = $1', run)
    return row === undefined ? undefined : text(row, 'labels')
  }

  async #open(label: unknown): Promise<string> {
    const [name = '', pseudonym] = String(label).split(':', 2)
    if (pseudonym === undefined) return name
    return (await this.#journal.subjectOf(pseudonym)) ?? String(label)
  }

  #keep(run: string, labels: ReadonlySet<string>): void {
    const [oldest] = this.#labels.keys()
    if (this.#labels.size >= maxKept && oldest !== undefined && !this.#labels.has(run)) this.#labels.delete(oldest)
    this.#labels.set(run, labels)
  }
}

/** Two first calls of one run may come together; one of them records it. */
function ignoreKnown(error: unknown): void {
  if (!(error instanceof Conflict && error.reason === 'run-known')) throw error
}
