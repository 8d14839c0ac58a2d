// SPDX-License-Identifier: EUPL-1.2
// The path of a call, top to bottom. A face (OpenAI, MCP) authenticates the caller (1) and reads its request (3); it
// then calls `passCall` with a function that forwards (8). Whatever goes wrong before the intent is durable, nothing
// has left; whatever goes wrong after it, the outcome says so (P1, P2).
import { BoundaryError } from '../boundary/index.ts'
import type { Claim, Pass } from '../limits/index.ts'
import type { Route } from '../organisation/index.ts'
import type { CallWatch } from '../telemetry/index.ts'
import { warn } from '../warnings/index.ts'
import type { Ask, Considered, Numbered, Result, Target } from './call.ts'
import { Cut, stopped } from './cut.ts'
import { GateError, gateErrorOf, stoppedBy } from './error.ts'
import type { Exit } from './exit.ts'
import type { TextGuard } from './models/index.ts'
import { recordOutcome } from './outcome.ts'
import type { GateParts, Loaded } from './parts.ts'
import { recordDenied, recordIntent, recordRepeated } from './record.ts'
import { numberedConflict, refusal, turnedAway } from './refusal.ts'
import { type Release, releaseOf } from './release/release.ts'
import { type Earlier, earlierResult, refuseIfUnknown } from './repeat.ts'
import { type Routed, settleByRoute } from './route.ts'
import { publicName } from './target.ts'
import { refuseUndeclared } from './undeclared.ts'
import { refuseUngoverned } from './ungoverned.ts'
import type { Tried } from './upstream/index.ts'
import { recordedAs, watchCall } from './watch.ts'

/** A call whose intent is durable: what may be forwarded, and until when. */
export interface Admitted extends Numbered {
  readonly target: Target
  readonly considered: Considered
  /** Aborts when a stop covers the call or its caller leaves. */
  readonly signal: AbortSignal
  /** What ends a stream at its caller when a stop comes; everything else behind the call ends after that. */
  readonly onSilence: Cut['onSilence']
  readonly messageId?: string
  /** Where a model call may go, in this order; the intent names them. */
  readonly routes: readonly Route[]
  /** A provider that counts as out of reach, while its loss is drilled. */
  readonly lost?: string | undefined
  /** What became of each attempt; the outcome tells it. */
  readonly tried: Tried[]
  readonly watch: CallWatch
  /** What the call may take of the limits that apply to it; its outcome settles it. */
  readonly claim: Claim | undefined
  /** What the texts of a model's answer pass through before anybody gets them. */
  readonly guard?: TextGuard
  /** What an answer passes through before the agent gets it. */
  readonly release: Release
}

