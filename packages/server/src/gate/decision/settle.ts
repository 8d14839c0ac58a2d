// SPDX-License-Identifier: EUPL-1.2
import { inTurns, type Pseudonyms, rulesOf } from '../../boundary/index.ts'
import { isObject, type JsonObject } from '../../journal/index.ts'
import type { CallCase } from '../../oversight/index.ts'
import { type Decision, maxTurns, type PolicyRequest } from '../../policy/index.ts'
import type { Ask, Target } from '../call.ts'
import { GateError } from '../error.ts'
import { Carried } from '../labels/carried.ts'
import type { GateParts, Loaded } from '../parts.ts'
import { placeOf } from '../targets/place.ts'
import { type Considering, consider, contextWith } from './consider.ts'
import type { Considered } from './considered.ts'
import { labelsAskedBy, mend, summed } from './mend.ts'
import { principalOf } from './principal.ts'
import { pseudonymsOf, withOriginals } from './pseudonyms.ts'
import { Telling } from './telling.ts'

/** A call with what was decided about it. */
export interface Settled {
  /** By which rules. */
  readonly loaded: Loaded
  readonly target: Target
  /** The caller as it stood when this was decided. */
  readonly principal: PolicyRequest['principal']
  /** As it would be forwarded: perhaps redacted, or edited by a person. */
  readonly considered: Considered
  readonly decision: Decision
  /** Where the call stands with people, if they were ever asked. */
  readonly found: CallCase | undefined
  /** What the pseudonyms in it stand for, if there may be any. */
  readonly pseudonyms: Pseudonyms | undefined
}

/**
 * 4–6. Inspects and decides. Then the remedies that a machine can carry out are applied, and the call is inspected and
 * decided again. Only after that does an approval by people count, for exactly the call that they saw (P5). A `route:`
 * concerns more than one target: route.ts tries the next.
 */
export async function settle(parts: GateParts, loaded: Loaded, ask: Ask, target: Target): Promise<Settled> {
  const body = ask.action === 'callTool' ? await withOriginals(parts.journal, ask.caller.run, ask.body) : ask.body
  const { register } = parts
  const reading = register.ready()
  if (reading !== undefined) await reading
  const { organisation } = loaded
  const telling = new Telling(organisation, target, register.disclosureOf(ask.caller.system))
  const principal = principalOf(parts, ask.caller)
  const carried = new Carried(parts, organisation, ask)
  const carries = (findings: readonly string[]) => carried.by(findings)
  const settling: Settling = { parts, loaded, ask, principal, organisation, target, carries, telling }
  const considered = await see(settling, body)
  const decision = decide(settling, considered, noApprovals)
  const first = { considered, decision, pseudonyms: undefined }
  const mended = decision.effect === 'hold' ? await mendAll(settling, carried, first) : first
  if (mended.decision.effect !== 'hold') return settled(settling, mended, undefined)
  const { found, ...asked } = await askedOf(settling, mended)
  return settled(settling, { ...mended, ...asked }, found)
}

/** What stays the same while one call is settled. */
interface Settling extends Considering {
  readonly parts: GateParts
  readonly loaded: Loaded
  readonly ask: Ask
  readonly principal: PolicyRequest['principal']
}

type Mended = Pick<Settled, 'considered' | 'decision' | 'pseudonyms'>

function settled(
  { loaded, target, principal }: Settling,
  { considered, decision, pseudonyms }: Mended,
  found: CallCase | undefined,
): Settled {
  return { loaded, target, principal, considered, decision, found, pseudonyms }
}

const noApprovals: readonly string[] = []

function see(settling: Settling, body: JsonObject): Promise<Considered> {
  const { parts, ask } = settling
  return consider(parts, body === ask.body ? ask : { ...ask, body }, settling)
}

function decide(
  { loaded, ask, target, principal }: Settling,
  considered: Considered,
  approvals: readonly string[],
): Decision {
  const context = contextWith(considered, approvals)
  return loaded.policies.decide({ principal, action: ask.action, resource: target.resource, context })
}

/** Applies the remedies of a machine, in as many turns as that takes. */
async function mendAll(settling: Settling, carried: Carried, first: Mended): Promise<Mended> {
  const { parts, loaded, ask, telling } = settling
  const rules = rulesOf(loaded.organisation.detectors)
  let mended = first
  for (let turn = 0; turn < maxTurns && mended.decision.effect === 'hold'; turn++) {
    const { decision, considered } = mended
    const needsThem = decision.remedies.some(({ kind }) => kind === 'pseudonymise')
    const pseudonyms = mended.pseudonyms ?? (needsThem ? await pseudonymsOf(parts.journal, ask.caller.run) : undefined)
    const done = await inTurns(mend(considered.body, decision, pseudonyms, rules))
    const told = telling.put(asObject(done.value), decision)
    const changes = [...done.changes, ...told.changes]
    const isLabelled = carried.add(labelsAskedBy(decision))
    // The finding is in an attached document, which can't be changed: looking again finds the same.
    if (changes.length === 0 && !isLabelled) return { considered, decision, pseudonyms }
    const seen = await see(settling, told.body)
    const next = { ...seen, changes: summed([...considered.changes, ...changes]) }
    mended = { considered: next, decision: decide(settling, next, noApprovals), pseudonyms }
  }
  return mended
}

/** Where the call stands with people: their approval counts, or the call that they made of it instead. */
async function askedOf(
  settling: Settling,
  { considered, decision }: Mended,
): Promise<Pick<Settled, 'considered' | 'decision' | 'found'>> {
  const { parts, loaded, organisation, ask, target } = settling
  const { run } = ask.caller
  // A description that was admitted again is another tool, and the same name may stand for another server by now.
  const bound = {
    place: parts.journal.digest(placeOf(organisation, target)),
    since: target.kind === 'tool' ? await parts.toolsOf(loaded).admittedSince(target.tool, ask.caller) : 0,
  }
  let [seen, decided] = [considered, decision]
  let found = await parts.oversight.findForCall(run, seen.digest, bound)
  if (found?.state === 'approved' && found.digest !== seen.digest) {
    // A person edited this call and approved the edited one. If a fact has changed since, it is a call that nobody
    // approved.
    seen = await see(settling, await editedBody(parts, found))
    found = await parts.oversight.findForCall(run, seen.digest, bound)
    decided = decide(settling, seen, noApprovals)
  }
  if (found?.state === 'approved') decided = decide(settling, seen, found.bodies)
  return { considered: seen, decision: decided, found }
}

async function editedBody(parts: GateParts, { entry }: CallCase): Promise<JsonObject> {
  const call = (await parts.journal.disclose(entry, 'call'))?.value
  return asObject(isObject(call) ? call.arguments : undefined)
}

function asObject(value: unknown): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new GateError('malformed', 'the request is no JSON object')
  }
  // Safe: parsed JSON stays JSON through redaction, because only its texts change.
  return value as JsonObject
}
