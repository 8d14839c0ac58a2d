// SPDX-License-Identifier: EUPL-1.2
import { setTimeout as sleep } from 'node:timers/promises'
import { Conflict, type Journal } from '../journal/index.ts'
import type { Organisation, Person } from '../organisation/index.ts'
import { warn } from '../warnings/index.ts'
import type { CaseRule } from './case.ts'
import { type CaseRow, findCase, verdictsOf } from './case-row.ts'
import { writeMail, writeMoment } from './mail-text.ts'

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** Resolves once the mail server has taken the mail. */
export type Notify = (mail: Mail) => Promise<void>

interface NotifierParts {
  readonly journal: Journal
  readonly organisation: () => Organisation
  readonly ruleOf: (id: string) => CaseRule | undefined
  readonly notify: Notify
  readonly linkTo: (caseId: string) => string
  /** Waits between attempts, in milliseconds: with n waits there are n + 1 attempts. */
  readonly retryDelaysMs: readonly number[]
}

const attemptMs = 30_000
const recordAgainMs = 2000

/**
 * Tells the people of a case's body that it waits for them. Runs beside the path of a call: a mail server that is slow
 * or away delays nothing and loses nothing, and the case shows that not everybody was told.
 */
export class Notifier {
  readonly #parts: NotifierParts
  readonly #ending = new AbortController()
  /** Whoever was mailed is not mailed again because that could not be recorded. */
  readonly #telling = new Set<string>()

  constructor(parts: NotifierParts) {
    this.#parts = parts
  }

  /** The longest that it takes to tell the people of one case. */
  get longestMs(): number {
    const { retryDelaysMs } = this.#parts
    return retryDelaysMs.reduce((sum, delayMs) => sum + delayMs, attemptMs * (retryDelaysMs.length + 1))
  }

  /** Starts telling, unless it does so already; never throws. */
  tell(caseId: string): void {
    if (this.#telling.has(caseId)) return
    this.#telling.add(caseId)
    this.#tell(caseId)
      .catch((error: unknown) => this.#warn(caseId, error))
      .finally(() => this.#telling.delete(caseId))
  }

  close(): void {
    this.#ending.abort()
  }

  async #tell(caseId: string): Promise<void> {
    const people = await this.#peopleToTell(caseId)
    if (people === undefined) return
    const sent = await Promise.all(people.map((person) => this.#send(caseId, person)))
    const told = sent.filter((isSent) => isSent).length
    await this.#record({ case: caseId, told, failed: sent.length - told })
  }

  /** For as long as it takes: a store or a signer that is away comes back. */
  async #record(data: { readonly case: string; readonly told: number; readonly failed: number }): Promise<void> {
    for (let isFirst = true; ; isFirst = false) {
      try {
        return void (await this.#parts.journal.append({ kind: 'case.notified', data }))
      } catch (error) {
        if (error instanceof Conflict) return
        if (isFirst) this.#warn(data.case, error)
        await sleep(recordAgainMs, undefined, { signal: this.#ending.signal, ref: false })
      }
    }
  }

  #warn(caseId: string, error: unknown): void {
    if (!this.#ending.signal.aborted) warn('notice-unrecorded', { case: caseId, error })
  }

  /** Everyone who may still decide; undefined when the case waits for nobody. */
  async #peopleToTell(caseId: string): Promise<readonly Person[] | undefined> {
    const { journal, organisation } = this.#parts
    const row = await findCase(journal, caseId)
    if (row?.state !== 'open' || row.isNotified !== undefined) return undefined
    const { bodies, people } = organisation()
    const body = bodies.get(row.body)
    const decided = await Promise.all(
      (await verdictsOf(journal, caseId)).map(({ person }) => journal.subjectOf(person)),
    )
    return [...new Set([...(body?.members ?? []), ...(body?.veto ?? [])])]
      .filter((id) => !decided.includes(`person:${id}`))
      .flatMap((id) => people.get(id) ?? [])
  }

  /**
   * Whether the mail was sent, after a bounded number of attempts; gives up early when the case has closed meanwhile.
   */
  async #send(caseId: string, person: Person): Promise<boolean> {
    const { journal, notify, retryDelaysMs } = this.#parts
    const { signal } = this.#ending
    let failure: unknown
    for (const delayMs of [0, ...retryDelaysMs]) {
      if (delayMs > 0) await sleep(delayMs, undefined, { signal, ref: false })
      const row = await findCase(journal, caseId)
      if (row?.state !== 'open') return false
      try {
        await withinAttempt(notify(this.#mailFor(person, row)))
        return true
      } catch (error) {
        signal.throwIfAborted()
        failure = error
      }
    }
    warn('notice-unsent', { person: person.id, case: caseId, error: failure })
    return false
  }

  #mailFor(person: Person, row: CaseRow): Mail {
    const { organisation, ruleOf, linkTo } = this.#parts
    const { agents, settings } = organisation()
    const { language, timezone } = settings
    const { subject, text } = writeMail(language, {
      reader: person.name,
      agent: agents.get(row.agent)?.name ?? row.agent,
      tool: row.resource,
      rules: row.rules.map((id) => {
        const explanation = ruleOf(id)?.explanation
        return explanation?.[language] ?? explanation?.en ?? explanation?.nl ?? id
      }),
      until: writeMoment(language, timezone, row.expiresAt),
      link: linkTo(row.id),
    })
    // A line break in a name must not start a mail header of its own.
    return { to: person.email, subject: subject.replaceAll(/[\r\n]+/g, ' '), text }
  }
}

/** A mail server that never answers must not occupy an attempt for ever. */
async function withinAttempt(sending: Promise<void>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`no answer within ${attemptMs} ms`)), attemptMs)
  timer.unref()
  try {
    await Promise.race([sending, promise])
  } finally {
    clearTimeout(timer)
  }
}
