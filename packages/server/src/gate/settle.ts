// SPDX-License-Identifier: EUPL-1.2
import { isFindingKind, redactJson } from '../boundary/index.ts'
import type { JsonObject } from '../journal/index.ts'
import type { CallCase } from '../oversight/index.ts'
import type { Decision } from '../policy/index.ts'
import type { Ask, Considered, Target } from './call.ts'
import { type Carries, consider } from './consider.ts'
import { GateError } from './error.ts'
import { type Origin, originOf } from './labels/provenance.ts'
import type { GateParts, Loaded } from './parts.ts'

/** A call with what was decided about it. */
export interface Settled {
  readonly target: Target
  /** As it would be forwarded: redacted, or edited by a person. */
  readonly considered: Considered
  readonly decision: Decision
  /** Where the call stands with people, if they were ever asked. */
  readonly found: CallCase | undefined
}

/** More turns than there are kinds of findings to redact would change nothing any more. */
const maxTurns = 8

/**
 * 4–6. Inspects and decides; then what a machine can mend is mended and decided again, and only then what people
 * approved counts, for exactly the call that they saw (P5).
 */
export async function settle(
  parts: GateParts,
  { organisation, policies }: Loaded,
  ask: Ask,
  target: Target,
): Promise<Settled> {
  const { agent, system, run } = ask.caller
  const look = { organisation, digest: (text: string) => parts.journal.digest(text), now: parts.now }
  // What the agent brings is what it brings, whatever is taken out of it on the way: a remedy removes no label.
  let origin: Promise<Origin> | undefined
  const carries: Carries = (findings) => (origin ??= originOf(parts, organisation, ask, findings))
  const see = (body: JsonObject) => consider(look, { ...ask, body }, target, carries)
  const decide = ({ context }: Considered, approvals: readonly string[]): Decision =>
    policies.decide({
      principal: { agent, system },
      action: ask.action,
      resource: target.resource,
      context: { ...context, approvals },
    })

  let considered = await see(ask.body)
  let decision = decide(considered, [])
  for (let turn = 0; turn < maxTurns && redactionsIn(decision).length > 0; turn++) {
    const { value, removed } = redactJson(considered.body, redactionsIn(decision))
    // It stands in what can't be changed, an attached document: looking again finds the same.
    if (removed.length === 0) break
    considered = await see(asObject(value))
    decision = decide(considered, [])
  }
  if (decision.effect !== 'hold') return { target, considered, decision, found: undefined }

  let found = await parts.oversight.findForCall(run, considered.digest)
  if (found?.state === 'approved' && found.digest !== considered.digest) {
    // A person approved another call in this one's place. A fact that changed since makes it one that nobody approved.
    considered = await see(await editedBody(parts, found))
    found = await parts.oversight.findForCall(run, considered.digest)
    decision = decide(considered, [])
  }
  if (found?.state === 'approved') decision = decide(considered, found.bodies)
  return { target, considered, decision, found }
}

function redactionsIn({ effect, remedies }: Decision) {
  if (effect !== 'hold') return []
  return remedies.flatMap((remedy) => (remedy.kind === 'redact' ? [remedy.finding] : [])).filter(isFindingKind)
}

async function editedBody(parts: GateParts, { entry }: CallCase): Promise<JsonObject> {
  const call = (await parts.journal.disclose(entry, 'call'))?.value
  return asObject(typeof call === 'object' && call !== null && 'arguments' in call ? call.arguments : undefined)
}

function asObject(value: unknown): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new GateError('malformed', 'the request is no JSON object')
  }
  // JSON that was parsed stays JSON through redaction: only texts in it changed.
  return value as JsonObject
}
