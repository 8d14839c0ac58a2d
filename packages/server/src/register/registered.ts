// SPDX-License-Identifier: EUPL-1.2
import type { Facts } from '@sluis/ai-act'
import { type Journal, type Row, text } from '../journal/index.ts'
import { refusal } from './error.ts'
import { type Answers, type Described, factsOf, isDescribed } from './facts.ts'
import type { Ground } from './ground.ts'
import { readNotices } from './notices.ts'
import { readOutside } from './outside.ts'

/** A registered system with everything that its class follows from. */
export interface RegisteredSystem {
  readonly system: Described
  readonly row: Row
  readonly facts: Facts
  /** Indications of work that Annex III names. */
  readonly notices: readonly Row[]
  /** What outside bodies state about its class. */
  readonly outside: readonly Row[]
}

/** All registered systems, read anew from rows and files after each entry that may change them. */
export class RegisteredSystems {
  readonly #ground: Ground
  #registered: ReadonlyMap<string, RegisteredSystem> | undefined
  /** Counts entries that may change the register, so that a read during which one arrived is done again. */
  #turn = 0

  constructor(ground: Ground) {
    this.#ground = ground
  }

  forget(): void {
    this.#turn++
    this.#registered = undefined
  }

  /** The result of the last read; undefined when an entry has made it stale. */
  get current(): ReadonlyMap<string, RegisteredSystem> | undefined {
    return this.#registered
  }

  async all(): Promise<ReadonlyMap<string, RegisteredSystem>> {
    for (;;) {
      if (this.#registered !== undefined) return this.#registered
      const turn = this.#turn
      const registered = await readRegistered(this.#ground)
      // If an entry arrived during the read, the result may be from before it.
      if (turn === this.#turn) this.#registered = registered
    }
  }

  /** Throws RegisterError `system-unknown`. */
  async one(id: string): Promise<RegisteredSystem> {
    const registered = (await this.all()).get(id)
    if (registered !== undefined) return registered
    throw refusal('system-unknown')
  }
}

async function readRegistered({ journal, organisation }: Ground): Promise<ReadonlyMap<string, RegisteredSystem>> {
  const rows = await readRows(journal)
  const answers = await readAnswers(journal)
  const notices = await readNotices(journal)
  const outside = await readOutside(journal)
  const { systems } = organisation()
  const registered = new Map<string, RegisteredSystem>()
  for (const [id, row] of rows) {
    const system = systems.get(id)
    if (row.stage === 'withdrawn' || !isDescribed(system)) continue
    const seen = { notices: notices.get(id) ?? [], outside: outside.get(id) ?? [] }
    registered.set(id, { system, row, facts: factsOf(system, answers.get(id) ?? {}), ...seen })
  }
  return registered
}

export async function readRows(journal: Journal): Promise<ReadonlyMap<string, Row>> {
  const rows = await journal.query('SELECT * FROM register_systems ORDER BY id')
  return new Map(rows.map((row) => [text(row, 'id'), row]))
}

/** What people answered, by system. */
export async function readAnswers(journal: Journal): Promise<ReadonlyMap<string, Answers>> {
  const rows = await journal.query('SELECT system, fact, value FROM register_answers')
  const bySystem = Map.groupBy(rows, (row) => text(row, 'system'))
  const answersIn = (own: readonly Row[]): Answers =>
    Object.fromEntries(own.map((row): [string, unknown] => [text(row, 'fact'), JSON.parse(text(row, 'value'))]))
  return new Map([...bySystem].map(([id, own]) => [id, answersIn(own)]))
}
