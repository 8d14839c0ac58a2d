// SPDX-License-Identifier: EUPL-1.2
import {
  AiActError,
  articleOf,
  type Class,
  currentLaw,
  evaluate,
  type Facts,
  isFactId,
  type Language,
  type Law,
  nextQuestion,
  type Question,
} from '@sluis/ai-act'
import {
  Conflict,
  canonicalJson,
  integer,
  type Journal,
  type JsonObject,
  type JsonValue,
  type Row,
  text,
} from '../journal/index.ts'
import { dayIn, type Organisation, OrganisationError } from '../organisation/index.ts'
import { RegisterError, refusalOf } from './error.ts'
import {
  type Answers,
  basisOf,
  type Described,
  declaredBy,
  describedIn,
  factsAsJson,
  factsOf,
  isDescribed,
  outcomeOf,
  readFacts,
} from './facts.ts'
import { type Difference, differencesBetween, type Portfolio, portfolioOf } from './portfolio.ts'
import { isWatched, judgementsIn } from './projection.ts'
import { coverage, type SeenSystem, type Supplier, seenIn, suppliersIn } from './seen.ts'
import { type Standing, standingOn, unregistered } from './standing.ts'
import { type RegisteredSystem, type SystemView, summaryOf, viewOf } from './view.ts'

export interface RegisterParts {
  readonly journal: Journal
  readonly organisation: () => Organisation
  readonly now: () => number
  /** The version of the law; the newest unless told otherwise. */
  readonly law?: Law
}

export interface AssessmentWish {
  readonly role: 'owner' | 'second'
  /** The assessor's own facts; without them, those that the register holds. */
  readonly facts?: Readonly<Record<string, unknown>> | undefined
  /** Rules of the law that the assessor points at, such as `4.a`. */
  readonly articles?: readonly string[] | undefined
  readonly reason: string
  /** What the assessor looked at; when the system is another by now, the assessment is refused. */
  readonly basis: string
}

/** A system as it is registered, with everything that its class follows from. */
export interface Held {
  readonly system: Described
  readonly row: Row
  readonly facts: Facts
}

/** The AI systems of one organisation. Every change is an entry, and every reading is made from rows and files anew. */
export class Register {
  readonly #parts: RegisterParts
  readonly #law: Law
  readonly #stopListening: () => void
  #held: ReadonlyMap<string, Held> | undefined
  #standings = { on: '', of: new Map<string, Standing>() }
  /** Grows with each entry that may change the register: what was read before it is read anew. */
  #turn = 0

