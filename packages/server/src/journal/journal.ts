// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import type { Reader } from './engine/engine.ts'
import { openReader, type Place } from './engine/open.ts'
import type { Appended, Disclosed, DisclosedText, EntryDraft, Erasing, TooLong } from './entry.ts'
import { JournalError } from './error.ts'
import type { Cell, Row } from './fold/projection.ts'
import type { JsonValue } from './json.ts'
import { LogReader } from './log-reader.ts'
import { makeFolder } from './make-folder.ts'
import type { RunDays } from './sealed/days.ts'
import { keyedDigest } from './sealed/sealing.ts'
import { asRow } from './store.ts'
import { closed, type EntryListener, Exchange } from './threads/exchange.ts'
import { errorOf } from './threads/failure.ts'
import { Outbox } from './threads/outbox.ts'
import type { FromWorker, Standing, WorkerSettings } from './threads/protocol.ts'
import { Turn } from './threads/turn.ts'

export interface JournalSettings extends Omit<WorkerSettings, 'projections' | 'process' | 'turn'> {
  /** The URL of a module that exports the folds of all rooms, `projections`, and their `briefs`. */
  readonly projections: URL
}

type Ready = Extract<FromWorker, { readonly ready: unknown }>['ready']

/**
 * The door to the log for the thread that serves calls. An append resolves when it is durable and not before. Rows are
 * read over a connection that can only read.
 */
export class Journal {
  readonly verifierKey: string
  /** Names this process among others that share the store; new at each start. */
  readonly process: string
  readonly place: Place
  readonly log: LogReader
  readonly #worker: Worker
  readonly #reader: Reader
  readonly #exchange: Exchange
  readonly #digestKey: Uint8Array
  #standing: Standing = 'open'

