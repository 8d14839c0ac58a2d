// SPDX-License-Identifier: EUPL-1.2
import { type Loaded, Tools } from './gate/index.ts'
import type { Journal } from './journal/index.ts'
import { load, originOf, recordLoad, recordStart } from './load.ts'
import { type Load, loadIn } from './loads.ts'
import {
  type Organisation,
  OrganisationError,
  type Person,
  placesOf,
  problemAt,
  requireApart,
} from './organisation/index.ts'
import type { Register, ShorterTerm } from './register/index.ts'

/** Longer than any call to a tool may take. */
const graceMs = 120_000

interface InForceParts {
  readonly journal: Journal
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly dataFolder: string
  readonly now: () => number
}

/** What a load of the organisation's files changed. */
export interface Reloaded extends Load {
  readonly shorter: readonly ShorterTerm[]
}

/** Files that are to replace those in force. */
interface Fresh {
  readonly loaded: Loaded
  /** Appends the entry of their load. */
  readonly record: () => Promise<Load>
  /** Makes the register adopt them. */
  readonly take: () => Promise<void> | void
}

/**
 * The organisation in force, with the tools of its files, until a person loads what its folder says by then: here, or at
 * another process that shares the log.
 */
export class InForce {
  readonly #parts: InForceParts
  readonly #stopListening: () => void
  /** Tools of files that were replaced stay open until the calls that began with them are over. */
  readonly #opened = new Set<Tools>()
  readonly #tools = new WeakMap<Loaded, Tools>()
  #loaded: Loaded
  /** The load that this process follows; undefined until it has begun. */
  #goesBy: Load | undefined
  /** The newest load that this process has heard of. */
  #newest: Load | undefined
  #onBehind: () => void = () => undefined

  constructor(loaded: Loaded, parts: InForceParts) {
    this.#parts = parts
    this.#loaded = loaded
    this.#stopListening = parts.journal.onEntry(({ entry }, isOurs) => {
      const heard = loadIn(entry)
      if (heard === undefined) return
      this.#hear(heard)
      if (!isOurs) this.#onBehind()
    })
    this.#open(loaded)
  }

  get loaded(): Loaded {
    return this.#loaded
  }

  get organisation(): Organisation {
    return this.#loaded.organisation
  }

  get tools(): Tools {
    return this.toolsOf(this.#loaded)
  }

  /** The tools of files that are, or were, in force. */
  toolsOf(loaded: Loaded): Tools {
    const tools = this.#tools.get(loaded)
    if (tools === undefined) throw new TypeError('these files were never in force')
    return tools
  }

  /**
   * Whether other files were loaded since, usually at another process: until they are here, these files decide nothing.
   */
  get isBehind(): boolean {
    return this.#newest?.entry !== this.#goesBy?.entry
  }

  /** Calls `listener` whenever another process loaded files. */
  onBehind(listener: () => void): void {
    this.#onBehind = listener
  }

  /** Records the start with these files. Throws `OtherFiles` when a live process has other files in force. */
  async begin(): Promise<void> {
    this.#goBy(await recordStart(this.#parts.journal, this.#loaded))
  }

  /** Reads the folder again: an act of a person, and an entry (P9). If anything is wrong with it, nothing changes. */
  reload(register: Register, person: Person): Promise<Reloaded> {
    return register.duringLoad(async () => {
      const { journal, dataFolder } = this.#parts
      const loaded = load(this.organisation.folder)
      requireApart(loaded.organisation, dataFolder)
      requireSameLog(this.organisation, loaded.organisation)
      await register.check(loaded.organisation)
      const record = () => recordLoad(journal, loaded, { after: this.#goesBy?.entry, person })
      return await this.#replace(register, { loaded, record, take: () => register.load(person.id) })
    })
  }

  /**
   * Adopts what a person loaded at another process, if this folder has exactly those files: someone who can merely write
   * to the folder puts nothing in force (P9). Undefined when it has others.
   */
  follow(register: Register): Promise<Reloaded | undefined> {
    return register.duringLoad(async () => {
      const [{ journal, dataFolder }, newest] = [this.#parts, this.#newest]
      const loaded = load(this.organisation.folder)
      if (newest === undefined || loaded.organisation.digest !== newest.digest) return undefined
      requireApart(loaded.organisation, dataFolder)
      const record = () => recordLoad(journal, loaded, { follows: newest.entry })
      // The process where they were loaded records what changes in the register.
      return await this.#replace(register, { loaded, record, take: () => register.forget() })
    })
  }

  async close(): Promise<void> {
    this.#stopListening()
    await Promise.all([...this.#opened].map((tools) => tools.close()))
  }

  async #replace(register: Register, { loaded, record, take }: Fresh): Promise<Reloaded> {
    const { now } = this.#parts
    const systems = [...this.organisation.systems.keys()]
    const [termBefore, at] = [await register.contentTerms(), now()]
    const recorded = await record()
    const before = this.tools
    this.#open(loaded)
    this.#loaded = loaded
    this.#goBy(recorded)
    await take()
    setTimeout(() => {
      this.#opened.delete(before)
      void before.close()
    }, graceMs).unref()
    const termNow = await register.contentTerms()
    const shorter = systems
      .map((system) => ({ system, before: termBefore(system, at), days: termNow(system, at) }))
      .filter(({ before, days }) => days < before)
    return { ...recorded, shorter }
  }

  #goBy(load: Load): void {
    this.#goesBy = load
    this.#hear(load)
  }

  /** Loads of others may be heard of before this process hears that its own is durable. */
  #hear(load: Load): void {
    if (this.#newest === undefined || this.#newest.entry < load.entry) this.#newest = load
  }

  #open(loaded: Loaded): void {
    const { journal, environment, now } = this.#parts
    const made = new Tools({ organisation: loaded.organisation, environment, journal, now })
    this.#opened.add(made)
    this.#tools.set(loaded, made)
  }
}

/** The log is signed under the organisation's id: with another id the next start could not open it. */
function requireSameLog(before: Organisation, fresh: Organisation): void {
  if (originOf(fresh) === originOf(before)) return
  const { id } = before.settings
  throw new OrganisationError([
    problemAt(
      placesOf(fresh).at('organisation.yaml', ['id']),
      `het log staat op naam van ${id}; laat de id zo, of begin een nieuw log in een nieuwe gegevensmap`,
      `the log is in the name of ${id}; leave the id as it is, or begin a new log in a new data folder`,
    ),
  ])
}
