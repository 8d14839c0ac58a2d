// SPDX-License-Identifier: EUPL-1.2
import type { Appended, JsonObject, JsonValue, PrivateField } from '../../journal/index.ts'
import type { CallCase } from '../../oversight/index.ts'
import { comesTo, type Decision, type PolicyRequest, rehearse } from '../../policy/index.ts'
import { type Ask, type Numbered, newCallId, newId, type Target } from '../call.ts'
import type { Considered } from '../decision/considered.ts'
import { GateError } from '../error.ts'
import { partOfText } from '../labels/provenance.ts'
import type { GateParts, Loaded } from '../parts.ts'
import { placeOf } from '../targets/place.ts'
import { publicName } from '../targets/target.ts'
import { approvalsOf, decisionField, requestField } from './sealed-fields.ts'

export interface Judged {
  readonly loaded: Loaded
  readonly target?: Target
  readonly principal?: PolicyRequest['principal']
  readonly considered?: Considered
  readonly decision?: Decision
  /** Where the call stands with people. */
  readonly found?: CallCase | undefined
}

export function recordDenied(
  parts: GateParts,
  ask: Ask,
  judged: Judged & { readonly reason: string; readonly stop?: string; readonly told?: string },
): Promise<Numbered> {
  const { reason, stop, told } = judged
  return record(parts, ask, 'call.denied', judged, {
    more: { reason, stop },
    fields: [requestField(ask, judged)],
    told,
  })
}

/** What an agent is told of a case: where people decide, and that it must ask again after that. */
export function heldText(parts: Pick<GateParts, 'caseLink'>, id: string): string {
  return `a person has to decide first; ask the same again after that: ${parts.caseLink(id)}`
}

/** The same call asked again while a person still has to decide. */
export function recordWaiting(parts: GateParts, ask: Ask, id: string): Promise<Numbered> {
  const own = { more: { case: id }, fields: [], told: heldText(parts, id) }
  return record(parts, ask, 'call.waiting', { loaded: parts.loaded() }, own)
}

/** The same request key again: the recorded answer is given, and the call is not made. */
export function recordRepeated(parts: GateParts, ask: Ask, { call }: { readonly call: string }): Promise<Numbered> {
  return record(parts, ask, 'call.repeated', { loaded: parts.loaded() }, { more: { of: call }, fields: [] })
}

/** The case that a person's edit replaces, and the person under their pseudonym. */
export interface Edit {
  readonly case: string
  readonly by: string
}

interface Held {
  readonly body: string
  readonly target: Target
  readonly considered: Considered
  readonly edits?: Edit
}

/** A case for people. Everything that they must see is sealed with it, and is exactly what would be executed (P5). */
export async function recordHeld(
  parts: GateParts,
  ask: Ask,
  judged: Judged & Held,
): Promise<Numbered & { readonly case: string }> {
  const { considered, loaded, target, body, edits } = judged
  const rules = loaded.organisation.bodies.get(body)
  if (rules === undefined) throw new GateError('denied', `there is no body ${body} to ask`)
  const id = newId('case')
  const attachments = considered.attachments.map(({ name, bytes, sha256 }) => ({ name, bytes: bytes.length, sha256 }))
  const { approvals, labels, findings, ...facts } = considered.context
  const value = { tool: ask.name, arguments: considered.body, context: facts, attachments }
  const more = {
    case: id,
    body,
    quorum: rules.quorum,
    veto: rules.veto.length > 0,
    digest: considered.digest,
    place: parts.journal.digest(placeOf(loaded.organisation, target)),
    expiresAt: parts.now() + rules.expiresAfter,
    edits: edits?.case,
    by: edits?.by,
  }
  const fields = [{ name: 'call', value, subject: `run:${ask.caller.run}` }]
  return { ...(await record(parts, ask, 'call.held', judged, { more, fields, told: heldText(parts, id) })), case: id }
}

/** What only an intent says. */
export interface Intended {
  readonly asked: string | undefined
  readonly call: string
  readonly case: JsonValue | undefined
  readonly digest: string
  readonly disclosed: JsonValue | undefined
  readonly messageId: string | undefined
  readonly process: string | undefined
  readonly rate: JsonValue | undefined
  readonly recipients: JsonValue | undefined
  readonly repeatable: true | undefined
  readonly reserved: JsonValue | undefined
  readonly routes: readonly string[] | undefined
  readonly ungoverned: readonly string[] | undefined
}

