// SPDX-License-Identifier: EUPL-1.2
// The path of a call, top to bottom. A face (OpenAI, MCP) authenticates the caller (1) and reads its request (3). It
// then calls `passCall` with a function that forwards (8). If anything goes wrong before the intent is durable, nothing
// has left; if anything goes wrong after it, the outcome says so (P1, P2).
import { BoundaryError } from '../boundary/index.ts'
import type { JsonValue } from '../journal/index.ts'
import type { Pass } from '../limits/index.ts'
import type { Stop } from '../stop/index.ts'
import type { CallWatch } from '../telemetry/index.ts'
import { warn } from '../warnings/index.ts'
import type { Admitted, Forward, Forwarded, Passed, Repeated } from './admitted.ts'
import type { Ask, Numbered, Result } from './call.ts'
import { recordedAs, watchCall } from './call-watch.ts'
import { Cut, keyEnded } from './cut.ts'
import { type Routed, settleByRoute } from './decision/route.ts'
import { recordIntent } from './entries/intent.ts'
import { recordOutcome } from './entries/outcome.ts'
import { recordDenied, recordRepeated } from './entries/record.ts'
import { numberedConflict, refusal, turnedAway } from './entries/refusal.ts'
import { type Earlier, earlierResult, refuseIfUnknown } from './entries/repeat.ts'
import { filesBehind, GateError, gateErrorOf, stoppedBy } from './error.ts'
import type { GateParts, Loaded } from './parts.ts'
import { type Release, releaseOf } from './release/release.ts'
import type { Line } from './requests/exit.ts'
import { publicName } from './targets/target.ts'
import { refuseUndeclared } from './targets/undeclared.ts'
import { refuseUngoverned } from './targets/ungoverned.ts'

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
    const entering = enter(parts, loaded, ask)
    pass = entering instanceof Promise ? await entering : entering
    const starting = parts.runs.start(ask.caller)
    if (starting !== undefined) await starting
    if (ask.action === 'callModel') parts.register.lookAtTask(ask.caller.system, ask.caller.run, ask.body)
    const judged = await judge(parts, loaded, ask)
    if (!('earlier' in judged)) return await execute(parts, ask, line, forward, { pass, watch, cleared: judged })
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

/** A flood is turned away before anything in it is inspected. */
function enter(parts: GateParts, loaded: Loaded, ask: Ask): Pass | Promise<never> {
  try {
    return parts.limits.enter(loaded.organisation, ask.caller)
  } catch (error) {
    return turnedAway(parts, ask, { loaded }, error).then((refused) => {
      throw refused
    })
  }
}

/** A call that nothing forbids, and how its answer is released. */
interface Cleared extends Routed {
  readonly release: Release
}

/** 2–6. Whatever refuses the call, the refusal is numbered and recorded (P3). */
async function judge(parts: GateParts, loaded: Loaded, ask: Ask): Promise<Cleared | { readonly earlier: Earlier }> {
  try {
    // 2. A stop forbids before anything is inspected.
    const stop = parts.stops.covering(ask.caller)
    if (stop !== undefined) throw await stoppedNow(parts, loaded, ask, stop)
    if (parts.isBehind()) throw filesBehind
    const earlier = ask.requestKey === undefined ? undefined : await earlierResult(parts, ask)
    if (earlier !== undefined) return { earlier }
    refuseUndeclared(loaded.organisation, ask)
    const routed = await settleByRoute(parts, loaded, ask)
    if (routed === undefined) throw await unknownTarget(parts, loaded, ask)
    const { settled, routes } = routed
    const { target, decision, found } = settled
    // The same call may have used its approval while this one was inspected: people are not asked again for that.
    const meanwhile = found?.state === 'used' ? await earlierResult(parts, ask) : undefined
    if (meanwhile !== undefined) return { earlier: meanwhile }
    refuseUngoverned(loaded.organisation, ask)
    if (decision.effect !== 'deny' && target.kind === 'tool') {
      await parts.toolsOf(loaded).requireAdmitted(target.tool, ask.caller)
    }
    if (decision.effect !== 'allow') throw await refusal(parts, ask, settled)
    // A model may be asked the same again.
    if (target.kind === 'tool') await refuseIfUnknown(parts, ask.caller.run, settled.considered.digest)
    const releasing = releaseOf(parts, loaded, ask, settled)
    return { settled, routes, release: releasing instanceof Promise ? await releasing : releasing }
  } catch (cause) {
    const error =
      cause instanceof BoundaryError ? new GateError('malformed', cause.message, {}, { cause }) : gateErrorOf(cause)
    if (error.detail.number !== undefined || error.code === 'log-unavailable') throw error
    const numbered = await recordDenied(parts, ask, { loaded, reason: error.code })
    throw new GateError(error.code, error.message, { ...error.detail, ...numbered }, { cause: error.cause ?? cause })
  }
}

async function stoppedNow(parts: GateParts, loaded: Loaded, ask: Ask, stop: Stop): Promise<GateError> {
  return stoppedBy(stop, await recordDenied(parts, ask, { loaded, reason: 'stopped', stop: stop.id }))
}

/** A call as it is carried out. */
interface Execution {
  readonly pass: Pass
  readonly watch: CallWatch
  readonly cleared: Cleared
}

