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
import { errorOf } from './threads/failure.ts'
import { Outbox } from './threads/outbox.ts'
import type {
  Answer,
  Asked,
  FromWorker,
  Operation,
  Placed,
  Reply,
  Standing,
  WorkerSettings,
} from './threads/protocol.ts'
import { ToldWriting } from './threads/told-writing.ts'
import { Turn } from './threads/turn.ts'
import { type WrittenDraft, writeDraft } from './threads/written.ts'

/** An append that is under way, with what its entry will say. */
interface Appending {
  readonly draft: EntryDraft
  readonly resolve: (appended: Appended) => void
  readonly reject: (error: Error) => void
}

/** A question that is under way. */
interface Asking {
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
}

export interface JournalSettings extends Omit<WorkerSettings, 'projections' | 'process' | 'turn'> {
  /** The URL of a module that exports the folds of all rooms, `projections`, and their `briefs`. */
  readonly projections: URL
}

type Ready = Extract<FromWorker, { readonly ready: unknown }>['ready']

/**
 * `isOurs` tells what this process appended from what another one did that shares the store. What it appended and could not
 * acknowledge, because the signer was away, counts as another's: whoever wrote it was told that it failed.
 */
type EntryListener = (appended: Appended, isOurs: boolean) => void

/**
 * The door to the log for the thread that serves calls. Appends resolve when they are durable and not before; rows
 * are read from a connection that can only read.
 */
