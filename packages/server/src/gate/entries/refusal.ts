// SPDX-License-Identifier: EUPL-1.2
import { Conflict } from '../../journal/index.ts'
import { LimitError } from '../../limits/index.ts'
import type { Decision } from '../../policy/index.ts'
import type { Ask, Numbered } from '../call.ts'
import type { Settled } from '../decision/settle.ts'
import { GateError, gateErrorOf } from '../error.ts'
import type { GateParts, Loaded } from '../parts.ts'
import { heldText, type Judged, recordDenied, recordHeld, recordWaiting } from './record.ts'

/**
 * 6. A call that isn't allowed becomes an entry: a denial, a new case, or a case that still waits or was turned down.
 */
export async function refusal(parts: GateParts, ask: Ask, settled: Settled): Promise<GateError> {
  const { loaded, decision, found } = settled
  // If a machine's remedy is still asked for, it did not help; nobody can approve that away.
  const [remedy] = decision.remedies
  if (decision.effect === 'deny' || remedy?.kind !== 'approve') {
    const told = denialText(loaded, decision)
    const numbered = await recordDenied(parts, ask, { ...settled, reason: 'policy', told })
    return new GateError('denied', told, { ...numbered, rules: decision.rules })
  }
  if (found?.state === 'open') {
    const numbered = await recordWaiting(parts, ask, found.case)
    return held(parts, found.case, decision, numbered)
  }
  if (found !== undefined && turnedDown.has(found.state)) {
    const answer = found.state === 'answered' ? await parts.oversight.answerOf(found.case) : undefined
    const told =
      answer === undefined
        ? `a person was asked and the answer is no (${found.state}, ${found.case})`
        : `a person answered instead (${found.case}): ${answer}`
    const numbered = await recordDenied(parts, ask, { ...settled, reason: found.state, told })
    return new GateError('denied', told, { ...numbered, rules: decision.rules, case: found.case })
  }
  try {
    const opened = await recordHeld(parts, ask, { ...settled, body: remedy.body })
    return held(parts, opened.case, decision, opened)
  } catch (error) {
    // Of two equal calls at once, one opened the case; the other waits for the same one.
    const other = await parts.oversight.findForCall(ask.caller.run, settled.considered.digest)
    if (isConflict(error, 'case-open-already') && other?.state === 'open') {
      return held(parts, other.case, decision, await recordWaiting(parts, ask, other.case))
    }
    throw await numberedConflict(parts, ask, settled, error)
  }
}

/** A call that the log refused is numbered and recorded like any other refusal (P3). */
export async function numberedConflict(parts: GateParts, ask: Ask, judged: Settled, error: unknown): Promise<unknown> {
  const limit = error instanceof Conflict ? parts.limits.refusalOf(judged.loaded.organisation, error) : error
  if (limit instanceof LimitError) return await turnedAway(parts, ask, judged, limit)
  if (!(error instanceof Conflict)) return await unforeseen(parts, ask, judged, error)
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

/** A defect of Sluis refuses the call like any rule, and reveals nothing of the inside. */
async function unforeseen(parts: GateParts, ask: Ask, { loaded }: Judged, error: unknown): Promise<unknown> {
  const { code, message } = gateErrorOf(error)
  if (code !== 'internal') return error
  const numbered = await recordDenied(parts, ask, { loaded, reason: code })
  return new GateError(code, message, numbered, { cause: error })
}

/**
 * A call beyond a limit is numbered and recorded like any refusal, until an agent in a loop makes so many that they are
 * counted instead (P3).
 */
export async function turnedAway(parts: GateParts, ask: Ask, judged: Judged, error: unknown): Promise<unknown> {
  if (!(error instanceof LimitError)) return error
  const told = gateErrorOf(error)
  if (parts.limits.countRefusal(ask.caller, error.code) === 'all-together') return told
  await parts.runs.start(ask.caller)
  const numbered = await recordDenied(parts, ask, { ...judged, reason: error.code })
  return new GateError(told.code, told.message, { ...told.detail, ...numbered }, { cause: error })
}

function isConflict(error: unknown, reason: string): boolean {
  return error instanceof Conflict && error.reason === reason
}

/** A case that was used does not answer a new, equal call: people are asked again for that one. */
const turnedDown: ReadonlySet<string> = new Set(['rejected', 'vetoed', 'answered', 'expired'])

function held(parts: GateParts, id: string, decision: Decision, numbered: Numbered): GateError {
  const link = parts.caseLink(id)
  const { call, number } = numbered
  return new GateError('held', heldText(parts, id), {
    call,
    number,
    rules: decision.rules,
    case: id,
    link,
  })
}

function denialText({ policies }: Loaded, { rules, errors }: Decision): string {
  if (errors.length > 0) return `denied: the call can't be judged (${errors.join('; ')})`
  if (rules.length === 0) return 'denied: no rule permits it'
  // A rule that a person could lift is not the reason while another rule forbids the call.
  const final = rules.filter((id) => policies.rules.get(id)?.remedy === undefined)
  const texts = (final.length > 0 ? final : rules).map(
    (id) => `${id}: ${policies.rules.get(id)?.explanation.en ?? 'no explanation'}`,
  )
  return `denied by ${texts.join(' · ')}`
}