/** 7–11. The intent is durable before anything is forwarded; one outcome follows, whatever happens. */
async function execute<T>(
  parts: GateParts,
  ask: Ask,
  line: Line,
  forward: Forward<T>,
  execution: Execution,
): Promise<Passed<T>> {
  const { pass, watch, cleared } = execution
  const cut = new Cut(line)
  pass.onCut(() => cut.close())
  const unwatch = parts.stops.watch(ask.caller, cut)
  const intended = await intend(parts, ask, cleared, unwatch)
  const { numbered } = intended
  const detail = { call: numbered.call, number: numbered.number }
  cut.onSilence(({ code, message }) => line.exit?.refuse({ code, message, detail }))
  watch.allowed(numbered, cleared.routes[0]?.provider.id)
  // A stop may have come while the intent was written: this is checked again before anything leaves (P4).
  if (cut.silencedBy !== undefined || parts.stops.covering(ask.caller) !== undefined) cut.abort()
  // The key of the call, or the files that decided it, may also have ended: in the log their end came first.
  else if (ask.caller.key !== undefined && !parts.identity.isLive(ask.caller.key)) cut.abort(keyEnded)
  else if (parts.isBehind() || parts.loaded() !== cleared.settled.loaded) cut.abort(filesBehind)
  const admitted = admittedAs(parts, ask, cut, execution, intended)
  const told = Promise.withResolvers<T>()
  // The one reply that goes before its outcome is recorded: a stop acts first (P4).
  cut.onStop(told.reject)
  const leave = (): void => {
    unwatch()
    pass.leave()
  }
  void carryOut(parts, ask, admitted, forward, told, leave)
  try {
    return { reply: await told.promise, numbered }
  } catch (error) {
    throw error === cut.silencedBy ? toldOf(error, numbered, cut) : error
  }
}

/** 7. What the call may take is reserved in its intent; the log refuses what would exceed a limit. */
async function intend(parts: GateParts, ask: Ask, { settled, routes }: Cleared, unwatch: () => void) {
  const { loaded, considered } = settled
  const { body, text } = considered
  try {
    const models = routes.map(({ model }) => model)
    const request = { models, body, text, maxOutputTokens: ask.maxOutputTokens }
    const claim = parts.limits.claim(loaded.organisation, ask.caller, request)
    return { numbered: await recordIntent(parts, ask, { settled, routes }, claim), claim }
  } catch (error) {
    unwatch()
    throw await numberedConflict(parts, ask, settled, error)
  }
}

function admittedAs(
  parts: GateParts,
  ask: Ask,
  cut: Cut,
  { watch, cleared: { settled, routes, release } }: Execution,
  { numbered, claim }: Awaited<ReturnType<typeof intend>>,
): Admitted {
  const { loaded, target, considered } = settled
  const lost = parts.lostFor(ask.caller.run)
  const { guard } = release
  return { ...numbered, loaded, target, considered, routes, release, guard, watch, claim, cut, tried: [], lost }
}

/** 8–10. Forwards, and records the one outcome, whatever happens; a stream's reply is given before that. */
async function carryOut<T>(
  parts: GateParts,
  ask: Ask,
  admitted: Admitted,
  forward: Forward<T>,
  told: PromiseWithResolvers<T>,
  leave: () => void,
): Promise<void> {
  let ending: { readonly result: Result; readonly reply: T } | { readonly error: unknown; readonly letGo?: JsonValue }
  let forwarded: Forwarded<T> | undefined
  try {
    admitted.cut.requireOngoing()
    forwarded = await forward(admitted)
    const { reply, ended, isStreamed } = forwarded
    if (isStreamed === true) told.resolve(reply)
    ending = { result: ended instanceof Promise ? await ended : ended, reply }
  } catch (error) {
    ending = forwarded?.letGo === undefined ? { error } : { error, letGo: forwarded.letGo() }
  }
  try {
    // An outcome that can't be written is `unknown` after a restart.
    await recordOutcome(parts, ask, admitted, ending)
    if ('error' in ending) told.reject(toldOf(ending.error, admitted, admitted.cut))
    else told.resolve(ending.reply)
  } catch (error) {
    told.reject(error)
  } finally {
    leave()
  }
}

/**
 * The log records what may have happened on the far side. The caller is told what ended the call, and its number (P3).
 */
function toldOf(error: unknown, { call, number }: Numbered, cut: Cut): GateError {
  const told = gateErrorOf(error instanceof GateError ? (cut.reason ?? error) : error)
  return new GateError(told.code, told.message, { ...told.detail, call, number }, { cause: told.cause ?? error })
}

async function unknownTarget(parts: GateParts, loaded: Loaded, ask: Ask): Promise<GateError> {
  const numbered = await recordDenied(parts, ask, { loaded, reason: 'unknown' })
  const [what, list] = ask.action === 'callModel' ? ['model', 'GET /v1/models'] : ['tool', 'tools/list of /mcp']
  const name = publicName(loaded.organisation, ask) === 'unknown' ? '' : ` ${ask.name}`
  return new GateError(
    'not-found',
    `this organisation has admitted no ${what}${name} by that name; ${list} gives those that you may use`,
    numbered,
  )
}
