// SPDX-License-Identifier: EUPL-1.2
import { Conflict, integer, isObject, type Journal, type JsonValue, type Row, text } from '../../journal/index.ts'
import type { Person, Tool } from '../../organisation/index.ts'
import type { Described } from './description.ts'

/** Where a description stands: only an admitted one is shown to an agent or called. */
export type Standing = 'admitted' | 'waiting' | 'refused' | 'unfit'

/** A tool with its server's present description. */
interface Named {
  readonly tool: Tool
  readonly described: Described
}

/** A description as it was sealed when it was seen. */
export interface SeenDescription {
  readonly at: number
  readonly pin: string
  readonly shown: JsonValue
  readonly unfit?: string
}

/** A tool as people look at it: as it is described now, beside what was admitted before. */
export interface ToolReview {
  readonly name: string
  readonly kind: Tool['kind']
  readonly server: string
  readonly standing: Standing | 'unseen'
  /** A decision about the tool must name this, so that nobody decides about another description than they saw. */
  readonly digest?: string
  readonly seen?: SeenDescription
  readonly admitted?: SeenDescription & { readonly by?: string }
}

/**
 * Bounds what a server can write to disk by never saying the same twice: descriptions beyond this wait, and are not
 * kept.
 */
const maxSeenAnHour = 20
const hourMs = 3_600_000

/**
 * Which descriptions people admitted. Models take a server's words as instructions, so a new or changed description is
 * a new tool: it is recorded, and held until a person admits it.
 */
export class Admission {
  readonly #journal: Journal
  readonly #now: () => number
  /** For each tool, how many descriptions were recorded in the hour that began at `since`. */
  readonly #lately = new Map<string, { readonly since: number; readonly count: number }>()

  constructor(journal: Journal, now: () => number) {
    this.#journal = journal
    this.#now = now
  }

  /** Records a new description. Loading admits a description that the organisation's file names by its digest. */
  async standingOf(tool: Tool, described: Described): Promise<Standing> {
    return await this.#standing(tool, described, await this.#row(tool.name))
  }

  /** Those of them whose present description is admitted; one query, however many they are. */
  async admittedOf<T extends Named>(all: readonly T[]): Promise<readonly T[]> {
    const rows = await this.#journal.query('SELECT * FROM tool_admissions')
    const byName = new Map(rows.map((row) => [text(row, 'tool'), row]))
    const standings = await Promise.all(
      all.map(({ tool, described }) => this.#standing(tool, described, byName.get(tool.name))),
    )
    return all.filter((_, at) => standings[at] === 'admitted')
  }

  async #standing(tool: Tool, described: Described, row: Row | undefined): Promise<Standing> {
    const digest = this.#journal.digest(described.pin)
    if (row?.admitted === digest) return 'admitted'
    if (row?.seen !== digest) {
      if (!this.#mayRecord(tool.name)) return 'waiting'
      await this.#see(tool, described, digest)
    }
    if (described.unfit !== undefined) return 'unfit'
    if (row?.refused === digest) return 'refused'
    if (tool.admitted !== described.pin) return 'waiting'
    const data = { tool: tool.name, digest, file: true }
    await this.#journal.append({ kind: 'tool.admitted', data }).catch(ignore('tool-decided'))
    return 'admitted'
  }

  /** Throws `Conflict` for a description that is not the last one seen, or was decided about already. */
  async admit(tool: string, digest: string, person: Pick<Person, 'id'>): Promise<void> {
    const by = await this.#journal.pseudonymOf(`person:${person.id}`)
    await this.#journal.append({ kind: 'tool.admitted', data: { tool, digest, by } })
  }

  /** Also takes back what was admitted. */
  async refuse(tool: string, digest: string, person: Pick<Person, 'id'>): Promise<void> {
    const by = await this.#journal.pseudonymOf(`person:${person.id}`)
    await this.#journal.append({ kind: 'tool.refused', data: { tool, digest, by } })
  }

  /** When the admitted description of a tool was admitted; 0 if none is. */
  async since(tool: string): Promise<number> {
    const row = await this.#row(tool)
    return typeof row?.admitted_at === 'number' ? row.admitted_at : 0
  }

  async review({ name, kind, server }: Tool): Promise<ToolReview> {
    const row = await this.#row(name)
    if (row === undefined) return { name, kind, server, standing: 'unseen' }
    const seen = await this.#disclosed(integer(row, 'seen_entry'), integer(row, 'seen_at'))
    const about = { name, kind, server, standing: standingIn(row), digest: text(row, 'seen') }
    const admitted =
      row.admitted === null
        ? undefined
        : await this.#disclosed(integer(row, 'admitted_entry'), integer(row, 'admitted_at'))
    const by = row.admitted_by === null ? undefined : await this.#journal.subjectOf(String(row.admitted_by))
    return {
      ...about,
      ...(seen === undefined ? {} : { seen }),
      ...(admitted === undefined
        ? {}
        : { admitted: { ...admitted, ...(by === undefined ? {} : { by: by.replace(/^person:/, '') }) } }),
    }
  }

  #mayRecord(tool: string): boolean {
    const now = this.#now()
    const lately = this.#lately.get(tool)
    const { since, count } = lately === undefined || now - lately.since >= hourMs ? { since: now, count: 0 } : lately
    if (count >= maxSeenAnHour) return false
    this.#lately.set(tool, { since, count: count + 1 })
    return true
  }

  async #see({ name, server }: Tool, { shown, pin, unfit }: Described, digest: string): Promise<void> {
    const value = { shown, pin, ...(unfit === undefined ? {} : { unfit }) }
    const draft = {
      kind: 'tool.seen',
      data: { tool: name, server, digest, ...(unfit === undefined ? {} : { unfit: true }) },
      private: [{ name: 'description', value, subject: `tool:${name}` }],
    }
    await this.#journal.append(draft).catch(ignore('tool-seen'))
  }

  async #row(tool: string): Promise<Row | undefined> {
    return (await this.#journal.query('SELECT * FROM tool_admissions WHERE tool = $1', tool))[0]
  }

  async #disclosed(entry: number, at: number): Promise<SeenDescription | undefined> {
    const value = (await this.#journal.disclose(entry, 'description'))?.value
    if (!isObject(value) || value.pin === undefined) return undefined
    const { pin, shown, unfit } = value
    return { at, pin: String(pin), shown: shown ?? null, ...(unfit === undefined ? {} : { unfit: String(unfit) }) }
  }
}

function standingIn(row: Row): Standing {
  if (row.admitted === row.seen) return 'admitted'
  if (row.unfit === 1) return 'unfit'
  return row.refused === row.seen ? 'refused' : 'waiting'
}

/** Two listings may find the same new description at once; one of them records it. */
function ignore(reason: string): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof Conflict && error.reason === reason)) throw error
  }
}