  private constructor(
    worker: Worker,
    reader: Reader,
    { folder, database, process, turn }: WorkerSettings,
    ready: Ready,
  ) {
    this.#worker = worker
    this.place = database === undefined ? { folder } : { folder, database }
    this.process = process
    this.verifierKey = ready.verifierKey
    this.#digestKey = ready.digestKey
    this.#exchange = new Exchange(new Outbox(new Turn(turn), (message) => worker.postMessage(message)))
    this.#reader = reader
    this.log = new LogReader(reader)
    worker.on('message', (message: FromWorker) => this.#exchange.take(message))
    worker.on('error', (cause) => this.#end(new JournalError('unwritable', sequencerStopped, { cause })))
    worker.on('exit', () => this.#end(closed()))
  }

  /** Opens or makes the log in a folder. Throws `in-use`, `damaged` or `unwritable`. */
  static async open(settings: JournalSettings): Promise<Journal> {
    makeFolder(settings.folder, 0o700)
    const process = randomBytes(9).toString('base64url')
    const { projections, ...rest } = settings
    const workerData: WorkerSettings = { ...rest, process, projections: projections.href, turn: Turn.shared }
    const worker = new Worker(new URL('./sequencer/worker.ts', import.meta.url), { workerData })
    const first = await new Promise<FromWorker>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', (cause) => reject(new JournalError('damaged', 'the sequencer did not start', { cause })))
    })
    if ('ready' in first) {
      return new Journal(worker, await openReader(settings), workerData, first.ready)
    }
    await worker.terminate()
    throw 'failed' in first ? errorOf(first.failed) : new JournalError('damaged', 'the sequencer did not start')
  }

  get folder(): string {
    return this.place.folder
  }

  /** Whether other processes may have the same log open. */
  get isShared(): boolean {
    return this.place.database !== undefined
  }

  /** The name by which entries tell this process from others; undefined if there are no others. */
  get sharedAs(): string | undefined {
    return this.isShared ? this.process : undefined
  }

  /** Resolves when the entry is durable. Throws `Conflict`, or JournalError `unwritable`, `leaf-too-large`, `closed`. */
  append(draft: EntryDraft): Promise<Appended> {
    return this.#exchange.append(draft)
  }

  /** Called for every entry from now on, in the log's order, after it became durable. */
  onEntry(listener: EntryListener): () => void {
    return this.#exchange.onEntry(listener)
  }

  /** Opens a private field of an entry; undefined if it was erased, or never was. */
  async disclose(index: number, name: string): Promise<Disclosed | undefined> {
    return await this.#exchange.ask('disclose', index, name)
  }

  /**
   * The value of a private field, for somebody who looks repeatedly. If so much was sealed with it that opening it
   * would hold up others, only how much. Parts that were sealed separately are not opened.
   */
  async discloseShort(index: number, name: string): Promise<{ readonly value: JsonValue } | TooLong | undefined> {
    return await this.#exchange.ask('discloseShort', index, name)
  }

  /** A private field as text, which nobody here parses or writes again; for a longer one, how many bytes it has. */
  async discloseText(index: number, name: string, longest?: number): Promise<DisclosedText | TooLong | undefined> {
    return await this.#exchange.ask('discloseText', index, name, longest)
  }

  /** The line that its room makes of a private field; also undefined for a long one. */
  async brief(index: number, name: string): Promise<string | undefined> {
    return await this.#exchange.ask('brief', index, name)
  }

  /** The random name under which a person or customer may stand in a leaf. */
  async pseudonymOf(subject: string): Promise<string> {
    return await this.#exchange.ask('pseudonymOf', subject)
  }

  /** Whom a pseudonym stands for; undefined once that subject was erased. */
  async subjectOf(pseudonym: string): Promise<string | undefined> {
    return await this.#exchange.ask('subjectOf', pseudonym)
  }

  /** The pseudonym of a subject that has one; makes none. */
  async knownAs(subject: string): Promise<string | undefined> {
    return await this.#exchange.ask('knownAs', subject)
  }

  /**
   * Proves whom a pseudonym stands for: a disclosure in base64url of which the pseudonym is the digest. Undefined once
   * that was erased, and for a pseudonym that was drawn before pseudonyms were digests.
   */
  async nameOf(pseudonym: string): Promise<string | undefined> {
    return await this.#exchange.ask('nameOf', pseudonym)
  }

  /** Whether nothing that was sealed under these was erased: all their keys are still there. */
  async keeps(pseudonyms: readonly string[]): Promise<boolean> {
    return await this.#exchange.ask('keeps', pseudonyms)
  }

  /** Destroys what a subject sealed, and records it. Throws `Conflict` if it sealed anything after `erasing.upTo`. */
  async erase(subject: string, basis: string, erasing: Erasing = {}): Promise<Appended> {
    return await this.#exchange.ask('erase', subject, basis, erasing)
  }

  /**
   * Destroys what runs sealed on a day, once their term has passed, and records it. Throws `Conflict` if the day is not
   * over, or nothing of it is kept.
   */
  async expire(day: string, runs: readonly string[]): Promise<Appended> {
    const expired = await this.#exchange.ask('expire', day, runs)
    await this.sweep()
    return expired
  }

  /**
   * Removes what was sealed under keys that `expire` destroyed, some at a time: after a crash there may be more of it.
   */
  async sweep(): Promise<void> {
    while (await this.#exchange.ask('sweep'));
  }

  /** The days of which content of runs is kept, page by page: `after` is where the page before ended. */
  async runDays(after = '', limit = 500): Promise<RunDays> {
    return await this.#exchange.ask('runDays', after, limit)
  }

  /**
   * A digest that may stand in a leaf: equal texts have equal digests, and nobody without the key can test a guess
   * (P7).
   */
  digest(text: string): string {
    return keyedDigest(this.#digestKey, text)
  }

  /** Rows of the projections; it can't write. */
  async query(sql: string, ...values: Cell[]): Promise<readonly Row[]> {
    if (this.#exchange.isOver) throw closed()
    return (await this.#reader.all(sql, ...values)).map(asRow)
  }

  /** Resolves when the thread that owns the store has answered from it. */
  async contact(): Promise<void> {
    try {
      this.#standing = await this.#exchange.ask('contact')
    } catch (error) {
      const isForGood = error instanceof JournalError && (error.code === 'damaged' || error.code === 'other-version')
      if (isForGood) this.#standing = 'shut'
      throw error
    }
  }

  /** As it was at the last contact. */
  get standing(): Standing {
    return this.#exchange.isOver ? 'shut' : this.#standing
  }

  /** The processes that are alive and share the store, this one among them. */
  async liveProcesses(): Promise<ReadonlySet<string>> {
    return new Set(await this.#exchange.ask('processes'))
  }

  /** The canonical dump of all projections (P12). */
  async dump(): Promise<string> {
    return await this.#exchange.ask('dump')
  }

  async close(): Promise<void> {
    if (this.#exchange.isOver) return
    await this.#exchange.ask('close').catch(() => undefined)
    this.#end(closed())
    await this.#worker.terminate()
  }

  #end(error: JournalError): void {
    if (this.#exchange.isOver) return
    this.#exchange.end(error)
    this.#reader.close().catch(() => undefined)
  }
}

const sequencerStopped = { nl: 'wat het log schrijft is gestopt', en: 'the sequencer stopped' }
