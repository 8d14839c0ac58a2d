// SPDX-License-Identifier: EUPL-1.2
import type { Appended, JsonObject } from '../journal/index.ts'
import type { Person } from '../organisation/index.ts'
import { type Bound, type CallCase, findCallCase, stateAt } from './call-case.ts'
import type { Case, CaseSummary } from './case.ts'
import { type AllFilter, listAll, listOpen, type OpenFilter } from './case-list.ts'
import { type CaseRow, findCase, verdictsOf } from './case-row.ts'
import { OversightError, refuse } from './error.ts'
import { Expiry } from './expiry.ts'
import { ForwardClock } from './forward-clock.ts'
import { hasVeto, isMember, quorumOf, standingApprovals } from './membership.ts'
import { Notifier, type Notify } from './notifier.ts'
import type { DirectVerdict } from './state.ts'
import { Untold } from './untold.ts'
import { callOf, type ViewParts, viewOf } from './view.ts'

export interface OversightParts extends ViewParts {
  /** Absent where the organisation sends no mail: its cases then show that nobody was told. */
  readonly notify?: Notify
  /** The page on which a person decides the case. */
  readonly linkTo: (caseId: string) => string
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly retryDelaysMs?: readonly number[]
}

export interface VerdictWish {
  readonly verdict: DirectVerdict
  /** The digest of the case as the person saw it. */
  readonly digest: string
  readonly reason?: string
  /** What the agent gets instead of the call's result; for `respond`. */
  readonly answer?: string
  /**
   * The id of the API key that was used: the log then says who issued it, in case it wasn't this person who decided.
   */
  readonly key?: string
}

interface EditWish {
  readonly digest: string
  readonly arguments: JsonObject
  readonly reason?: string
  readonly key?: string
}

/** The gate's part of an edit: judges the new call and holds it in the old one's place; rejects when it is denied. */
export type EditCall = (caseId: string, newArguments: JsonObject, person: Person) => Promise<{ readonly case: string }>

const defaultRetryDelaysMs = [1000, 10_000, 60_000]

/** Cases for the people who decide them, and for the gate that asks where a held call stands. */
export class Oversight {
  readonly #parts: OversightParts
  readonly #clock: ForwardClock
  readonly #expiry: Expiry
  readonly #notifier: Notifier | undefined
  readonly #untold: Untold | undefined
  readonly #stopListening: () => void

