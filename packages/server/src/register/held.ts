// SPDX-License-Identifier: EUPL-1.2
import type { Facts } from '@sluis/ai-act'
import { type Journal, type Row, text } from '../journal/index.ts'
import { refusal } from './error.ts'
import { type Answers, type Described, factsOf, isDescribed } from './facts.ts'
import type { Ground } from './ground.ts'
import { readNotices } from './notices.ts'
import { readOutside } from './outside.ts'

/** A system as it is registered, with everything that its class follows from. */
export interface Held {
  readonly system: Described
  readonly row: Row
  readonly facts: Facts
  /** Signs of work that Annex III names. */
  readonly notices: readonly Row[]
  /** What outside bodies state of its class. */
  readonly outside: readonly Row[]
}

/** All systems as they are registered, read from rows and files anew after each entry that may change them. */
export class HeldSystems {
  readonly #ground: Ground
  #held: ReadonlyMap<string, Held> | undefined
  /** Grows with each entry that may change the register: what was read before it is read anew. */
  #turn = 0

  constructor(ground: Ground) {
    this.#ground = ground
  }

  forget(): void {
    this.#turn++
    this.#held = undefined
  }

  /** As they were read last; undefined while an entry has made that old. */
  get current(): ReadonlyMap<string, Held> | undefined {
    return this.#held
  }

  async all(): Promise<ReadonlyMap<string, Held>> {
    for (;;) {
      if (this.#held !== undefined) return this.#held
      const turn = this.#turn
      const held = await readHeld(this.#ground)
      // An entry came while this was read: what was read may be of before it.
      if (turn === this.#turn) this.#held = held
    }
  }

  /** Throws RegisterError `system-unknown`. */
  async one(id: string): Promise<Held> {
    const held = (await this.all()).get(id)
    if (held !== undefined) return held
    throw refusal('system-unknown')
  }
}

async function readHeld({ journal, organisation }: Ground): Promise<ReadonlyMap<string, Held>> {
  const rows = await readRows(journal)
  const answers = await readAnswers(journal)
  const notices = await readNotices(journal)
  const outside = await readOutside(journal)
  const { systems } = organisation()
  const held = new Map<string, Held>()
  for (const [id, row] of rows) {
    const system = systems.get(id)
    if (row.stage === 'withdrawn' || !isDescribed(system)) continue
    const seen = { notices: notices.get(id) ?? [], outside: outside.get(id) ?? [] }
    held.set(id, { system, row, facts: factsOf(system, answers.get(id) ?? {}), ...seen })
  }
  return held
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
