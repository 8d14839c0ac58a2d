// SPDX-License-Identifier: EUPL-1.2
// The path of a call, top to bottom. A face (OpenAI, MCP) authenticates the caller (1) and reads its request (3); it
// then calls `passCall` with a function that forwards (8). Whatever goes wrong before the intent is durable, nothing
// has left; whatever goes wrong after it, the outcome says so (P1, P2).
import { BoundaryError, isFindingKind, redactJson } from '../boundary/index.ts'
import { Conflict, JournalError, type JsonObject } from '../journal/index.ts'
import type { CallCase } from '../oversight/index.ts'
import type { Decision, Remedy } from '../policy/index.ts'
import type { Ask, Considered, Numbered, Result, Target } from './call.ts'
import { consider } from './consider.ts'
import { GateError, gateErrorOf } from './error.ts'
import type { GateParts, Loaded } from './parts.ts'
import { recordDenied, recordHeld, recordIntent, recordOutcome, recordRepeated, recordWaiting } from './record.ts'
import { type Earlier, earlierResult, refuseIfUnknown } from './repeat.ts'
import { publicName, targetOf } from './target.ts'

/** A call whose intent is durable: what may be forwarded, and until when. */
export interface Admitted extends Numbered {
  readonly target: Target
  readonly considered: Considered
  /** Aborts when a stop covers the call or its caller leaves. */
  readonly signal: AbortSignal
  readonly messageId?: string
}

export type Forward<T> = (admitted: Admitted) => Promise<Forwarded<T>>

export interface Forwarded<T> {
  readonly reply: T
  /** Settles when the far side is done: at once for a whole answer, later for a stream. */
  readonly ended: Promise<Result>
  readonly isStreamed?: true
}

export interface Passed<T> {
  readonly reply: T
  readonly numbered: Numbered
}

/** A result that an earlier call with the same request key had. */
export interface Repeated {
  readonly repeated: Result
  readonly numbered: Numbered
}

/**
 * Passes one call, or throws a GateError that says why not. `left` aborts when the caller goes away. A stream's reply
 * is given before its outcome is recorded; any other reply after it.
 */
export async function passCall<T>(
  parts: GateParts,
  ask: Ask,
  left: AbortSignal,
  forward: Forward<T>,
): Promise<Passed<T> | Repeated> {
  try {
    const loaded = parts.loaded()
    await parts.runs.start(ask.caller)
    const judged = await judge(parts, loaded, ask)
    if ('earlier' in judged)
      return { repeated: judged.earlier, numbered: await recordRepeated(parts, ask, judged.earlier) }
    return await execute(parts, ask, left, forward, { loaded, ...judged })
  } catch (error) {
    throw gateErrorOf(error)
  }
}

/** 2–6. Whatever refuses the call on the way, the refusal is numbered and recorded (P3). */
async function judge(parts: GateParts, loaded: Loaded, ask: Ask): Promise<Settled | { readonly earlier: Earlier }> {
  try {
    await refuseIfStopped(parts, loaded, ask)
    const earlier = await earlierResult(parts, ask)
    if (earlier !== undefined) return { earlier }
    const settled = await settle(parts, loaded, ask)
    refuseIfUnknown(parts, ask.caller.run, settled.considered.digest)
    return settled
  } catch (cause) {
    const error = cause instanceof BoundaryError ? new GateError('malformed', cause.message, {}, { cause }) : cause
    if (!(error instanceof GateError) || error.detail.number !== undefined) throw error
    const numbered = await recordDenied(parts, ask, { loaded, reason: error.code })
    throw new GateError(error.code, error.message, { ...error.detail, ...numbered }, { cause })
  }
}

interface Settled {
  readonly target: Target
  readonly considered: Considered
  readonly decision: Decision
  /** The approved case that lets the call pass, if it needed one. */
  readonly found: CallCase | undefined
}

/** 2. A stop forbids before anything is looked at. */
async function refuseIfStopped(parts: GateParts, loaded: Loaded, ask: Ask): Promise<void> {
  const stop = parts.stops.covering(ask.caller)
  if (stop === undefined) return
  const numbered = await recordDenied(parts, ask, { loaded, reason: 'stopped', stop: stop.id })
  throw new GateError('stopped', `Sluis is stopped (${stop.id}); only a person can resume it`, numbered)
}

