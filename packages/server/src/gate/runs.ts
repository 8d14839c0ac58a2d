// SPDX-License-Identifier: EUPL-1.2
import { Conflict, type Journal, type JsonValue } from '../journal/index.ts'
import type { Caller } from './call.ts'

const maxKept = 10_000

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
  async start(caller: Caller, task?: string): Promise<void> {
    if (this.#labels.has(caller.run)) return
    const [row] = this.#journal.query('SELECT labels FROM runs WHERE id = $1', caller.run)
    if (row === undefined) {
      await this.#journal.append({ kind: 'run.started', data: { ...caller, task } }).catch(ignoreKnown)
      this.#keep(caller.run, new Set())
    } else {
      const labels: unknown = JSON.parse(String(row.labels))
      this.#keep(caller.run, new Set(Array.isArray(labels) ? await Promise.all(labels.map((l) => this.#open(l))) : []))
    }
  }

  labels(run: string): readonly string[] {
    const labels = this.#labels.get(run)
    if (labels === undefined) throw new Error(`the run ${run} is not started`)
    return [...labels].sort()
  }

  /** After the outcome that carries them is durable and before anything is released. */
  add(run: string, labels: readonly string[]): void {
    const before = this.#labels.get(run) ?? new Set()
    if (labels.some((label) => !before.has(label))) this.#keep(run, new Set([...before, ...labels]))
  }

  /** Labels as they may stand in a leaf: a value names somebody, so its pseudonym stands for it (P7). */
  async sealed(labels: readonly string[]): Promise<readonly JsonValue[]> {
    return await Promise.all(
      labels.map(async (label) =>
        label.includes(':') ? `${label.split(':', 1)[0]}:${await this.#journal.pseudonymOf(label)}` : label,
      ),
    )
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