  /** Also takes up what an earlier process left: cases that expired meanwhile, people who were not told. */
  constructor(parts: OversightParts) {
    const { journal, notify, now, retryDelaysMs = defaultRetryDelaysMs } = parts
    this.#parts = parts
    this.#clock = new ForwardClock(now)
    this.#expiry = new Expiry(journal, this.#clock)
    this.#notifier = notify === undefined ? undefined : new Notifier({ ...parts, notify, retryDelaysMs })
    this.#stopListening = journal.onEntry((appended, isOurs) => this.#heard(appended, isOurs))
    this.#expiry.sweep()
    const notifier = this.#notifier
    const [clock, tell] = [this.#clock, (id: string) => notifier?.tell(id)]
    this.#untold = notifier && new Untold({ journal, clock, tell, longestMs: notifier.longestMs })
  }

  /** Of one run or of all: those closest to expiry first, at most 200. */
  openCases(filter: OpenFilter = {}): Promise<readonly CaseSummary[]> {
    return listOpen(this.#parts, filter, this.#clock.read())
  }

  /** The newest first, at most 200. */
  allCases(filter: AllFilter = {}): Promise<readonly CaseSummary[]> {
    return listAll(this.#parts, filter, this.#clock.read())
  }

  /** The case as this person sees it; undefined when there is none of that id. */
  async caseOf(id: string, viewer: Person): Promise<Case | undefined> {
    const row = await findCase(this.#parts.journal, id)
    return row === undefined ? undefined : viewOf(this.#parts, row, viewer, this.#clock.read())
  }

  /** The whole call of a case, as the JSON that was sealed; undefined when there is no such case or it was erased. */
  async contentOf(id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const row = await findCase(this.#parts.journal, id)
    const call = row && (await this.#parts.journal.discloseText(row.entry, 'call'))
    return call !== undefined && 'value' in call ? call.value : undefined
  }

  /**
   * Records a person's verdict; durable when it resolves. Throws OversightError for what this person may not do, and the
   * fold's `Conflict` for what came too late: a closed or expired case, a second verdict.
   */
  async decide(id: string, person: Person, wish: VerdictWish): Promise<void> {
    const row = await this.#asSeen(id, person, wish)
    const { journal } = this.#parts
    const { verdict, reason, answer, key } = wish
    if (verdict === 'approve' && (await callOf(journal, row)) === undefined) {
      throw new OversightError('call-erased', `the content of ${id} was erased`)
    }
    const by = await journal.pseudonymOf(`person:${person.id}`)
    await journal.append({
      kind: 'case.verdict',
      data: { case: id, agent: row.agent, verdict, ...(await this.#askedNow(row)), by, key },
      private: [
        ...(reason === undefined ? [] : [{ name: 'reason', value: reason, subject: `person:${person.id}` }]),
        ...(answer === undefined ? [] : [{ name: 'answer', value: answer, subject: `run:${row.run}` }]),
      ],
    })
  }

  /**
   * Replaces the agent's arguments with the person's: the gate judges them as a new call, held in a new case, which this
   * person approves if they may. Gives the id of the new case; when the gate refuses, nothing has changed.
   */
  async edit(id: string, person: Person, wish: EditWish, editCall: EditCall): Promise<string> {
    const row = await this.#asSeen(id, person, { ...wish, verdict: 'edit' })
    if (row.state !== 'open') throw refuse('case-not-open', `the case ${id} is closed`)
    const { case: successor } = await editCall(id, wish.arguments, person)
    const next = await findCase(this.#parts.journal, successor)
    if (next === undefined) throw new TypeError(`the gate held ${id} anew without a case`)
    if (this.#isMember(next, person)) {
      const { arguments: _, ...given } = wish
      await this.decide(successor, person, { ...given, verdict: 'approve', digest: next.digest })
    }
    this.#notifier?.tell(successor)
    return successor
  }

  /**
   * Where a call of a run that was held before stands: its newest case, or what a person edited it into. An approval
   * that this returns can still be refused when it is used, which only the fold decides. An approval doesn't count when
   * something else would have carried out the call at the time (P5).
   */
  async findForCall(run: string, digest: string, bound?: Bound): Promise<CallCase | undefined> {
    const { journal, organisation } = this.#parts
    const found = await findCallCase(journal, organisation(), { run, digest, bound }, this.#clock.read())
    if (found?.state === 'expired') this.#expiry.sweep()
    return found
  }

  /** What a person answered the agent; undefined unless the case was answered, or when that was erased. */
  async answerOf(id: string): Promise<string | undefined> {
    const { journal } = this.#parts
    const given = (await verdictsOf(journal, id)).find(({ verdict }) => verdict === 'respond')
    const answer = given === undefined ? undefined : (await journal.disclose(given.entry, 'answer'))?.value
    return typeof answer === 'string' ? answer : undefined
  }

  /** Call it before the journal is closed. */
  close(): void {
    this.#stopListening()
    this.#expiry.close()
    this.#untold?.close()
    this.#notifier?.close()
  }

  #heard({ entry }: Appended, isOurs: boolean): void {
    this.#clock.saw(entry.at)
    if (entry.kind !== 'call.held') return
    this.#expiry.expect(Number(entry.data.expiresAt))
    // An edited case is told of only after its editor's own verdict, which may close it; the process that opened a case
    // tells of it.
    if (isOurs && entry.data.edits === undefined) this.#notifier?.tell(String(entry.data.case))
  }

  /** The case, provided that this person may give this verdict and that it is the case they looked at. */
  async #asSeen(
    id: string,
    person: Person,
    { digest, verdict }: { readonly digest: string; readonly verdict: DirectVerdict | 'edit' },
  ): Promise<CaseRow> {
    const { journal, organisation } = this.#parts
    const row = await findCase(journal, id)
    if (row === undefined) throw new OversightError('case-unknown', `no case is called ${id}`)
    const body = organisation().bodies.get(row.body)
    if (verdict === 'veto') {
      if (!hasVeto(organisation(), body, person)) throw new OversightError('no-veto-right', `${person.id} has no veto`)
    } else if (!this.#isMember(row, person)) {
      throw new OversightError('not-a-member', `${person.id} is no reviewer of the body ${row.body}`)
    }
    if (row.digest !== digest) throw new OversightError('digest-mismatch', `${id} is not the case that was looked at`)
    if (stateAt(row, this.#clock.read()) === 'expired') throw refuse('case-expired', `the case ${id} has expired`)
    await this.#checkVoters(row)
    return row
  }

  /**
   * Erasing a person gives them a new pseudonym, under which the log would accept a second verdict: a reviewer who can
   * also erase could reach a quorum alone. A case that has such a verdict stays as it is and expires.
   */
  async #checkVoters(row: CaseRow): Promise<void> {
    const { journal, organisation } = this.#parts
    const { id } = row
    if (quorumOf(row, organisation()) === 1) return
    const voters = await Promise.all((await verdictsOf(journal, id)).map(({ person }) => journal.subjectOf(person)))
    if (voters.includes(undefined)) throw new OversightError('voter-erased', `a voter of ${id} was erased`)
  }

  /** What the files ask of this case now, so that the log shows by which numbers its verdict was counted. */
  async #askedNow(row: CaseRow): Promise<{ readonly quorum: number; readonly lapsed?: number }> {
    const { journal, organisation } = this.#parts
    const quorum = quorumOf(row, organisation())
    const lapsed = row.approvals - (await standingApprovals(journal, organisation(), row))
    return lapsed > 0 ? { quorum, lapsed } : { quorum }
  }

  #isMember(row: CaseRow, person: Person): boolean {
    const { organisation } = this.#parts
    return isMember(organisation(), organisation().bodies.get(row.body), person)
  }
}
