// SPDX-License-Identifier: EUPL-1.2
import type { Route } from '../../organisation/index.ts'
import { liesOn } from '../../policy/index.ts'
import type { Ask, ModelTarget } from '../call.ts'
import { GateError } from '../error.ts'
import { whyNotAsked } from '../models/post.ts'
import type { GateParts, Loaded } from '../parts.ts'
import { targetOf, targetsTo } from '../targets/target.ts'
import { type Settled, settle } from './settle.ts'

/** A settled call, and everywhere it may go: first the route on which it was settled. */
export interface Routed {
  readonly settled: Settled
  /** Empty for a tool. */
  readonly routes: readonly Route[]
}

/** A leaf has room for their names, and nobody waits for more. */
const maxRoutes = 5

/**
 * 4–6 for each route. The rules judge each route to a model as a resource of its own, in the order of the
 * organisation's files. The first that they allow is taken. If it fails, the call may go on to later ones that they
 * allow for this very request. A provider that can't be asked this is no route: `not-supported` if there is no other.
 * Undefined for what nobody admitted. docs/adr/0006-routes-and-facts.md.
 */
export async function settleByRoute(parts: GateParts, loaded: Loaded, ask: Ask): Promise<Routed | undefined> {
  const target = targetOf(loaded.organisation, ask)
  if (target === undefined) return undefined
  if (target.kind === 'tool') return { settled: await settle(parts, loaded, ask, target), routes: [] }
  const ways = targetsTo(loaded.organisation, ask.name)
  const targets = ways.filter((way) => whyNot(ask, way) === undefined)
  if (targets.length === 0) return await refusedOrUnsupported(parts, loaded, ask, ways)
  let refused: Settled | undefined
  for (let at = 0; at < targets.length && at < maxRoutes; at++) {
    const candidate = targets[at]
    if (candidate === undefined) break
    const settled = await settle(parts, loaded, ask, candidate)
    if (settled.decision.effect === 'allow') {
      return {
        settled,
        routes: [candidate.route, ...fallbacks(loaded, ask, settled, targets.slice(at + 1, maxRoutes))],
      }
    }
    if (refused === undefined || (isForPeople(settled) && !isForPeople(refused))) refused = settled
    targets.push(...otherWays(loaded, ask, settled, targets))
  }
  return refused && { settled: refused, routes: [] }
}

/**
 * Where a rule's `route:X` leads beside the routes that are tried anyway, which is to another model. A zone or a
 * provider is already covered by the routes of the requested model.
 */
function otherWays(
  { organisation }: Loaded,
  ask: Ask,
  { decision }: Settled,
  known: readonly ModelTarget[],
): readonly ModelTarget[] {
  return decision.remedies
    .flatMap((remedy) =>
      remedy.kind === 'route' ? targetsTo(organisation, remedy.to).map((to) => [remedy.to, to] as const) : [],
    )
    .filter(([to, target]) => liesOn(target.resource, to) && !known.some((one) => isSame(one, target)))
    .map(([, target]) => target)
    .filter((target) => whyNot(ask, target) === undefined)
}

function whyNot({ api, body }: Ask, { route }: ModelTarget): string | undefined {
  return api === undefined ? undefined : whyNotAsked(route.provider, api, body)
}

/**
 * A call that a rule forbids anyway is refused for that reason: an agent learns nothing of a model that it may not ask.
 */
async function refusedOrUnsupported(
  parts: GateParts,
  loaded: Loaded,
  ask: Ask,
  ways: readonly ModelTarget[],
): Promise<Routed | undefined> {
  const [first] = ways
  if (first === undefined) return undefined
  const settled = await settle(parts, loaded, ask, first)
  if (settled.decision.effect === 'deny') return { settled, routes: [] }
  throw new GateError('not-supported', ways.map((way) => whyNot(ask, way)).join('; '))
}

function isSame({ route: one }: ModelTarget, { route: other }: ModelTarget): boolean {
  return one.provider === other.provider && one.model === other.model
}

/**
 * An approval by people is bound to the route that they saw (P5). Any other call may go wherever the rules allow it
 * unchanged.
 */
function fallbacks(
  { policies }: Loaded,
  { action }: Ask,
  { principal, considered, found }: Settled,
  later: readonly ModelTarget[],
): readonly Route[] {
  if (found !== undefined) return []
  const { context } = considered
  return later
    .filter(({ resource }) => policies.decide({ principal, action, resource, context }).effect === 'allow')
    .map(({ route }) => route)
}

/** Whether people can lift the refusal, and nothing else is needed. */
function isForPeople({ decision }: Settled): boolean {
  return decision.effect === 'hold' && decision.remedies.every(({ kind }) => kind === 'approve')
}
