// SPDX-License-Identifier: EUPL-1.2
import type { Appended, JsonObject, PrivateField } from '../journal/index.ts'
import type { Claim } from '../limits/index.ts'
import type { CallCase } from '../oversight/index.ts'
import { comesTo, type Decision, type PolicyRequest, rehearse } from '../policy/index.ts'
import { type Ask, type Considered, type Numbered, newCallId, newId, type Target } from './call.ts'
import { GateError } from './error.ts'
import { partOfText } from './labels/provenance.ts'
import { recipientsIn } from './mailed.ts'
import type { GateParts, Loaded } from './parts.ts'
import { askedUnder } from './repeat.ts'
import type { Routed } from './route.ts'
import { approvalsOf, asJson, decisionField, requestField } from './sealed-fields.ts'
import type { Settled } from './settle.ts'
import { publicName, routeName } from './target.ts'
import { toldUngoverned, ungoverned } from './ungoverned.ts'

export interface Judged {
  readonly loaded: Loaded
  readonly target?: Target
  readonly principal?: PolicyRequest['principal']
  readonly considered?: Considered
  readonly decision?: Decision
  /** Where the call stands with people. */
  readonly found?: CallCase | undefined
}

export async function recordDenied(
  parts: GateParts,
  ask: Ask,
  judged: Judged & { readonly reason: string; readonly stop?: string; readonly told?: string },
): Promise<Numbered> {
  const { reason, stop, told } = judged
  return await record(parts, ask, 'call.denied', judged, { reason, stop }, [requestField(ask, judged)], told)
}

/** What an agent is told of a case. */
export function heldText(parts: Pick<GateParts, 'caseLink'>, id: string): string {
  return `a person has to decide first: ${parts.caseLink(id)}`
}

/** The same call asked again while a person still has to decide. */
export async function recordWaiting(parts: GateParts, ask: Ask, id: string): Promise<Numbered> {
  return await record(parts, ask, 'call.waiting', { loaded: parts.loaded() }, { case: id }, [], heldText(parts, id))
}

/** The same request key again: the recorded answer is given, and nothing is done. */
export async function recordRepeated(
  parts: GateParts,
  ask: Ask,
  { call }: { readonly call: string },
): Promise<Numbered> {
  return await record(parts, ask, 'call.repeated', { loaded: parts.loaded() }, { of: call }, [])
}

/** The intent: what will be done, by whom, by which rules; durable before it is done (P1). */
export async function recordIntent(
  parts: GateParts,
  ask: Ask,
  judged: Settled & Pick<Routed, 'routes'> & { readonly loaded: Loaded; readonly claim: Claim | undefined },
): Promise<Numbered & { readonly messageId?: string }> {
  const call = newCallId()
  const { organisation } = judged.loaded
  const isMail = judged.target.kind === 'tool' && organisation.servers.get(judged.target.tool.server)?.kind === 'mail'
  const messageId = isMail ? `<${call}@${organisation.settings.mailDomains[0] ?? 'sluis.invalid'}>` : undefined
  const repeatable = judged.target.kind === 'model' || judged.target.tool.repeatable ? true : undefined
  const approved = judged.found?.state === 'approved' ? judged.found.cases : undefined
  const routes = judged.routes.length === 0 ? undefined : judged.routes.map(routeName)
  const data = {
    call,
    case: approved,
    digest: judged.considered.digest,
    messageId,
    recipients: recipientsIn(parts.journal, judged.considered),
    repeatable,
    disclosed: judged.considered.disclosure?.articles,
    routes,
    ungoverned: toldUngoverned(ungoverned(organisation, ask)),
    ...judged.claim?.data,
    asked: ask.requestKey === undefined ? undefined : askedUnder(parts.journal, ask, ask.requestKey),
    process: parts.journal.sharedAs,
  }
  const numbered = await record(parts, ask, 'call.allowed', judged, data, [requestField(ask, judged)])
  return messageId === undefined ? numbered : { ...numbered, messageId }
}