  private constructor(parts: RegisterParts) {
    this.#parts = parts
    this.#law = parts.law ?? currentLaw
    this.#stopListening = parts.journal.onEntry(({ entry: { kind } }) => {
      if (kind.startsWith('system.') || kind === 'organisation.loaded') this.#forget()
    })
  }

  /** Before the gate opens: what the files say is compared with what the log has, and each difference is an entry. */
  static async open(parts: RegisterParts): Promise<Register> {
    const register = new Register(parts)
    await register.load()
    return register
  }

  close(): void {
    this.#stopListening()
  }

  /** Takes over what the files say now. `person` loaded them; nobody did when Sluis just started. */
  async load(person?: string): Promise<void> {
    await this.check(this.#parts.organisation())
    const by = person === undefined ? undefined : await this.#pseudonym(person)
    this.#forget()
    const rows = await this.#rows()
    const described = describedIn(this.#parts.organisation())
    for (const system of described) await this.#register(system, rows.get(system.id), by)
    const ids = new Set(described.map(({ id }) => id))
    for (const [id, { stage }] of rows) {
      if (!ids.has(id) && stage !== 'withdrawn') await this.#append('system.withdrawn', { system: id, by })
    }
    this.#forget()
  }

  /** Throws OrganisationError when facts in these files can't be, or contradict what people answered. */
  async check(organisation: Organisation): Promise<void> {
    const answers = await this.#allAnswers()
    const problems = describedIn(organisation).flatMap((system) => {
      try {
        factsOf(system, answers.get(system.id) ?? {})
        return []
      } catch (error) {
        if (!(error instanceof RegisterError)) throw error
        return [`systems/${system.id}.yaml: register.facts: ${error.sentence.en}`]
      }
    })
    if (problems.length > 0) throw new OrganisationError(problems)
  }

  /** Resolves when what `standingOf` says is as new as the log. */
  async ready(): Promise<void> {
    if (this.#held === undefined) await this.#all()
  }

  /** How a system stands today; one that nobody registered stands strictest (P10). */
  standingOf(system: string): Standing {
    const on = this.#today()
    if (this.#standings.on !== on) this.#standings = { on, of: new Map() }
    const known = this.#standings.of.get(system)
    if (known !== undefined) return known
    const held = this.#held?.get(system)
    if (held === undefined) return unregistered
    const standing = standingOn(held.facts, this.#judgedOf(held), on, this.#law)
    this.#standings.of.set(system, standing)
    return standing
  }

  async list(): Promise<readonly RegisteredSystem[]> {
    return [...(await this.#all()).values()].map((held) => summaryOf(held, this.#today(), this.#law))
  }

  async portfolio(): Promise<Portfolio> {
    return portfolioOf(await this.list())
  }

  async find(id: string): Promise<SystemView | undefined> {
    const held = (await this.#all()).get(id)
    return held && (await viewOf(this.#parts.journal, held, this.#today(), this.#law))
  }

  /** The question that decides most; undefined when no answer changes the class any more. */
  async question(id: string, language: Language): Promise<Question | undefined> {
    const { facts } = await this.#one(id)
    const evaluation = evaluate(facts, { on: this.#lastBan(), law: this.#law })
    return evaluation.open.some(({ about, answeredUnknown }) => about === 'class' && !answeredUnknown)
      ? nextQuestion(evaluation, language)
      : undefined
  }

  /** Records an answer with who, when and from what source; `unknown` is an answer too. */
  async answer(id: string, answer: { fact: string; value: unknown; source: string }, person: string): Promise<void> {
    const { system, facts, row } = await this.#one(id)
    const { fact, source } = answer
    if (Object.hasOwn(declaredBy(system), fact)) {
      throw new RegisterError('fact-declared', {
        nl: `${fact} staat in systems/${id}.yaml. Verander het daar en laad de organisatie.`,
        en: `${fact} stands in systems/${id}.yaml. Change it there and load the organisation.`,
      })
    }
    const fresh = readFacts({ ...facts.toJSON(), [fact]: answer.value })
    const value = isFactId(fact) ? (factsAsJson(fresh)[fact] ?? null) : null
    const by = await this.#pseudonym(person)
    const data = { system: id, fact, value, ...this.#judge(system, fresh), before: classIn(row), by }
    await this.#append('system.answered', data, { source }, id)
  }

  /** Facts to a class by a person: as the owner, or as a second assessor who is independent of the owner. */
  async assess(id: string, wish: AssessmentWish, person: string): Promise<void> {
    const { facts } = await this.#one(id)
    const articles = (wish.articles ?? []).map((article) => this.#article(article))
    const own = wish.facts === undefined ? facts : readFacts({ ...facts.toJSON(), ...wish.facts })
    const on = this.#today()
    const { label, strictest, isFiltered, law } = outcomeOf(own, on, this.#law)
    const by = await this.#pseudonym(person)
    const data = { system: id, basis: wish.basis, role: wish.role, by, label, strictest, filtered: isFiltered, law, on }
    const grounds = { reason: wish.reason, facts: factsAsJson(own) }
    await this.#append('system.assessed', { ...data, ...(articles.length === 0 ? {} : { articles }) }, grounds, id)
  }

  /** The named person takes it upon them: an allocation inside the organisation that decides no legal liability. */
  async accept(id: string, basis: string, person: string): Promise<void> {
    await this.#one(id)
    const means = 'an allocation inside the organisation, which decides no legal liability'
    await this.#append('system.accepted', { system: id, basis, means, by: await this.#pseudonym(person) })
  }

  /** Lets it leave the test stage. */
  async release(id: string, basis: string, person: string): Promise<void> {
    await this.#one(id)
    await this.#append('system.released', { system: id, basis, by: await this.#pseudonym(person) })
  }

  /** What was seen at the gate, registered or not. */
  async seen(): Promise<{ systems: readonly SeenSystem[]; suppliers: readonly Supplier[]; coverage: typeof coverage }> {
    const rows = await this.#parts.journal.query('SELECT * FROM register_traffic ORDER BY system, resource')
    const systems = seenIn(this.#parts.organisation(), rows)
    return { systems, suppliers: suppliersIn(this.#parts.organisation(), systems), coverage }
  }

  /** What another version of the law, or another day, would change. */
  async differences(to: { readonly law: Law; readonly on: string }): Promise<readonly Difference[]> {
    const systems = [...(await this.#all())].map(([id, { facts }]) => ({ id, facts }))
    return differencesBetween(systems, { law: this.#law, on: this.#today() }, to)
  }

  async #register(system: Described, before: Row | undefined, by: string | undefined): Promise<void> {
    const facts = factsOf(system, await this.#answers(system.id))
    const { journal } = this.#parts
    const { limits: _, ...content } = system
    const version = journal.digest(canonicalJson(asJson({ content, basis: basisOf(system, facts) })))
    const judged = this.#judge(system, facts)
    if (before !== undefined && before.stage !== 'withdrawn' && before.version === version) {
      if (isSameClass(before, judged)) return
      return await this.#append('system.reclassified', { system: system.id, ...judged, before: classIn(before) })
    }
    const [owner, accountable] = [await this.#pseudonym(system.owner), await this.#pseudonym(system.accountable)]
    const data = { system: system.id, version, ...judged, owner, accountable, by }
    const known = before === undefined ? {} : { before: classIn(before) }
    await this.#append('system.registered', { ...data, ...known }, { record: asJson(content) }, system.id)
  }

  /** Files that were read and whose entry is still on its way count for nothing that was said of those before. */
  #judgedOf({ system, row, facts }: Held) {
    const isCurrent = row.basis === this.#basis(system, facts)
    const isUnconfirmed = row.unconfirmed === 1 || (!isCurrent && isWatched(row))
    const strictest = judgementsIn(row).map((one) => one.strictest as Class)
    return { stage: isCurrent ? text(row, 'stage') : 'test', isUnconfirmed, strictest }
  }

  #basis(system: Described, facts: Facts): string {
    return this.#parts.journal.digest(canonicalJson(basisOf(system, facts)))
  }

  #judge(system: Described, facts: Facts) {
    const on = this.#today()
    const { label, strictest, isFiltered: filtered, law } = outcomeOf(facts, on, this.#law)
    return {
      basis: this.#basis(system, facts),
      label,
      strictest,
      filtered,
      law,
      on,
    }
  }

  /** What people wrote and all that is long is sealed beside the leaf, under a key of the system. */
  async #append(
    kind: string,
    data: object,
    sealed: Readonly<Record<string, JsonValue>> = {},
    system = '',
  ): Promise<void> {
    const fields = Object.entries(sealed).map(([name, value]) => ({ name, value, subject: `system:${system}` }))
    try {
      await this.#parts.journal.append({ kind, data: asJson(data), private: fields })
    } catch (error) {
      throw (error instanceof Conflict ? refusalOf(error.reason) : undefined) ?? error
    }
  }

  async #one(id: string): Promise<Held> {
    const held = (await this.#all()).get(id)
    if (held !== undefined) return held
    throw refusalOf('system-unknown') ?? new TypeError(id)
  }

  async #all(): Promise<ReadonlyMap<string, Held>> {
    for (;;) {
      if (this.#held !== undefined) return this.#held
      const turn = this.#turn
      const rows = await this.#rows()
      const answers = await this.#allAnswers()
      const { systems } = this.#parts.organisation()
      const held = new Map<string, Held>()
      for (const [id, row] of rows) {
        const system = systems.get(id)
        if (row.stage === 'withdrawn' || !isDescribed(system)) continue
        held.set(id, { system, row, facts: factsOf(system, answers.get(id) ?? {}) })
      }
      // An entry came while this was read: what was read may be of before it.
      if (turn !== this.#turn) continue
      this.#standings = { on: '', of: new Map() }
      this.#held = held
    }
  }

  async #rows(): Promise<ReadonlyMap<string, Row>> {
    const rows = await this.#parts.journal.query('SELECT * FROM register_systems ORDER BY id')
    return new Map(rows.map((row) => [text(row, 'id'), row]))
  }

  async #answers(id: string): Promise<Answers> {
    return (await this.#allAnswers()).get(id) ?? {}
  }

  async #allAnswers(): Promise<ReadonlyMap<string, Answers>> {
    const rows = await this.#parts.journal.query('SELECT system, fact, value FROM register_answers')
    const bySystem = Map.groupBy(rows, (row) => text(row, 'system'))
    return new Map(
      [...bySystem].map(([id, own]) => [
        id,
        Object.fromEntries(own.map((row): [string, unknown] => [text(row, 'fact'), JSON.parse(text(row, 'value'))])),
      ]),
    )
  }

  #article(id: string): string {
    try {
      return articleOf(id, this.#law).id
    } catch (cause) {
      if (!(cause instanceof AiActError)) throw cause
      throw new RegisterError('article-unknown', cause.sentence, { cause })
    }
  }

  async #pseudonym(person: string): Promise<string> {
    return await this.#parts.journal.pseudonymOf(`person:${person}`)
  }

  #forget(): void {
    this.#turn++
    this.#held = undefined
    this.#standings = { on: '', of: new Map() }
  }

  /** The day where the organisation is. */
  #today(): string {
    const { now, organisation } = this.#parts
    return dayIn(organisation().settings.timezone, now())
  }

  /** Questions reach to the last ban that is known: what nobody was asked would shut the gate on its day. */
  #lastBan(): string {
    return [this.#today(), ...this.#law.prohibited.map(({ from }) => from)].sort().at(-1) ?? this.#today()
  }
}

function classIn({ label, strictest, law, evaluated_on: on }: Row): JsonObject {
  return { label: label ?? null, strictest: strictest ?? null, law: law ?? null, on: on ?? null }
}

function isSameClass(row: Row, judged: { label: string; strictest: string; filtered: boolean; law: string }): boolean {
  const isFiltered = integer(row, 'filtered') === 1
  const { label, strictest, law } = judged
  return row.label === label && row.strictest === strictest && isFiltered === judged.filtered && row.law === law
}

/** What zod gave and what this room makes is JSON; members without a value are left out. */
function asJson(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject
}