export class Journal {
  readonly verifierKey: string
  /** Names this process among others that share the store; new at each start. */
  readonly process: string
  readonly place: Place
  readonly log: LogReader
  readonly #worker: Worker
  readonly #reader: Reader
  readonly #waiting = new Map<number, Asking>()
  readonly #appending = new Map<number, Appending>()
  readonly #listeners = new Set<EntryListener>()
  readonly #digestKey: Uint8Array
  readonly #outbox: Outbox
  readonly #writing = new ToldWriting()
  #nextId = 1
  #closed = false
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
    this.#outbox = new Outbox(new Turn(turn), (message) => worker.postMessage(message))
    this.#reader = reader
    this.log = new LogReader((sql, ...values) => reader.all(sql, ...values))
    worker.on('message', (message: FromWorker) => {
      if ('placed' in message) this.#place(message.placed)
      if ('replies' in message) for (const reply of message.replies) this.#settle(reply)
      if ('followed' in message) for (const appended of message.followed) this.#tell(appended, false)
    })
    worker.on('error', (cause) => this.#end(new JournalError('unwritable', sequencerStopped, { cause })))
    worker.on('exit', () => this.#end(new JournalError('closed', 'the journal is closed')))
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

  /** By what name entries tell this process from others; undefined where there are none. */
  get sharedAs(): string | undefined {
    return this.isShared ? this.process : undefined
  }

  /** Resolves when the entry is durable. Throws `Conflict`, or JournalError `unwritable`, `leaf-too-large`, `closed`. */
  append(draft: EntryDraft): Promise<Appended> {
    if (this.#closed) return Promise.reject(new JournalError('closed', 'the journal is closed'))
    let written: WrittenDraft
    try {
      written = writeDraft(draft)
    } catch (cause) {
      return Promise.reject(new JournalError('damaged', 'the entry can not be passed on', { cause }))
    }
    const { promise, resolve, reject } = Promise.withResolvers<Appended>()
    const id = this.#nextId++
    this.#appending.set(id, { draft, resolve, reject })
    this.#outbox.append(id, written)
    return promise
  }

  /** Called for every entry from now on, in the log's order, after it became durable. */
  onEntry(listener: EntryListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Opens a private field of an entry; undefined when it was erased, or never was. */
  async disclose(index: number, name: string): Promise<Disclosed | undefined> {
    return await this.#ask('disclose', index, name)
  }

  /**
   * The value of a private field, for whoever looks again and again; where so much was sealed with it that it would hold
   * up others, only how much. What was sealed apart as its parts stays shut.
   */
  async discloseShort(index: number, name: string): Promise<{ readonly value: JsonValue } | TooLong | undefined> {
    return await this.#ask('discloseShort', index, name)
  }

  /** A private field as text, which nobody here reads or writes again; of one that is longer, how many bytes it has. */
  async discloseText(index: number, name: string, longest?: number): Promise<DisclosedText | TooLong | undefined> {
    return await this.#ask('discloseText', index, name, longest)
  }

  /** The line that its room makes of a private field; undefined also for one that is long. */
  async brief(index: number, name: string): Promise<string | undefined> {
    return await this.#ask('brief', index, name)
  }

  /** The random name under which a person or customer may stand in a leaf. */
  async pseudonymOf(subject: string): Promise<string> {
    return await this.#ask('pseudonymOf', subject)
  }

  /** Whom a pseudonym stands for; undefined once that subject was erased. */
  async subjectOf(pseudonym: string): Promise<string | undefined> {
    return await this.#ask('subjectOf', pseudonym)
  }

  /** The pseudonym of a subject that has one; makes none. */
  async knownAs(subject: string): Promise<string | undefined> {
    return await this.#ask('knownAs', subject)
  }

  /**
   * What proves whom a pseudonym stands for, as a disclosure in base64url whose digest the pseudonym is; undefined once
   * that was erased, and for one that was drawn before pseudonyms were digests.
   */
  async nameOf(pseudonym: string): Promise<string | undefined> {
    return await this.#ask('nameOf', pseudonym)
  }

  /** Whether nothing that was sealed under these has been erased: their keys are all there still. */
  async keeps(pseudonyms: readonly string[]): Promise<boolean> {
    return await this.#ask('keeps', pseudonyms)
  }

  /** Destroys what a subject sealed, and records it. Throws `Conflict` when it sealed anything after `erasing.upTo`. */
  async erase(subject: string, basis: string, erasing: Erasing = {}): Promise<Appended> {
    return await this.#ask('erase', subject, basis, erasing)
  }

  /**
   * Destroys what runs sealed on a day, once their term has passed, and records it. Throws `Conflict` when the day goes
   * on, or nothing of it is kept.
   */
  async expire(day: string, runs: readonly string[]): Promise<Appended> {
    const expired = await this.#ask('expire', day, runs)
    await this.sweep()
    return expired
  }

  /** Takes what was sealed under keys that `expire` destroyed, some at a time: after a crash there may be more of it. */
  async sweep(): Promise<void> {
    while (await this.#ask('sweep'));
  }

  /** The days of which something that runs sealed is kept, page by page: `after` is where the page before ended. */
  async runDays(after = '', limit = 500): Promise<RunDays> {
    return await this.#ask('runDays', after, limit)
  }

  /** A digest that may stand in a leaf: equal texts meet, and nobody without the key can test a guess (P7). */
  digest(text: string): string {
    return keyedDigest(this.#digestKey, text)
  }

  /** Rows of the projections; it can't write. */
  async query(sql: string, ...values: Cell[]): Promise<readonly Row[]> {
    if (this.#closed) throw new JournalError('closed', 'the journal is closed')
    return (await this.#reader.all(sql, ...values)).map(asRow)
  }

  /** Resolves when the thread that owns the store answered from it. */
  async contact(): Promise<void> {
    try {
      this.#standing = await this.#ask('contact')
    } catch (error) {
      const isForGood = error instanceof JournalError && (error.code === 'damaged' || error.code === 'other-version')
      if (isForGood) this.#standing = 'shut'
      throw error
    }
  }

  /** As it was at the last contact. */
  get standing(): Standing {
    return this.#closed ? 'shut' : this.#standing
  }

  /** The processes that are alive and share the store, this one among them. */
  async liveProcesses(): Promise<ReadonlySet<string>> {
    return new Set(await this.#ask('processes'))
  }

  /** The canonical dump of all projections (P12). */
  async dump(): Promise<string> {
    return await this.#ask('dump')
  }

  async close(): Promise<void> {
    if (this.#closed) return
    await this.#ask('close').catch(() => undefined)
    this.#end(new JournalError('closed', 'the journal is closed'))
    await this.#worker.terminate()
  }

  #ask<Op extends Operation>(op: Op, ...asked: Asked<Op>): Promise<Answer<Op>> {
    if (this.#closed) return Promise.reject(new JournalError('closed', 'the journal is closed'))
    const { promise, resolve, reject } = Promise.withResolvers<Answer<Op>>()
    const id = this.#nextId++
    // The other thread answers what was asked: `answering` is held to the same list.
    this.#waiting.set(id, { resolve: (answer) => resolve(answer as Answer<Op>), reject })
    this.#outbox.ask({ id, op, asked })
    return promise
  }

  #place({ ids, index: first, numbers, receipts, at, treeSize }: Placed): void {
    this.#writing.wrote()
    for (const [place, id] of ids.entries()) {
      const appending = this.#appending.get(id)
      if (appending === undefined) continue
      this.#appending.delete(id)
      const index = first + place
      const { kind, data, series } = appending.draft
      const number = numbers[place]
      const isNumbered = series !== undefined && number !== undefined
      const entry = isNumbered ? { index, at, kind, data, series, number } : { index, at, kind, data }
      const receipt = receipts[place]
      const appended = receipt === undefined ? { entry, treeSize } : { entry, treeSize, receipt }
      this.#tell(appended, true)
      appending.resolve(appended)
    }
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if ('failure' in reply) {
      const error = errorOf(reply.failure)
      waiting?.reject(error)
      const appending = this.#appending.get(reply.id)
      if (appending !== undefined) this.#writing.failed(error)
      appending?.reject(error)
      this.#appending.delete(reply.id)
      return
    }
    const { answer } = reply
    if (typeof answer === 'object' && 'entry' in answer) this.#tell(answer, true)
    waiting?.resolve(answer)
  }

  #tell(appended: Appended, isOurs: boolean): void {
    for (const listener of this.#listeners) listener(appended, isOurs)
  }

  #end(error: JournalError): void {
    if (this.#closed) return
    this.#closed = true
    for (const waiting of this.#waiting.values()) waiting.reject(error)
    for (const appending of this.#appending.values()) appending.reject(error)
    this.#waiting.clear()
    this.#appending.clear()
    this.#reader.close().catch(() => undefined)
  }
}

const sequencerStopped = { nl: 'wat het log schrijft is gestopt', en: 'the sequencer stopped' }