/** The case that a person's edit replaces, and the person under their pseudonym. */
export interface Edit {
  readonly case: string
  readonly by: string
}

/** A case for people: everything that they must see is sealed with it, and is what would be executed (P5). */
export async function recordHeld(
  parts: GateParts,
  ask: Ask,
  judged: Judged & { readonly body: string; readonly considered: Considered; readonly edits?: Edit },
): Promise<Numbered & { readonly case: string }> {
  const { considered, loaded, body, edits } = judged
  const rules = loaded.organisation.bodies.get(body)
  if (rules === undefined) throw new GateError('denied', `there is no body ${body} to ask`)
  const id = newId('case')
  const attachments = considered.attachments.map(({ name, bytes, sha256 }) => ({ name, bytes: bytes.length, sha256 }))
  const { approvals: _, labels: __, findings: ___, ...facts } = considered.context
  const value = { tool: ask.name, arguments: considered.body, context: asJson(facts), attachments }
  const data = {
    case: id,
    body,
    quorum: rules.quorum,
    veto: rules.veto.length > 0,
    digest: considered.digest,
    expiresAt: parts.now() + rules.expiresAfter,
    edits: edits?.case,
    by: edits?.by,
  }
  const field = { name: 'call', value, subject: `run:${ask.caller.run}` }
  return { ...(await record(parts, ask, 'call.held', judged, data, [field], heldText(parts, id))), case: id }
}

async function record(
  parts: GateParts,
  ask: Ask,
  kind: string,
  judged: Judged,
  extra: JsonObject,
  fields: readonly PrivateField[],
  told?: string,
): Promise<Numbered> {
  const { loaded, considered, decision } = judged
  const { caller, action, requestKey } = ask
  const origin = considered?.origin
  const call = typeof extra.call === 'string' ? extra.call : newCallId()
  const data = {
    agent: caller.agent,
    system: caller.system,
    run: caller.run,
    action,
    resource: publicName(loaded.organisation, ask),
    rules: decision?.rules,
    findings: considered?.findings,
    changed: considered?.changes.length ? considered.changes : undefined,
    labels: origin && (await parts.runs.told(origin.labels)),
    brings: origin?.brings.length ? await parts.runs.names.seal(origin.brings) : undefined,
    parts: partsIn(parts, ask, considered, told),
    narrowed: origin?.isNarrowed ? true : undefined,
    policy: loaded.policies.digest,
    shadow: shadowIn(ask, judged),
    key: requestKey === undefined ? undefined : parts.journal.digest(requestKey),
    ...extra,
    call,
  }
  const decided = decisionField(ask, judged)
  const sealed = decided === undefined ? fields : [...fields, decided]
  return numberedBy(call, await parts.journal.append({ kind, series: `agent:${caller.agent}`, data, private: sealed }))
}

/**
 * By what the new pieces of a call are known later. What the agent is told instead of a result is the gate's own text,
 * and is known by that when it comes back.
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

/** What the shadow of the rules would have made of the call, where that is another effect. */
function shadowIn({ caller, action }: Ask, judged: Judged): JsonObject | undefined {
  const { loaded, target, considered, decision } = judged
  if (loaded.shadow === undefined || target === undefined || considered === undefined || !decision) return undefined
  const principal = judged.principal ?? { agent: caller.agent, system: caller.system }
  // As it came in: what the rules in force had a machine take out, the shadow may not.
  const findings = [...new Set([...considered.findings, ...considered.changes.map(({ kind }) => kind)])].sort()
  const context = { ...considered.context, findings, approvals: approvalsOf(judged) }
  const would = rehearse(loaded.shadow, { principal, action, resource: target.resource, context })
  const effect = comesTo(would)
  const policy = loaded.shadow.digest
  return effect === comesTo(decision) ? { policy } : { policy, effect, rules: would.rules.slice(0, maxShadowRules) }
}

/** A leaf has room for few names, and the shadow must not be what a call fails on. */
const maxShadowRules = 5
