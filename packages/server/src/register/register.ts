// SPDX-License-Identifier: EUPL-1.2
import type { Class, IsoDate, Language, Law } from '@sluis/ai-act'
import { text } from '../journal/index.ts'
import type { Organisation } from '../organisation/index.ts'
import { type Answer, type AssessmentWish, accept, answer, assess, decide } from './acts.ts'
import { ActsAndLoads } from './acts-and-loads.ts'
import { aheadIn, type NextQuestion, nextIn, openQuestionsIn, type QuestionsAhead } from './asked.ts'
import { basisDigest } from './class-in-entry.ts'
import { type ContentTerm, contentTerms } from './content-terms.ts'
import type { Decided, DecisionFile } from './decision/decision.ts'
import { gatherDecision } from './decision/gather.ts'
import { decidedFile, decisionsOn, shown } from './decision/read.ts'
import { type AiDisclosure, disclosureOn, toldIn } from './disclosure.ts'
import { refusal } from './error.ts'
import { asking, evaluated } from './evaluated.ts'
import { type Portrait, portraitOf } from './exports/index.ts'
import { fits, type SystemFilter } from './filter.ts'
import { type Ground, groundOf, type RegisterParts } from './ground.ts'
import { type Impact, impactOf } from './impact/impact.ts'
import { checkFiles, checkTerms, loadFiles } from './loading.ts'
import { longestTermDays } from './log-term.ts'
import { noticeFiles } from './notices.ts'
import { isOf } from './outside.ts'
import { type Difference, differencesBetween, type Portfolio, portfolioOf } from './portfolio.ts'
import { isWatched, judgementsIn } from './projection.ts'
import { type RegisteredSystem, RegisteredSystems } from './registered.ts'
import { coverage, type SeenSystem, seenIn } from './seen.ts'
import { type Standing, standingOn, unregistered } from './standing.ts'
import { type Supplier, suppliersIn } from './suppliers.ts'
import { TaskWatch } from './task-watch.ts'
import { type SystemSummary, type SystemView, summaryOf, viewOf } from './view.ts'

/** What the gate asks about a system at each call; made once and kept until something changes. */
interface Steering {
  readonly standing: Standing
  readonly disclosure?: AiDisclosure
}

interface Another {
  readonly law?: Law | undefined
  readonly on?: IsoDate | undefined
}

/**
 * The AI systems of one organisation. Every change is an entry; everything that is shown is made anew from rows and
 * files.
 */
export class Register {
  readonly #ground: Ground
  readonly #systems: RegisteredSystems
  readonly #tasks: TaskWatch
  readonly #order = new ActsAndLoads()
  readonly #stopListening: () => void
  #known = { on: '', of: new Map<string, Steering>() }

