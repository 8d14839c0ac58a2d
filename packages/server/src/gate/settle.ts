// SPDX-License-Identifier: EUPL-1.2
import { type Pseudonyms, rulesOf } from '../boundary/index.ts'
import type { JsonObject } from '../journal/index.ts'
import type { Organisation } from '../organisation/index.ts'
import type { CallCase } from '../oversight/index.ts'
import type { Decision, PolicyRequest } from '../policy/index.ts'
import type { Ask, Considered, Target } from './call.ts'
import { consider, lookIn } from './consider.ts'
import { GateError } from './error.ts'
import { type Origin, originOf } from './labels/provenance.ts'
import { labelsAskedBy, maxTurns, mend, summed } from './mend.ts'
import type { GateParts, Loaded } from './parts.ts'
import { pseudonymsOf, withOriginals } from './pseudonyms.ts'
import { Telling } from './telling.ts'

/** A call with what was decided about it. */
export interface Settled {
  readonly target: Target
  /** The caller as it stood when this was decided. */
  readonly principal: PolicyRequest['principal']
  /** As it would be forwarded: redacted, or edited by a person. */
  readonly considered: Considered
  readonly decision: Decision
  /** Where the call stands with people, if they were ever asked. */
  readonly found: CallCase | undefined
  /** What the pseudonyms in it stand for, if it was looked at for any. */
  readonly pseudonyms: Pseudonyms | undefined
}

/**
 * 4–6. Inspects and decides; then what a machine can mend is mended, inspected and decided again, and only then what
 * people approved counts, for exactly the call that they saw (P5). A `route:` is no matter of one target: route.ts
 * tries the next.
 */
export async function settle(parts: GateParts, loaded: Loaded, ask: Ask, target: Target): Promise<Settled> {
  const { organisation, policies } = loaded
  const { run } = ask.caller
  const look = lookIn(parts, organisation)
  const carried = new Carried(parts, organisation, ask)
  const principal = await principalOf(parts, ask.caller)
  const telling = new Telling(organisation, target, parts.register.disclosureOf(ask.caller.system))
  const see = async (body: JsonObject): Promise<Considered> =>
    telling.look(await consider(look, { ...ask, body }, target, (findings) => carried.by(findings)))
  const decide = ({ context }: Considered, approvals: readonly string[]): Decision =>
    policies.decide({
      principal,
      action: ask.action,
      resource: target.resource,
      context: { ...context, approvals },
    })

  const isTool = ask.action === 'callTool'
  let considered = await see(isTool ? await withOriginals(parts.journal, run, ask.body) : ask.body)
  let decision = decide(considered, [])
  let pseudonyms: Pseudonyms | undefined
  for (let turn = 0; turn < maxTurns && decision.effect === 'hold'; turn++) {
    const needsThem = decision.remedies.some(({ kind }) => kind === 'pseudonymise')
    if (needsThem) pseudonyms ??= await pseudonymsOf(parts.journal, run)
    const mended = mend(considered.body, decision, pseudonyms, rulesOf(organisation.detectors))
    const told = telling.put(asObject(mended.value), decision)
    const changes = [...mended.changes, ...told.changes]
    const isLabelled = carried.add(labelsAskedBy(decision))
    // It stands in what can't be changed, an attached document: looking again finds the same.
    if (changes.length === 0 && !isLabelled) break
    considered = { ...(await see(told.body)), changes: summed([...considered.changes, ...changes]) }
    decision = decide(considered, [])
  }
  const settled = { target, principal, considered, decision, pseudonyms }
  if (decision.effect !== 'hold') return { ...settled, found: undefined }

  let found = await parts.oversight.findForCall(run, considered.digest)
  if (found?.state === 'approved' && found.digest !== considered.digest) {
    // A person approved another call in this one's place. A fact that changed since makes it one that nobody approved.
    considered = await see(await editedBody(parts, found))
    found = await parts.oversight.findForCall(run, considered.digest)
    decision = decide(considered, [])
  }
  if (found?.state === 'approved') decision = decide(considered, found.bodies)
  return { ...settled, considered, decision, found }
}

/** The caller as rules see it, and as the AI register has it now. */
export async function principalOf({ register }: Pick<GateParts, 'register'>, { agent, system }: Ask['caller']) {
  await register.ready()
  return { agent, system, standing: register.standingOf(system) }
}

/** What a call carries: what the agent brings is what it brings, whatever is taken out of it on the way. */
class Carried {
  readonly #of: (findings: readonly string[]) => Promise<Origin>
  readonly #added = new Set<string>()
  #origin: Promise<Origin> | undefined

  constructor(parts: GateParts, organisation: Organisation, ask: Ask) {
    this.#of = (findings) => originOf(parts, organisation, ask, findings)
  }

  async by(findings: readonly string[]): Promise<Origin> {
    this.#origin ??= this.#of(findings)
    const origin = await this.#origin
    const withAdded = (labels: readonly string[]) => [...new Set([...labels, ...this.#added])].sort()
    return { ...origin, labels: withAdded(origin.labels), brings: withAdded(origin.brings) }
  }

  /** Whether any of them is new. */
  add(labels: readonly string[]): boolean {
    const before = this.#added.size
    for (const label of labels) this.#added.add(label)
    return this.#added.size > before
  }
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
