// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import type { Entry, JsonValue } from '../journal/index.ts'
import { type Organisation, routesTo } from '../organisation/index.ts'
import { type Decision, type Fact, modelFactsOf, type PolicyRequest } from '../policy/index.ts'

/** One call that rules decided, as told by its leaf and its sealed `decision`. */
export interface Recorded {
  readonly call: string
  readonly effect: Decision['effect']
  readonly rules: readonly string[]
  /** The digest of the policies that decided it. */
  readonly policy: string
  readonly request: PolicyRequest
}

const leafShape = z.object({
  call: z.string(),
  agent: z.string(),
  system: z.string(),
  action: z.enum(['callModel', 'callTool']),
  policy: z.string(),
  rules: z.array(z.string()),
  changed: z.array(z.object({ kind: z.string() })).default([]),
})

/**
 * Not checked here: the gate sealed these facts, and deciding checks that they fit. Doing it twice took a sixth of a
 * replay.
 */
const facts = z.custom<{ readonly [name: string]: Fact }>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
)

const sealedShape = z.object({
  effect: z.enum(['allow', 'deny', 'hold']),
  on: z.union([z.object({ tool: z.string() }), z.object({ model: z.string(), provider: z.string() })]),
  /** How the AI register described the system; absent in entries from before this was kept. */
  standing: facts.optional(),
  context: facts,
})

const decided: ReadonlySet<string> = new Set(['call.allowed', 'call.denied', 'call.held'])

/**
 * Whether rules took the decision in this entry: a refusal by a stop or a limit names no rules, and nothing can be
 * replayed.
 */
export function isDecision({ kind, data }: Entry): boolean {
  return decided.has(kind) && data.rules !== undefined
}

/** Whether the entry is about a result, which then either went to the agent or was kept back. */
export function isResult({ kind, data }: Entry): boolean {
  return kind === 'call.ended' && data.outcome === 'done'
}

const resultShape = z.object({
  call: z.string(),
  withheld: z.boolean().default(false),
  labels: z.array(z.string()),
  /** Absent in entries from before this was kept. */
  found: z.array(z.string()).optional(),
  changed: z.array(z.object({ kind: z.string() })).default([]),
})

/**
 * A result according to its leaf: the kinds found in it before anything was taken out, and its labels as the leaf has
 * them.
 */
export function readResult({ data }: Entry) {
  const { call, withheld, labels, found, changed } = resultShape.parse(data)
  const findings = found && [...new Set([...found, ...changed.map(({ kind }) => kind)])].sort()
  return { call, effect: withheld ? 'deny' : 'allow', labels, findings } as const
}

/** Undefined when the decision was erased, or dates from before decisions were sealed. */
export function readRecorded({ data }: Entry, sealed: JsonValue | undefined, now: Organisation): Recorded | undefined {
  if (sealed === undefined) return undefined
  const { call, agent, system, action, policy, rules, changed } = leafShape.parse(data)
  const { effect, on, standing, context } = sealedShape.parse(sealed)
  // What a machine took out is put back as a finding, so that the other rules judge the call as it came in.
  const findings = [...new Set([...list(context.findings), ...changed.map(({ kind }) => kind)])].sort()
  const principal = { agent, system, ...(standing && { standing }) }
  return {
    ...{ call, effect, rules, policy },
    request: { principal, action, resource: resourceOf(on, now), context: { ...context, findings } },
  }
}

function list(set: Fact | undefined): readonly Fact[] {
  return Array.isArray(set) ? set : []
}

/** What the present organisation knows about the resource. If it no longer has it, no rule permits it (P10). */
function resourceOf(on: z.output<typeof sealedShape>['on'], organisation: Organisation): PolicyRequest['resource'] {
  if ('tool' in on) {
    const { server = '', groups = [] } = organisation.tools.get(on.tool) ?? {}
    return { kind: 'tool', tool: on.tool, server, groups }
  }
  const route = routesTo(organisation, on.model).find(({ provider }) => provider.id === on.provider)
  const facts = route === undefined ? { ownedWithin: [], processedWithin: [] } : modelFactsOf(route.provider)
  return { kind: 'model', model: on.model, provider: on.provider, facts }
}