  private constructor(parts: RegisterParts) {
    this.#ground = groundOf(parts)
    this.#systems = new RegisteredSystems(this.#ground)
    this.#tasks = new TaskWatch(parts.journal)
    this.#stopListening = parts.journal.onEntry(({ entry: { kind } }) => {
      if (kind.startsWith('system.') || kind === 'organisation.loaded' || kind === 'statement.received') this.forget()
    })
  }

  /** Before the gate opens, compares the files with the log; each difference becomes an entry. */
  static async open(parts: RegisterParts): Promise<Register> {
    const register = new Register(parts)
    await register.load()
    return register
  }

  close(): void {
    this.#stopListening()
  }

  /** Adopts what the files say now. `person` loaded them; at a start nobody did. */
  async load(person?: string): Promise<void> {
    // Other files may be in force by now, and what was read is from the earlier ones.
    this.forget()
    await loadFiles(this.#ground, person)
    await noticeFiles(this.#ground)
    this.forget()
  }

  /** Runs a load, its checks and its entries included, while no person acts on this process's register. */
  duringLoad<T>(work: () => Promise<T>): Promise<T> {
    return this.#order.load(work)
  }

  /** Throws OrganisationError when facts in these files are impossible, or contradict what people answered. */
  async check(organisation: Organisation): Promise<void> {
    await checkFiles(this.#ground, organisation)
    await checkTerms(this.#ground, organisation)
  }

  /** Looks, once a run, whether an agent is asked to do work that Annex III names. */
  lookAtTask(system: string, run: string, body: unknown): void {
    this.#tasks.look(system, run, body)
  }

  /** Resolves when `standingOf` has caught up with the log; undefined when it already has, as at nearly every call. */
  ready(): Promise<unknown> | undefined {
    return this.#systems.current === undefined ? this.#systems.all() : undefined
  }

  /** How a system stands today; a system that nobody registered gets the strictest standing (P10). */
  standingOf(system: string): Standing {
    return this.#steeringOf(system).standing
  }

  /** The disclosure that art. 50 requires in what the system writes; undefined when it requires none. */
  disclosureOf(system: string): AiDisclosure | undefined {
    return this.#steeringOf(system).disclosure
  }

  async list(filter: SystemFilter = {}): Promise<readonly SystemSummary[]> {
    const systems = [...(await this.#systems.all()).values()].map((registered) => summaryOf(this.#ground, registered))
    return systems.filter((system) => fits(system, filter))
  }

  async portfolio(): Promise<Portfolio> {
    return portfolioOf(await this.list())
  }

  async find(id: string): Promise<SystemView | undefined> {
    const registered = (await this.#systems.all()).get(id)
    if (registered === undefined) return undefined
    const shown = await viewOf(this.#ground, registered)
    await this.ready()
    const { standing: gate, disclosure } = this.#steeringOf(id)
    const tools = toldIn(this.#ground.organisation(), registered.system)
    const told = disclosure && { disclosure: { ...disclosure, tools } }
    return { ...shown, gate, ...told, open: openQuestionsIn(asking(this.#ground, registered.facts)) }
  }

  /**
   * How many days requests and answers of its agents are kept at least, by the law or by the organisation's own setting.
   * For a system that nobody registered the law's longest term counts (P10).
   */
  async termOf(id: string): Promise<number | undefined> {
    const view = await this.find(id)
    return view === undefined ? longestTermDays : view.logTerm.atLeast
  }

  /** After how many days content is erased, by what is in force and known now. */
  async contentTerms(): Promise<ContentTerm> {
    return await contentTerms(this.#ground, await this.#systems.all())
  }

  /** The question that decides most, or that of the named fact. */
  async question(id: string, language: Language, fact?: string): Promise<NextQuestion> {
    const { facts } = await this.#systems.one(id)
    return nextIn(this.#ground, facts, language, fact)
  }

  /** The questions about the class that lie ahead, in the order in which they decide. */
  async questions(id: string, language: Language): Promise<QuestionsAhead> {
    const { facts } = await this.#systems.one(id)
    return aheadIn(this.#ground, facts, language)
  }

  async answer(id: string, given: Answer, person: string): Promise<void> {
    await this.#act(id, (registered) => answer(this.#ground, registered, given, person))
  }

  async assess(id: string, wish: AssessmentWish, person: string): Promise<void> {
    await this.#act(id, (registered) => assess(this.#ground, registered, wish, person))
  }

  async accept(id: string, basis: string, person: string): Promise<void> {
    await this.#act(id, (registered) => accept(this.#ground, registered, basis, person))
  }

  /** Go: the system leaves the test stage. */
  async release(id: string, basis: string, person: string, reason?: string): Promise<void> {
    await this.#act(id, (registered) => decide(this.#ground, registered, { decision: 'go', basis, reason }, person))
  }

  /** No-go: the system stays in the test stage, or returns to it. */
  async decline(id: string, basis: string, person: string, reason: string): Promise<void> {
    await this.#act(id, (registered) => decide(this.#ground, registered, { decision: 'no-go', basis, reason }, person))
  }

  /** What would be put before a person who decides now. */
  async decisionFile(id: string): Promise<DecisionFile> {
    const file = await gatherDecision(this.#ground, await this.#systems.one(id))
    return await shown(this.#ground.journal, file)
  }

  /** The decisions about a system, the newest first. */
  async decisions(id: string): Promise<readonly Decided[]> {
    return await decisionsOn(this.#ground.journal, id)
  }

  /**
   * The file that the person who decided saw; undefined once it was erased. Throws `system-unknown` if there is no such
   * decision on this system.
   */
  async decidedFile(id: string, entry: number): Promise<DecisionFile | undefined> {
    const decided = (await this.decisions(id)).some((one) => one.entry === entry)
    if (!decided) throw refusal('system-unknown')
    return await decidedFile(this.#ground.journal, entry)
  }

  /** What was seen at the gate, registered or not. */
  async seen(): Promise<{ systems: readonly SeenSystem[]; suppliers: readonly Supplier[]; coverage: typeof coverage }> {
    const { journal, organisation } = this.#ground
    const rows = await journal.query('SELECT * FROM register_traffic ORDER BY system, resource, action, provider')
    const systems = seenIn(organisation(), rows)
    return { systems, suppliers: suppliersIn(organisation(), systems), coverage }
  }

  /** Everything that the papers about a system are made from. */
  async portrait(id: string): Promise<Portrait> {
    return await portraitOf(this.#ground, await this.#systems.one(id))
  }

  /** What AI changes in each department, or in one. */
  async impact(department?: string): Promise<Impact> {
    const { organisation, today, law } = this.#ground
    const { systems } = await this.seen()
    const seen = new Map(systems.map((system) => [system.id, system]))
    const registered = [...(await this.#systems.all()).values()]
    return impactOf({ organisation: organisation(), registered, seen, on: today(), law }, department)
  }

  /** Systems whose agents made calls and that nobody registered: the gate refuses all of their calls. */
  async unregistered(): Promise<readonly SeenSystem[]> {
    return (await this.seen()).systems.filter(({ isRegistered }) => !isRegistered)
  }

  /** What another version of the law, or another day, would change. */
  async differences({ law = this.#ground.law, on = this.#ground.today() }: Another): Promise<readonly Difference[]> {
    const systems = [...(await this.#systems.all())].map(([id, { facts }]) => ({ id, facts }))
    return differencesBetween(systems, { law: this.#ground.law, on: this.#ground.today() }, { law, on })
  }

  #act(id: string, act: (registered: RegisteredSystem) => Promise<void>): Promise<void> {
    return this.#order.act(async () => {
      const registered = await this.#systems.one(id)
      // Another process loaded other files than this one has, so what the person saw here is not what the log has.
      if (!this.#isCurrent(registered)) throw refusal('system-changed')
      await act(registered)
    })
  }

  #isCurrent({ system, row, facts }: RegisteredSystem): boolean {
    return row.basis === basisDigest(this.#ground, system, facts)
  }

  #steeringOf(system: string): Steering {
    const on = this.#ground.today()
    if (this.#known.on !== on) this.#known = { on, of: new Map() }
    const known = this.#known.of.get(system)
    if (known !== undefined) return known
    const registered = this.#systems.current?.get(system)
    if (registered === undefined) return { standing: unregistered }
    const evaluation = evaluated(this.#ground, registered.facts, on)
    const disclosure = disclosureOn(evaluation, registered.system, this.#ground.organisation())
    const steering = { standing: standingOn(evaluation, this.#actsOn(registered)), ...(disclosure && { disclosure }) }
    this.#known.of.set(system, steering)
    return steering
  }

  /** When files were read whose entry isn't in the log yet, what was decided about the earlier files doesn't count. */
  #actsOn(registered: RegisteredSystem) {
    const { row, outside } = registered
    const isCurrent = this.#isCurrent(registered)
    const isUnconfirmed = row.unconfirmed === 1 || (!isCurrent && isWatched(row))
    // Safe: the evaluator produced our own, and zod parsed those of others as a class.
    const strictest = [...judgementsIn(row), ...outside.filter((one) => isOf(one, row))].map(
      (one) => one.strictest as Class,
    )
    return { stage: isCurrent ? text(row, 'stage') : 'test', isUnconfirmed, strictest }
  }

  /** Drops what was read, for when it may be from files that are no longer in force. */
  forget(): void {
    this.#systems.forget()
    this.#known = { on: '', of: new Map() }
  }
}