/** 4–6. Inspects, decides, and carries out remedies until the call is allowed, denied or held. */
async function settle(parts: GateParts, loaded: Loaded, ask: Ask): Promise<Settled> {
  const { organisation, policies } = loaded
  const target = targetOf(organisation, ask)
  if (target === undefined) throw await unknownTarget(parts, loaded, ask)
  const principal = { agent: ask.caller.agent, system: ask.caller.system }
  const look = { organisation, digest: (text: string) => parts.journal.digest(text), now: parts.now }
  const decide = (considered: Considered, approvals: readonly string[]): Decision =>
    policies.decide({
      principal,
      action: ask.action,
      resource: target.resource,
      context: { ...considered.context, approvals: [...approvals] },
    })

  let considered = await consider(look, ask, target, parts.runs.labels(ask.caller.run))
  let found: CallCase | undefined
  let decision = decide(considered, [])
  // Each turn carries out at least one remedy, and the policy room never asks twice for the same one.
  for (let turn = 0; decision.effect === 'hold' && turn < maxRemedies; turn++) {
    const machine = decision.remedies.filter(isRedaction)
    if (machine.length > 0) {
      const { value } = redactJson(considered.body, machine.map(({ finding }) => finding).filter(isFindingKind))
      considered = await consider(look, { ...ask, body: asObject(value) }, target, parts.runs.labels(ask.caller.run))
      decision = decide(considered, approvalsOf(found))
      continue
    }
    found = parts.oversight.findForCall(ask.caller.run, considered.digest)
    if (found?.state !== 'approved') break
    if (found.digest !== considered.digest) {
      const edited = await editedBody(parts, found)
      considered = await consider(look, { ...ask, body: edited }, target, parts.runs.labels(ask.caller.run))
      // A fact that changed since the approval makes it another call, which nobody approved (P5).
      if (found.digest !== considered.digest) found = parts.oversight.findForCall(ask.caller.run, considered.digest)
    }
    const approvals = approvalsOf(found)
    const next = decide(considered, approvals)
    if (approvals.length === 0 || isSameHold(decision, next)) {
      decision = next
      break
    }
    decision = next
  }
  if (decision.effect === 'allow') return { target, considered, decision, found: usedCase(found) }
  throw await refusal(parts, loaded, ask, { target, considered, decision, found })
}

const maxRemedies = 8

function usedCase(found: CallCase | undefined): CallCase | undefined {
  return found?.state === 'approved' ? found : undefined
}

function approvalsOf(found: CallCase | undefined): readonly string[] {
  return found?.state === 'approved' ? found.bodies : []
}

function isSameHold(before: Decision, after: Decision): boolean {
  return after.effect === 'hold' && after.remedies.length >= before.remedies.length
}

/** 6. What isn't allowed becomes an entry: a denial, a new case, or a case that still waits or was turned down. */
async function refusal(parts: GateParts, loaded: Loaded, ask: Ask, settled: Settled): Promise<GateError> {
  const { decision, found } = settled
  const body = decision.remedies.find((remedy) => remedy.kind === 'approve')?.body
  if (decision.effect === 'deny' || body === undefined) {
    const numbered = await recordDenied(parts, ask, { loaded, reason: 'policy', ...settled })
    return new GateError('denied', denialText(loaded, decision), { ...numbered, rules: decision.rules })
  }
  if (found?.state === 'open') {
    const numbered = await recordWaiting(parts, ask, found.case)
    return held(parts, found.case, decision, numbered)
  }
  if (found !== undefined && turnedDown.has(found.state)) {
    const numbered = await recordDenied(parts, ask, { loaded, reason: found.state, ...settled })
    const answer = found.state === 'answered' ? await parts.oversight.answerOf(found.case) : undefined
    const message =
      answer === undefined
        ? `a person was asked and the answer is no (${found.state}, ${found.case})`
        : `a person answered instead (${found.case}): ${answer}`
    return new GateError('denied', message, { ...numbered, rules: decision.rules, case: found.case })
  }
  try {
    const opened = await recordHeld(parts, ask, { loaded, body, ...settled })
    return held(parts, opened.case, decision, opened)
  } catch (error) {
    // Of two equal calls at once one opened the case; the other waits for the same one.
    const other = parts.oversight.findForCall(ask.caller.run, settled.considered.digest)
    if (isConflict(error, 'case-open-already') && other?.state === 'open') {
      return held(parts, other.case, decision, await recordWaiting(parts, ask, other.case))
    }
    throw await numberedConflict(parts, ask, { loaded, ...settled }, error)
  }
}

/** What the log refused is numbered and recorded like any other refusal (P3). */
async function numberedConflict(
  parts: GateParts,
  ask: Ask,
  judged: Settled & { readonly loaded: Loaded },
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof Conflict)) return error
  const numbered = await recordDenied(parts, ask, { ...judged, reason: error.reason })
  const { rules } = judged.decision
  switch (error.reason) {
    case 'key-used':
      return new GateError('in-progress', 'a call with this request key is under way', numbered, { cause: error })
    case 'too-many-open-cases':
      return new GateError('denied', `too much waits for people already: ${error.message}`, { ...numbered, rules })
    default:
      return new GateError('denied', 'what let this call pass was used or withdrawn', { ...numbered, rules })
  }
}

function isConflict(error: unknown, reason: string): boolean {
  return error instanceof Conflict && error.reason === reason
}

