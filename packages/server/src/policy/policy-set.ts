// SPDX-License-Identifier: EUPL-1.2
import { type Organisation, routesTo } from '../organisation/index.ts'
import { compileConditions } from './compile.ts'
import { agentEntity, callModel, callTool, modelEntity, releaseResult, type Target, toolEntity } from './entities.ts'
import type { Frame } from './evaluate.ts'
import { misfit, shapeOfTool } from './facts.ts'
import { modelFactsOf } from './model-facts.ts'
import { inOrder, isSpent } from './remedy.ts'
import type { Decision, ModelResource, PolicyRequest, Rule, ToolResource } from './request.ts'
import type { CompiledRule } from './rule.ts'
import { Shared } from './shared.ts'
import { type Question, type Slice, Slices } from './slices.ts'
import { EvaluationError, equal } from './value.ts'

/** All rules of one loaded organisation. Deciding changes nothing but caches, and never throws. */
export class PolicySet {
  readonly digest: string
  readonly rules: ReadonlyMap<string, Rule>
  readonly #compiled: readonly CompiledRule[]
  readonly #organisation: Organisation
  readonly #shared: Shared
  readonly #slices = new Slices()

  /** The rules have distinct ids and were validated; only `loadPolicies` makes sets. */
  constructor(organisation: Organisation, digest: string, compiled: readonly CompiledRule[]) {
    this.digest = digest
    this.#organisation = organisation
    this.#shared = new Shared(compiled.map(({ json }) => json.conditions))
    this.#compiled = [...compiled]
      .sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1))
      .map((one) => ({ ...one, holds: compileConditions(one.json.conditions, this.#shared) }))
    this.rules = new Map(this.#compiled.map(({ rule }) => [rule.id, rule]))
  }

  /** Pure in the request: the same question gets the same answer for as long as this set lives. */
  decide(request: PolicyRequest): Decision {
    const slice = this.#sliceFor(request)
    if (typeof slice === 'string') return refusal(slice)
    const problem = misfit(slice.shape, request.context)
    if (problem !== undefined) return refusal(problem)
    const { principal, action, resource, rules } = slice
    try {
      return judge(rules, { principal, action, resource, context: request.context }, request)
    } finally {
      this.#shared.forget()
    }
  }

  /**
   * The rules whose scope fits the question, whatever their conditions say; none when it isn't of this organisation. The
   * same question gets the same list object, so a caller may cache by it what follows from the list.
   */
  inScope(question: Question): readonly Rule[] {
    const slice = this.#sliceFor(question)
    return typeof slice === 'string' ? [] : slice.written
  }

  /** The slice, or why the request isn't one of this organisation (P10). */
  #sliceFor(question: Question): Slice | string {
    return this.#slices.of(question, this.#make)
  }

  readonly #make = (question: Question): Slice | string => {
    const entities = entitiesOf(this.#organisation, question)
    if (typeof entities === 'string') return entities
    const rules = this.#compiled.filter(({ scope }) => fits(scope, entities))
    return { ...entities, rules, written: rules.map(({ rule }) => rule) }
  }
}

function fits(scope: CompiledRule['scope'], { principal, action, resource }: Omit<Frame, 'context'>): boolean {
  return scope.action(action) && scope.resource(resource) && scope.principal(principal)
}

/** The effect as DESIGN.md defines it, over the rules that can apply, in the order of their ids. */
function judge(rules: readonly CompiledRule[], frame: Frame, request: PolicyRequest): Decision {
  const permits: Rule[] = []
  const forbids: Rule[] = []
  const erring: Rule[] = []
  const errors: string[] = []
  for (const { rule, holds } of rules) {
    try {
      if (holds(frame)) (rule.effect === 'permit' ? permits : forbids).push(rule)
    } catch (error) {
      // Whatever the cause, a rule that can't be judged must not be skipped.
      erring.push(rule)
      errors.push(`${rule.id}: ${error instanceof EvaluationError ? error.message : 'the rule could not be evaluated'}`)
    }
  }
  if (erring.length > 0) return { effect: 'deny', rules: idsOf([...erring, ...forbids]).sort(), remedies: [], errors }
  // The call that brought the result was permitted already; a rule can only forbid passing the result on.
  const isPermitted = permits.length > 0 || frame.action.key === releaseResult.key
  if (forbids.length === 0) {
    return { effect: isPermitted ? 'allow' : 'deny', rules: idsOf(permits), remedies: [], errors }
  }
  const remedies = forbids.flatMap(({ remedy }) => (remedy === undefined || isSpent(remedy, request) ? [] : [remedy]))
  const liftable = isPermitted && remedies.length === forbids.length
  return {
    effect: liftable ? 'hold' : 'deny',
    rules: idsOf(forbids),
    remedies: liftable ? inOrder(remedies) : [],
    errors,
  }
}

function idsOf(rules: readonly Rule[]): string[] {
  return rules.map(({ id }) => id)
}

function refusal(error: string): Decision {
  return { effect: 'deny', rules: [], remedies: [], errors: [error] }
}

type Entities = Omit<Slice, 'rules' | 'written'>

/**
 * The request's entities, or the first thing in them that is not so. Groups and facts are part of the request, because a
 * recorded decision must show them; here they are checked against the organisation's own.
 */
function entitiesOf(organisation: Organisation, { principal, action, resource }: Question): Entities | string {
  const agent = organisation.agents.get(principal.agent)
  if (agent === undefined) return `no agent is called ${principal.agent}`
  if (agent.system !== principal.system) return `${agent.id} is not of the system ${principal.system}`
  const target = resource.kind === 'tool' ? toolTarget(organisation, resource) : modelTarget(organisation, resource)
  if (typeof target === 'string') return target
  if (action === releaseResult.id)
    return { ...target, action: releaseResult, principal: agentEntity(agent, principal.standing) }
  if (target.action.id !== action) return `a ${resource.kind} takes the action ${target.action.id}`
  return { ...target, principal: agentEntity(agent, principal.standing) }
}

function toolTarget({ tools, servers }: Organisation, resource: ToolResource): Target | string {
  const tool = tools.get(resource.tool)
  const server = servers.get(resource.server)
  if (tool === undefined) return `no tool is called ${resource.tool}`
  if (server === undefined || tool.server !== server.id) return `${tool.name} is not of the server ${resource.server}`
  if (!sameMembers(tool.groups, resource.groups)) return `${tool.name} is in other groups than the request says`
  return { action: callTool, resource: toolEntity(tool), shape: shapeOfTool(server, tool) }
}

function modelTarget(organisation: Organisation, resource: ModelResource): Target | string {
  const routes = routesTo(organisation, resource.model)
  if (routes.length === 0) return `nobody admitted a model ${resource.model}`
  const route = routes.find(({ provider }) => provider.id === resource.provider)
  if (route === undefined) return `${resource.model} is not of the provider ${resource.provider}`
  if (!equal(modelFactsOf(route.provider), resource.facts)) {
    return `other facts are known of ${resource.provider} than the request says`
  }
  return { action: callModel, resource: modelEntity(route), shape: 'model' }
}

function sameMembers(a: readonly string[], b: readonly string[]): boolean {
  return a.every((member) => b.includes(member)) && b.every((member) => a.includes(member))
}
