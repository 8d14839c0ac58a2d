// SPDX-License-Identifier: EUPL-1.2
import { type Loaded, Tools } from './gate/index.ts'
import type { Journal } from './journal/index.ts'
import { load, originOf, recordLoad } from './load.ts'
import {
  type Organisation,
  OrganisationError,
  type Person,
  placesOf,
  problemAt,
  requireApart,
} from './organisation/index.ts'
import type { Register, ShorterTerm } from './register/index.ts'

/** Longer than any tool call may take. */
const graceMs = 120_000

interface InForceParts {
  readonly journal: Journal
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly dataFolder: string
  readonly now: () => number
}

/** What a load of the organisation's files did. */
export interface Reloaded {
  readonly digest: string
  readonly shorter: readonly ShorterTerm[]
}

/** The organisation that is in force, with the tools of its files, until a person loads what its folder says by then. */
export class InForce {
  readonly #parts: InForceParts
  /** Those of files that were replaced stay until the calls that began with them are over. */
  readonly #opened = new Set<Tools>()
  readonly #tools = new WeakMap<Loaded, Tools>()
  #loaded: Loaded

  constructor(loaded: Loaded, parts: InForceParts) {
    this.#parts = parts
    this.#loaded = loaded
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

  /** What is reached of files that are, or were, in force. */
  toolsOf(loaded: Loaded): Tools {
    const tools = this.#tools.get(loaded)
    if (tools === undefined) throw new TypeError('these files were never in force')
    return tools
  }

  /** Reads the folder anew: an act of a person, and an entry (P9). What is wrong with it leaves all as it was. */
  reload(register: Register, person: Person): Promise<Reloaded> {
    return register.duringLoad(() => this.#reload(register, person))
  }

  async #reload(register: Register, person: Person): Promise<Reloaded> {
    const { journal, dataFolder, now } = this.#parts
    const fresh = load(this.organisation.folder)
    requireApart(fresh.organisation, dataFolder)
    requireSameLog(this.organisation, fresh.organisation)
    await register.check(fresh.organisation)
    const systems = [...this.organisation.systems.keys()]
    const [termBefore, at] = [await register.contentTerms(), now()]
    await recordLoad(journal, fresh, person)
    const before = this.tools
    this.#open(fresh)
    this.#loaded = fresh
    await register.load(person.id)
    setTimeout(() => {
      this.#opened.delete(before)
      void before.close()
    }, graceMs).unref()
    const termNow = await register.contentTerms()
    const shorter = systems
      .map((system) => ({ system, before: termBefore(system, at), days: termNow(system, at) }))
      .filter(({ before, days }) => days < before)
    return { digest: fresh.organisation.digest, shorter }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#opened].map((tools) => tools.close()))
  }

  #open(loaded: Loaded): void {
    const { journal, environment, now } = this.#parts
    const made = new Tools({ organisation: loaded.organisation, environment, journal, now })
    this.#opened.add(made)
    this.#tools.set(loaded, made)
  }
}

/** The log is signed under the organisation's id: under another one it would not be opened at the next start. */
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
