// SPDX-License-Identifier: EUPL-1.2
import type { Journal, JsonObject } from '../journal/index.ts'
import type { Body, Organisation, Person } from '../organisation/index.ts'
import { stateAt } from './call-case.ts'
import type { Case, CaseRule, CaseSummary, Named } from './case.ts'
import { type CaseRow, findCase, type VerdictRow, verdictsOf } from './case-row.ts'
import { type HeldCall, readHeldCall } from './held-call.ts'
import { hasVeto, isMember, quorumOf, standingApprovals } from './membership.ts'

export interface ViewParts {
  readonly journal: Journal
  readonly organisation: () => Organisation
  readonly ruleOf: (id: string) => CaseRule | undefined
  readonly taskOf: (run: string) => Promise<string | undefined>
}

export async function summaryOf(
  parts: ViewParts,
  row: CaseRow,
  viewer: Person | undefined,
  at: number,
): Promise<CaseSummary> {
  const { agents, bodies } = parts.organisation()
  const state = stateAt(row, at)
  return {
    id: row.id,
    state,
    openedAt: row.openedAt,
    expiresAt: row.expiresAt,
    agent: named(agents, row.agent),
    tool: row.resource,
    summary: (await parts.journal.brief(row.entry, 'call')) ?? '',
    body: named(bodies, row.body),
    rules: row.rules,
    run: row.run,
    mayAct: state === 'open' && viewer !== undefined && (await mayAct(parts, row, viewer)),
  }
}

/** For an open case: whether this person has a say in it and has not used it yet. */
async function mayAct({ journal, organisation }: ViewParts, row: CaseRow, viewer: Person): Promise<boolean> {
  const body = organisation().bodies.get(row.body)
  const hasSay = isMember(organisation(), body, viewer) || hasVeto(organisation(), body, viewer)
  // Every verdict but an approval closes the case, so an open one without approvals has no verdict at all.
  if (!hasSay || row.approvals === 0) return hasSay
  const voters = (await verdictsOf(journal, row.id)).map(({ person }) => journal.subjectOf(person))
  return !(await Promise.all(voters)).includes(`person:${viewer.id}`)
}

export async function viewOf(parts: ViewParts, row: CaseRow, viewer: Person, at: number): Promise<Case> {
  const { journal, organisation, ruleOf, taskOf } = parts
  const { agents } = organisation()
  const [content, given, labels, before] = await Promise.all([
    callOf(journal, row),
    verdictsWithPeople(parts, row),
    openLabels(journal, row),
    replacedArguments(journal, row),
  ])
  const call = content !== undefined && 'tool' in content ? content : undefined
  const { decidedAt, number, replaces, successor } = row
  const state = stateAt(row, at)
  const task = await taskOf(row.run)
  const answer = given.find((verdict) => verdict.answer !== undefined)?.answer
  const mayStill = state === 'open' && !given.some(({ person }) => person.id === viewer.id)
  const body = organisation().bodies.get(row.body)
  return {
    id: row.id,
    state,
    openedAt: row.openedAt,
    expiresAt: row.expiresAt,
    ...(decidedAt === undefined ? {} : { decidedAt }),
    digest: row.digest,
    ...(number === undefined ? {} : { number }),
    agent: named(agents, row.agent),
    system: systemOf(organisation(), row.system),
    run: row.run,
    ...(task === undefined ? {} : { task }),
    tool: call?.tool ?? row.resource,
    arguments: call?.arguments ?? null,
    attachments: call?.attachments ?? [],
    facts: call?.context ?? {},
    ...(content !== undefined && 'bytes' in content ? { contentBytes: content.bytes } : {}),
    labels,
    findings: row.findings,
    rules: row.rules.map((id) => ruleOf(id) ?? { id, effect: 'forbid', explanation: {} }),
    body: await bodyOf(parts, row, body),
    verdicts: given.map(({ answer, ...verdict }) => verdict),
    ...(replaces === undefined ? {} : { replaces }),
    ...(successor === undefined ? {} : { successor }),
    ...(before === undefined ? {} : { before }),
    ...(answer === undefined ? {} : { answer }),
    notified: row.isNotified === true,
    mayDecide: mayStill && isMember(organisation(), body, viewer),
    mayVeto: mayStill && hasVeto(organisation(), body, viewer),
  }
}

/** The sealed content of a held call, or only its length when it is long; undefined once its run was erased. */
export async function callOf(
  journal: Journal,
  { entry }: Pick<CaseRow, 'entry'>,
): Promise<HeldCall | { readonly bytes: number } | undefined> {
  const opened = await journal.discloseShort(entry, 'call')
  return opened !== undefined && 'bytes' in opened ? opened : readHeldCall(opened?.value)
}

/** The log holds a label's value under a pseudonym, because `customer:10023` is somebody (P7). */
async function openLabels(journal: Journal, { labels }: CaseRow): Promise<readonly string[]> {
  return Promise.all(
    labels.map(async (label) => {
      const [, pseudonym] = label.split(':', 2)
      return pseudonym === undefined ? label : ((await journal.subjectOf(pseudonym)) ?? label)
    }),
  )
}

async function replacedArguments(journal: Journal, { replaces }: CaseRow): Promise<JsonObject | undefined> {
  const replaced = replaces === undefined ? undefined : await findCase(journal, replaces)
  const call = replaced === undefined ? undefined : await callOf(journal, replaced)
  return call !== undefined && 'tool' in call ? call.arguments : undefined
}

async function verdictsWithPeople({ journal, organisation }: ViewParts, row: CaseRow) {
  return Promise.all(
    (await verdictsOf(journal, row.id)).map(async ({ person, verdict, at, entry }: VerdictRow) => {
      const [subject, reason, answer] = await Promise.all([
        journal.subjectOf(person),
        journal.disclose(entry, 'reason'),
        journal.disclose(entry, 'answer'),
      ])
      return {
        person: subject === undefined ? erased : named(organisation().people, subject.replace('person:', '')),
        verdict,
        at,
        ...(typeof reason?.value === 'string' ? { reason: reason.value } : {}),
        ...(typeof answer?.value === 'string' ? { answer: answer.value } : {}),
      }
    }),
  )
}

/** Somebody who was erased: no person has an empty id. */
const erased: Named = { id: '', name: '' }

function named(known: ReadonlyMap<string, Named>, id: string): Named {
  return { id, name: known.get(id)?.name ?? id }
}

function systemOf({ systems, people }: Organisation, id: string): Case['system'] {
  const system = systems.get(id)
  return {
    ...named(systems, id),
    purpose: system?.purpose ?? '',
    accountable: named(people, system?.accountable ?? ''),
  }
}

async function bodyOf(
  { journal, organisation }: ViewParts,
  row: CaseRow,
  body: Body | undefined,
): Promise<Case['body']> {
  const { bodies, people } = organisation()
  const isOpen = row.state === 'open'
  return {
    ...named(bodies, row.body),
    // For a closed case, the quorum by which it was decided.
    quorum: isOpen ? quorumOf(row, organisation()) : row.quorum,
    approvals: isOpen ? await standingApprovals(journal, organisation(), row) : row.approvals,
    members: (body?.members ?? []).map((id) => named(people, id)),
    veto: (body?.veto ?? []).map((id) => named(people, id)),
  }
}