/** Whom an answer goes to: `left` aborts when the caller goes away, and a stop takes the short way, where there is one. */
export interface Line {
  readonly left: AbortSignal
  readonly exit?: Exit | undefined
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
 * Passes one call, or throws a GateError that says why not. A stream's reply is given before its outcome is recorded;
 * any other reply after it.
 */
export async function passCall<T>(
  parts: GateParts,
  ask: Ask,
  line: Line,
  forward: Forward<T>,
): Promise<Passed<T> | Repeated> {
  const loaded = parts.loaded()
  const watch = watchCall(parts, loaded, ask)
  let pass: Pass | undefined
  try {
    pass = await enter(parts, loaded, ask)
    await parts.runs.start(ask.caller)
    if (ask.action === 'callModel') parts.register.lookAtTask(ask.caller.system, ask.caller.run, ask.body)
    const judged = await judge(parts, loaded, ask)
    if (!('earlier' in judged)) return await execute(parts, ask, line, forward, { loaded, pass, watch, ...judged })
    const numbered = await recordRepeated(parts, ask, judged.earlier)
    watch.refused('repeated', numbered)
    pass.leave()
    return { repeated: judged.earlier, numbered }
  } catch (error) {
    pass?.leave()
    const refused = gateErrorOf(error)
    watch.refused(refused.code, recordedAs(refused.detail))
    if (refused.code === 'internal') warn('gate-failed', { error: refused.cause })
    throw refused
  }
}

/** A flood is turned away before anything of it is looked at. */
async function enter(parts: GateParts, loaded: Loaded, ask: Ask): Promise<Pass> {
  try {
    return parts.limits.enter(loaded.organisation, ask.caller)
  } catch (error) {
    throw await turnedAway(parts, ask, { loaded }, error)
  }
}

/** A call that may go on, with the way of its answer back. */
type Judged = Routed & { readonly release: Release }

/** 2–6. Whatever refuses the call on the way, the refusal is numbered and recorded (P3). */
async function judge(parts: GateParts, loaded: Loaded, ask: Ask): Promise<Judged | { readonly earlier: Earlier }> {
  try {
    await refuseIfStopped(parts, loaded, ask)
    const earlier = await earlierResult(parts, ask)
    if (earlier !== undefined) return { earlier }
    refuseUndeclared(loaded.organisation, ask)
    const settled = await settleByRoute(parts, loaded, ask)
    if (settled === undefined) throw await unknownTarget(parts, loaded, ask)
    // The same call may have used its approval while this one was looked at: its people are not asked again for that.
    const meanwhile = settled.found?.state === 'used' ? await earlierResult(parts, ask) : undefined
    if (meanwhile !== undefined) return { earlier: meanwhile }
    refuseUngoverned(loaded.organisation, ask)
    if (settled.decision.effect !== 'deny' && settled.target.kind === 'tool') {
      await parts.tools().requireAdmitted(settled.target.tool, ask.caller)
    }
    if (settled.decision.effect !== 'allow') throw await refusal(parts, loaded, ask, settled)
    // A model may be asked the same again.
    if (settled.target.kind === 'tool') await refuseIfUnknown(parts, ask.caller.run, settled.considered.digest)
    return { ...settled, release: await releaseOf(parts, loaded, ask, settled) }
  } catch (cause) {
    const error =
      cause instanceof BoundaryError ? new GateError('malformed', cause.message, {}, { cause }) : gateErrorOf(cause)
    if (error.detail.number !== undefined || error.code === 'log-unavailable') throw error
    const numbered = await recordDenied(parts, ask, { loaded, reason: error.code })
    throw new GateError(error.code, error.message, { ...error.detail, ...numbered }, { cause: error.cause ?? cause })
  }
}

/** 2. A stop forbids before anything is looked at. */
async function refuseIfStopped(parts: GateParts, loaded: Loaded, ask: Ask): Promise<void> {
  const stop = parts.stops.covering(ask.caller)
  if (stop === undefined) return
  const numbered = await recordDenied(parts, ask, { loaded, reason: 'stopped', stop: stop.id })
  throw stoppedBy(stop, numbered)
}

/** 7–11. The intent is durable before anything is forwarded; one outcome follows, whatever happens. */
async function execute<T>(
  parts: GateParts,
  ask: Ask,
  { left, exit }: Line,
  forward: Forward<T>,
  settled: Judged & { readonly loaded: Loaded; readonly pass: Pass; readonly watch: CallWatch },
): Promise<Passed<T>> {
  const { pass, watch } = settled
  const cut = new Cut(left, pass.cut)
  const { signal } = cut
  const unwatch = parts.stops.watch(ask.caller, cut)
  try {
    const intent = await intend(parts, ask, settled)
    const { code, message } = stopped
    cut.onSilence(() => exit?.refuse({ code, message, detail: { call: intent.call, number: intent.number } }))
    watch.allowed(intent, settled.routes[0]?.provider.id)
    // A stop may have come while the intent was written: it is looked at again before anything leaves (P4).
    const stop = parts.stops.covering(ask.caller)
    if (stop !== undefined) cut.abort()
    const { target, considered, routes, release } = settled
    const guard = release.guard === undefined ? {} : { guard: release.guard }
    const onSilence: Cut['onSilence'] = (silence) => cut.onSilence(silence)
    const admitted: Admitted = {
      ...intent,
      signal,
      target,
      considered,
      routes,
      tried: [],
      release,
      watch,
      ...guard,
      onSilence,
      lost: parts.lostFor(ask.caller.run),
    }
    const forwarded = carryOut(admitted, forward)
    const recorded = forwarded
      .then(({ ended }) => ended)
      .then(
        (result) => recordOutcome(parts, ask, admitted, { result }),
        (error: unknown) => recordOutcome(parts, ask, admitted, { error }),
      )
    // An outcome that can't be written is `unknown` after the restart that a failing log asks for.
    recorded
      .finally(() => {
        unwatch()
        pass.leave()
      })
      .catch(() => undefined)
    try {
      const { reply, isStreamed } = await Promise.race([forwarded, cut.silenced])
      if (isStreamed !== true) await Promise.race([recorded, cut.silenced])
      return { reply, numbered: intent }
    } catch (error) {
      // The one reply that goes before its outcome is recorded: a stop acts first (P4).
      if (!cut.isSilent) await recorded
      throw toldOf(error, intent, signal)
    }
  } catch (error) {
    unwatch()
    throw error
  }
}

/** 7. What the call may take is set aside in its intent; the log refuses what would pass a limit. */
async function intend(parts: GateParts, ask: Ask, settled: Routed & { readonly loaded: Loaded }) {
  const { considered, loaded, routes } = settled
  try {
    const models = routes.map(({ model }) => model)
    const request = { models, body: considered.body, maxOutputTokens: ask.maxOutputTokens }
    const claim = parts.limits.claim(loaded.organisation, ask.caller, request)
    return { ...(await recordIntent(parts, ask, { ...settled, claim })), claim }
  } catch (error) {
    throw await numberedConflict(parts, ask, settled, error)
  }
}

/** The log says what may have happened on the far side; the caller is told what ended the call, and its number (P3). */
function toldOf(error: unknown, { call, number }: Numbered, signal: AbortSignal): GateError {
  const told = gateErrorOf(signal.aborted && error instanceof GateError ? signal.reason : error)
  return new GateError(told.code, told.message, { ...told.detail, call, number }, { cause: told.cause ?? error })
}

async function carryOut<T>(admitted: Admitted, forward: Forward<T>): Promise<Forwarded<T>> {
  admitted.signal.throwIfAborted()
  return await forward(admitted)
}

async function unknownTarget(parts: GateParts, loaded: Loaded, ask: Ask): Promise<GateError> {
  const numbered = await recordDenied(parts, ask, { loaded, reason: 'unknown' })
  const what = ask.action === 'callModel' ? 'model' : 'tool'
  const name = publicName(loaded.organisation, ask) === 'unknown' ? '' : ` ${ask.name}`
  return new GateError('not-found', `this organisation has admitted no ${what}${name} by that name`, numbered)
}
