// SPDX-License-Identifier: EUPL-1.2
import { hash } from 'node:crypto'
import { Lately } from '../../boundary/index.ts'
import { Conflict, type Journal, type JsonValue, text } from '../../journal/index.ts'
import type { Caller } from '../call.ts'
import { labelsOf } from '../fold/labels.ts'
import type { Soon } from '../soon.ts'
import { LabelNames, nameOf } from './label-names.ts'
import { RunRows, type Seen } from './run-rows.ts'

const maxKept = 10_000

/** As many labels as a leaf of 4 kB has room for beside its other fields: one with a pseudonym takes some 45 bytes. */
const maxInLeaf = 40

/** The runs, each with its labels: the union of the labels of everything that was released to it. */
export class Runs {
  readonly names: LabelNames
  readonly rows: RunRows
  readonly #journal: Journal
  /** Runs that the log has: none is ever taken back. */
  readonly #started = new Set<string>()
  readonly #partKeys = new Map<string, string>()
  /** A conversation sends its whole past at every turn. */
  readonly #digests = new Lately<string>()

  constructor(journal: Journal) {
    this.#journal = journal
    this.names = new LabelNames(journal)
    this.rows = new RunRows(journal)
  }

  /**
   * Records the run unless the log has it, as is nearly always so. An agent without runs has one for its whole history.
   */
  start(caller: Caller): Promise<void> | undefined {
    return this.#started.has(caller.run) ? undefined : this.#start(caller)
  }

  async #start({ agent, system, run }: Caller): Promise<void> {
    if ((await this.rows.run(run)) === undefined) {
      await this.#journal.append({ kind: 'run.started', data: { agent, system, run } }).catch(ignoreKnown)
    }
    if (this.#started.size >= maxKept) this.#started.clear()
    this.#started.add(run)
  }

  /**
   * Digests the pieces of one run under a key of its own, so that no leaf tells that two runs saw the same text. The
   * key is hashed in front of the text. That is enough, because a truncated digest can't be extended, and it costs a
   * fraction of an HMAC; a long conversation has hundreds of pieces.
   */
  digestIn(run: string): (text: string) => string {
    const key = this.#partKey(run)
    return (text) =>
      text.length > longestLookedUp
        ? partDigest(key, text)
        : (this.#digests.get(run, text) ?? this.#digests.keep(run, text, partDigest(key, text)))
  }

  #partKey(run: string): string {
    const known = this.#partKeys.get(run)
    if (known !== undefined) return known
    const key = this.#journal.digest(`parts\0${run}`)
    if (this.#partKeys.size >= maxKept) this.#partKeys.clear()
    this.#partKeys.set(run, key)
    return key
  }

  /** A run as its next call finds it. */
  seen(run: string): Soon<Seen> {
    const seen = this.rows.seen(run)
    return seen instanceof Promise ? seen.then((read) => started(run, read)) : started(run, seen)
  }

  /** The same, with what is committed but not yet told to this process. */
  async newest(run: string): Promise<Seen> {
    return started(run, await this.rows.newest(run))
  }

  async labels(run: string): Promise<readonly string[]> {
    const row = started(run, await this.rows.run(run))
    return (await this.labelsIn({ row })).toSorted()
  }

  /** The labels of the run, in no order. */
  labelsIn({ row }: Pick<Seen, 'row'>): Soon<readonly string[]> {
    return this.names.open(labelsOf(text(row, 'labels')))
  }

  /** The labels for people to see; a run that has made no call yet carries nothing. */
  async shownLabels(run: string): Promise<readonly string[]> {
    return (await this.rows.run(run)) === undefined ? [] : await this.labels(run)
  }

  /**
   * Labels for the leaf of a call. If there are more than it has room for, only their names are told, and the run's
   * entries hold them.
   */
  told(labels: readonly string[]): Soon<readonly JsonValue[]> {
    if (labels.length <= maxInLeaf) return this.names.seal(labels)
    return [...new Set(labels.map((label) => (label.includes(':') ? `${nameOf(label)}:*` : label)))]
  }

  /**
   * The labels for the leaf of an outcome. If there are very many, all but the last new ones go before it in entries of
   * their own.
   */
  recorded(run: string, labels: readonly string[]): Soon<readonly JsonValue[]> {
    return labels.length <= maxInLeaf ? this.names.seal(labels) : this.#recordedAhead(run, labels)
  }

  async #recordedAhead(run: string, labels: readonly string[]): Promise<readonly JsonValue[]> {
    const known = new Set(await this.labels(run))
    const fresh = [...(await this.names.seal(labels.filter((label) => !known.has(label))))]
    while (fresh.length > maxInLeaf) {
      await this.#journal.append({ kind: 'run.labelled', data: { run, labels: fresh.splice(0, maxInLeaf) } })
    }
    return fresh
  }

  /**
   * A person takes a label off a run: earlier entries no longer count for it. Throws `Conflict` if the run doesn't have
   * it.
   */
  async removeLabel(run: string, label: string, person: { readonly id: string }, reason: string): Promise<void> {
    const [sealed = ''] = await this.names.seal([label])
    await this.#journal.append({
      kind: 'label.removed',
      data: { run, label: sealed, by: await this.#journal.pseudonymOf(`person:${person.id}`) },
      private: [{ name: 'reason', value: reason, subject: `person:${person.id}` }],
    })
  }
}

function started<T>(run: string, found: T | undefined): T {
  if (found === undefined) throw new Error(`the run ${run} is not started`)
  return found
}

export const partDigestLength = 22

/** V8 takes longer to find a text in a map than OpenSSL to digest it: a longer text is digested sooner than found. */
const longestLookedUp = 400

function partDigest(key: string, text: string): string {
  return hash('sha256', `${key}\0${text}`, 'base64url').slice(0, partDigestLength)
}

/** How many labels a leaf can tell one by one; a call with more is never narrowed. */
export const maxTold = maxInLeaf

/** Two first calls of one run may come together; one of them records it. */
function ignoreKnown(error: unknown): void {
  if (!(error instanceof Conflict && error.reason === 'run-known')) throw error
}