/** A case that was used up is no answer to a new, equal call: that one is asked anew. */
const turnedDown: ReadonlySet<string> = new Set(['rejected', 'vetoed', 'answered', 'expired'])

function held(parts: GateParts, id: string, decision: Decision, numbered: Numbered): GateError {
  const link = parts.caseLink(id)
  const { call, number } = numbered
  return new GateError('held', `a person has to decide first: ${link}`, {
    call,
    number,
    rules: decision.rules,
    case: id,
    link,
  })
}

/** 7–11. The intent is durable before anything is forwarded; one outcome follows, whatever happens. */
async function execute<T>(
  parts: GateParts,
  ask: Ask,
  left: AbortSignal,
  forward: Forward<T>,
  settled: Settled & { readonly loaded: Loaded },
): Promise<Passed<T>> {
  const cut = new AbortController()
  const unwatch = parts.stops.watch(ask.caller, cut)
  const signal = endingWith(cut.signal, left)
  try {
    const intent = await recordIntent(parts, ask, settled).catch(async (error: unknown) => {
      throw await numberedConflict(parts, ask, settled, error)
    })
    // A stop may have come while the intent was written: it is looked at again before anything leaves (P4).
    const stop = parts.stops.covering(ask.caller)
    if (stop !== undefined) cut.abort(new Error(`stopped by ${stop.id}`))
    const admitted: Admitted = { ...intent, signal, target: settled.target, considered: settled.considered }
    try {
      signal.throwIfAborted()
      const { reply, ended, isStreamed } = await forward(admitted)
      const finished = ended.then(
        (result) => recordOutcome(parts, ask, admitted, { result }),
        (error: unknown) => recordOutcome(parts, ask, admitted, { error }),
      )
      // An outcome that can't be written is `unknown` after the restart that a failing log asks for.
      finished.finally(unwatch).catch(() => undefined)
      if (isStreamed !== true) await finished
      return { reply, numbered: intent }
    } catch (error) {
      if (!(error instanceof JournalError)) await recordOutcome(parts, ask, admitted, { error })
      throw toldOf(error, intent, signal)
    }
  } catch (error) {
    unwatch()
    throw error
  }
}

/** The log says what may have happened on the far side; the caller is told what ended the call, and its number (P3). */
function toldOf(error: unknown, { call, number }: Numbered, signal: AbortSignal): unknown {
  const told: unknown = signal.aborted && error instanceof GateError ? signal.reason : error
  if (!(told instanceof GateError)) return told
  return new GateError(told.code, told.message, { ...told.detail, call, number }, { cause: error })
}

/** One signal whose reason says which of the two ended the call. */
function endingWith(stopped: AbortSignal, left: AbortSignal): AbortSignal {
  const controller = new AbortController()
  const listen = (signal: AbortSignal, reason: GateError): void => {
    if (signal.aborted) controller.abort(reason)
    else signal.addEventListener('abort', () => controller.abort(reason), { once: true })
  }
  listen(stopped, new GateError('stopped', 'cut by an emergency stop'))
  listen(left, new GateError('abandoned', 'the caller left'))
  return controller.signal
}

async function unknownTarget(parts: GateParts, loaded: Loaded, ask: Ask): Promise<GateError> {
  const numbered = await recordDenied(parts, ask, { loaded, reason: 'unknown' })
  const what = ask.action === 'callModel' ? 'model' : 'tool'
  const name = publicName(loaded.organisation, ask) === 'unknown' ? '' : ` ${ask.name}`
  return new GateError('not-found', `this organisation has admitted no ${what}${name} by that name`, numbered)
}

async function editedBody(parts: GateParts, { entry }: CallCase): Promise<JsonObject> {
  const call = (await parts.journal.disclose(entry, 'call'))?.value
  const body = typeof call === 'object' && call !== null && 'arguments' in call ? call.arguments : undefined
  return asObject(body)
}

function denialText({ policies }: Loaded, { rules, errors }: Decision): string {
  if (errors.length > 0) return `denied: the call can't be judged (${errors.join('; ')})`
  if (rules.length === 0) return 'denied: no rule permits it'
  // What a person could still approve is no reason while something else forbids it.
  const final = rules.filter((id) => policies.rules.get(id)?.remedy === undefined)
  const texts = (final.length > 0 ? final : rules).map(
    (id) => `${id}: ${policies.rules.get(id)?.explanation.en ?? 'no explanation'}`,
  )
  return `denied by ${texts.join(' · ')}`
}

function isRedaction(remedy: Remedy): remedy is Extract<Remedy, { finding: string }> {
  return remedy.kind === 'redact'
}

function asObject(value: unknown): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new GateError('malformed', 'the request is no JSON object')
  }
  // JSON that was parsed stays JSON through redaction: only texts in it changed.
  return value as JsonObject
}