/** What an entry of one kind has beside the members of every call. */
interface Own extends Partial<Intended> {
  /** Of the other kinds. */
  readonly more?: JsonObject
  readonly fields: readonly PrivateField[]
  readonly told?: string | undefined
}

/** An entry of a call: what was decided about it, and why. */
export async function record(parts: GateParts, ask: Ask, kind: string, judged: Judged, own: Own): Promise<Numbered> {
  const { loaded, considered, decision } = judged
  const { caller, action, requestKey } = ask
  const origin = considered?.origin
  const call = own.call ?? newCallId()
  const bringing = origin?.brings.length ? parts.runs.names.seal(origin.brings) : undefined
  const brings = bringing instanceof Promise ? await bringing : bringing
  const carrying = origin && parts.runs.told(origin.labels)
  const labels = carrying instanceof Promise ? await carrying : carrying
  // In the order of their names, as they are written: sorting so many takes longer than writing them.
  const data = {
    action,
    agent: caller.agent,
    asked: own.asked,
    brings,
    call,
    case: own.case,
    changed: considered?.changes.length ? considered.changes : undefined,
    digest: own.digest,
    disclosed: own.disclosed,
    findings: considered?.findings,
    key: requestKey === undefined ? undefined : parts.journal.digest(requestKey),
    labels,
    messageId: own.messageId,
    narrowed: origin?.isNarrowed ? true : undefined,
    parts: partsIn(parts, ask, considered, own.told),
    policy: loaded.policies.digest,
    process: own.process,
    rate: own.rate,
    recipients: own.recipients,
    repeatable: own.repeatable,
    reserved: own.reserved,
    resource: publicName(loaded.organisation, ask),
    routes: own.routes,
    rules: decision?.rules,
    run: caller.run,
    shadow: shadowIn(ask, judged),
    system: caller.system,
    ungoverned: own.ungoverned,
    ...own.more,
  }
  const decided = decisionField(ask, judged)
  const sealed = decided === undefined ? own.fields : [...own.fields, decided]
  return numberedBy(call, await parts.journal.append({ kind, series: `agent:${caller.agent}`, data, private: sealed }))
}

/**
 * The digests by which new pieces of a call are recognised later. What the agent is told in place of a result is the
 * gate's own text, and is recognised when it comes back.
 */
function partsIn(
  { runs }: GateParts,
  ask: Ask,
  considered: Considered | undefined,
  told: string | undefined,
): readonly string[] | undefined {
  const brought = considered?.origin.parts ?? []
  const isTold = told !== undefined && ask.action === 'callTool'
  const all = isTold ? [...brought, partOfText(runs, ask.caller.run, told)] : brought
  return all.length === 0 ? undefined : all
}

function numberedBy(call: string, { entry, treeSize }: Appended): Numbered {
  return { call, number: entry.number ?? 0, entry: entry.index, treeSize }
}

/** What the shadow rules would have decided, if that is another effect. */
function shadowIn({ caller, action }: Ask, judged: Judged): JsonObject | undefined {
  const { loaded, target, considered, decision } = judged
  if (loaded.shadow === undefined || target === undefined || considered === undefined || !decision) return undefined
  const principal = judged.principal ?? { agent: caller.agent, system: caller.system }
  // As it came in: the shadow rules may not have asked for the redactions that the rules in force asked for.
  const findings = [...new Set([...considered.findings, ...considered.changes.map(({ kind }) => kind)])].sort()
  const context = { ...considered.context, findings, approvals: approvalsOf(judged) }
  const would = rehearse(loaded.shadow, { principal, action, resource: target.resource, context })
  const effect = comesTo(would)
  const policy = loaded.shadow.digest
  return effect === comesTo(decision) ? { policy } : { policy, effect, rules: would.rules.slice(0, maxShadowRules) }
}

/** A leaf has room for few names, and the shadow must not make a call fail. */
const maxShadowRules = 5
