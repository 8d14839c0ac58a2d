// SPDX-License-Identifier: EUPL-1.2
// 9. A result on its way to the agent: rules that name the action `releaseResult`, or no action, say what of it may go.
// docs/adr/0007-release-of-results.md.
import {
  BoundaryError,
  type FindingKind,
  inTurns,
  kindsInTurns,
  type Pseudonyms,
  type Rules,
  rulesOf,
} from '../../boundary/index.ts'
import type { Journal, JsonValue } from '../../journal/index.ts'
import type { CallCase } from '../../oversight/index.ts'
import { type Decision, maxTurns, type PolicyRequest, type Rule } from '../../policy/index.ts'
import type { Ask, Result } from '../call.ts'
import { contextWith } from '../decision/consider.ts'
import { type Change, mend, type Replacing, summed } from '../decision/mend.ts'
import { pseudonymsOf } from '../decision/pseudonyms.ts'
import type { Settled } from '../decision/settle.ts'
import { GateError } from '../error.ts'
import { labelsOfFindings } from '../labels/found.ts'
import type { Loaded } from '../parts.ts'
import type { Soon } from '../soon.ts'
import { HoldBack } from './hold-back.ts'
import { type MayGo, type Plan, planned } from './plan.ts'
import type { TextGuard } from './text-guard.ts'

/** What an answer passes through, and what that did to it. */
export class Release {
  /** For the texts of a model's answer; undefined when nothing has to inspect them. */
  readonly guard: TextGuard | undefined
  readonly #holdBack: HoldBack | undefined
  readonly #judge: Judge | undefined
  readonly #pseudonyms: Pseudonyms | undefined
  readonly #rules: Rules
  #changes: readonly Change[] = []
  #found: readonly string[] = []

  constructor(
    judge: Judge | undefined,
    holdBack: HoldBack | undefined,
    pseudonyms: Pseudonyms | undefined,
    rules: Rules,
  ) {
    this.#judge = judge
    this.#holdBack = holdBack
    this.guard = holdBack
    this.#pseudonyms = pseudonyms
    this.#rules = rules
  }

  /** A tool's result as it may go to the agent. Throws `withheld` when it may not. */
  async result(result: Result): Promise<Result> {
    if (this.#judge === undefined) return result
    let { value }: { value: unknown } = result
    for (let turn = 0; turn < maxTurns; turn++) {
      const kinds = await kindsIn(value, this.#rules)
      if (turn === 0) this.#found = kinds
      const decision = this.#judge(kinds, result.labels ?? [])
      // Safe: a remedy leaves JSON as JSON, because only its texts change, and numbers that become texts.
      if (decision.effect === 'allow') return { ...result, value: value as JsonValue }
      const mended = await inTurns(mend(value, decision, this.#pseudonyms, this.#rules))
      if (mended.changes.length === 0) throw withheld(decision)
      value = mended.value
      this.#changes = summed([...this.#changes, ...mended.changes])
    }
    throw new GateError('withheld', 'a rule keeps this result back, whatever is taken out of it')
  }

  get changes(): readonly Change[] {
    return summed([...this.#changes, ...(this.#holdBack?.changes ?? [])])
  }

  /** The kinds that were seen in the result before any change, as far as it was inspected. */
  get found(): readonly string[] {
    return [...new Set([...this.#found, ...(this.#holdBack?.found ?? [])])].sort()
  }

  /** The pseudonyms in the answer that the agent was given. */
  get given(): Pseudonyms | undefined {
    return this.#pseudonyms?.originals().length ? this.#pseudonyms : undefined
  }
}

/** A result that can't be inspected may not go (P10); that the call was made stays true (P2). */
async function kindsIn(value: unknown, rules: Rules): Promise<readonly string[]> {
  try {
    return await kindsInTurns(value, rules)
  } catch (cause) {
    if (!(cause instanceof BoundaryError)) throw cause
    throw new GateError('withheld', `the result can't be looked through: ${cause.message}`, {}, { cause })
  }
}

/** The rules' decision on an answer with these findings, and with these labels beside those of its call. */
type Judge = (findings: readonly string[], labels: readonly string[]) => Decision

interface ReleaseParts {
  readonly journal: Pick<Journal, 'digest' | 'pseudonymOf'>
}

type Released = Pick<Ask, 'action' | 'caller'>

/** What the release of an answer needs of its call. */
interface Allowed extends Pick<Settled, 'principal' | 'pseudonyms'> {
  readonly target: Pick<Settled['target'], 'resource'>
  readonly considered: Pick<Settled['considered'], 'context' | 'origin'>
  readonly found: Asked | undefined
}

type Approved = Extract<CallCase, { readonly state: 'approved' }>
/** Where the call stands with people. */
type Asked = Pick<Approved, 'state' | 'bodies'> | Pick<Exclude<CallCase, Approved>, 'state'>

/** How the answer to a call is released; known at once, unless a rule wants pseudonyms in it. */
export function releaseOf(parts: ReleaseParts, loaded: Loaded, ask: Released, settled: Allowed): Soon<Release> {
  const request = requestOf(settled)
  const forbids = forbidsOn(loaded.policies.inScope(request))
  const rules = rulesOf(loaded.organisation.detectors)
  const isModel = ask.action === 'callModel'
  const originals = isModel && settled.pseudonyms?.originals().length ? settled.pseudonyms : undefined
  if (forbids.rules.length === 0 && originals === undefined) return new Release(undefined, undefined, undefined, rules)
  const judge = judgeOf(loaded, request, settled.considered.origin.labels)
  const plan = isModel && forbids.rules.length > 0 ? knownPlan(loaded, request, judge, forbids) : undefined
  const releaseWith = (pseudonyms: Pseudonyms | undefined): Release => {
    const holdBack =
      plan === undefined && originals === undefined ? undefined : new HoldBack({ originals, plan, pseudonyms, rules })
    return new Release(forbids.rules.length === 0 ? undefined : judge, holdBack, pseudonyms, rules)
  }
  return forbids.pseudonymises ? pseudonymsOf(parts.journal, ask.caller.run).then(releaseWith) : releaseWith(undefined)
}

function judgeOf({ policies }: Loaded, request: PolicyRequest, labels: readonly string[]): Judge {
  return (findings, more) =>
    policies.decide({
      ...request,
      context: { ...request.context, findings, labels: [...new Set([...labels, ...more])] },
    })
}

/** The question that was asked of the call, with what people approved, now asked of its result. */
function requestOf({ target, principal, considered, found }: Allowed): PolicyRequest {
  const approvals = found?.state === 'approved' ? found.bodies : []
  const context = contextWith(considered, approvals)
  return { principal, action: 'releaseResult', resource: target.resource, context }
}

/**
 * The forbids that may apply to the answer of one agent's call of one thing, and what follows from them for each set of
 * facts.
 */
interface Forbids {
  readonly rules: readonly Rule[]
  readonly pseudonymises: boolean
  readonly plans: Map<string, Plan | undefined>
}

const kept = new WeakMap<readonly Rule[], Forbids>()

/** The list of rules that apply is the same object as long as agent, resource and rules stay the same. */
function forbidsOn(inScope: readonly Rule[]): Forbids {
  const known = kept.get(inScope)
  if (known !== undefined) return known
  const rules = inScope.filter(({ effect }) => effect === 'forbid')
  const pseudonymises = rules.some(({ remedy }) => remedy?.kind === 'pseudonymise')
  const forbids = { rules, pseudonymises, plans: new Map() }
  kept.set(inScope, forbids)
  return forbids
}

const maxPlans = 100

/**
 * Policies answer the same question in the same way, and most calls of an agent ask the same question of their answers.
 */
function knownPlan({ organisation }: Loaded, { context }: PolicyRequest, judge: Judge, forbids: Forbids) {
  const { rules, plans } = forbids
  const key = JSON.stringify({ ...context, findings: [] })
  if (plans.has(key)) return plans.get(key)
  const plan = planOf(organisation, judge, rules)
  if (plans.size >= maxPlans) plans.clear()
  plans.set(key, plan)
  return plan
}

/**
 * A rule may read the findings in an answer, by name or with the whole context, or only the labels that follow from
 * them.
 */
const readsFindings = ({ reads }: Rule) => reads.includes('context.findings') || reads.includes('context')
const readsLabels = ({ reads }: Rule) => reads.includes('context.labels')

/**
 * What to do with each kind, decided before an answer is known, because a stream can't be taken back. Each kind is
 * judged by itself, and once all together, for remedies of rules that ask for two. Kinds that remain are judged as they
 * come. Undefined when every answer may go as it is.
 */
function planOf(organisation: Loaded['organisation'], judge: Judge, forbids: readonly Rule[]): Plan | undefined {
  const { kinds } = rulesOf(organisation.detectors)
  const labelsOf = (found: readonly FindingKind[]) => labelsOfFindings(organisation, found)
  const bare = judge([], [])
  if (bare.effect !== 'allow') throw withheld(bare)
  if (!forbids.some((rule) => readsFindings(rule) || readsLabels(rule))) return undefined
  const replace = new Map<FindingKind, Replacing>()
  const withhold = new Set<FindingKind>()
  const take = (decision: Decision, kinds: readonly FindingKind[]): void => {
    for (const kind of kinds) {
      const remedy = remedyFor(decision, kind)
      if (remedy !== undefined) replace.set(kind, remedy)
      else if (decision.effect !== 'allow' && kinds.length === 1) withhold.add(kind)
    }
  }
  for (const kind of kinds) take(judge([kind], labelsOf([kind])), [kind])
  const rest = kinds.filter((kind) => !withhold.has(kind) && !replace.has(kind))
  take(judge(rest, labelsOf(rest)), rest)
  const left = rest.filter((kind) => !replace.has(kind))
  const mayGo: MayGo = (some) => judge(some, labelsOf(some)).effect === 'allow'
  const isFree = !forbids.some(readsFindings) && canGoTogether(left, labelsOf, mayGo)
  if (isFree) return replace.size === 0 && withhold.size === 0 ? undefined : planned(replace, withhold)
  return planned(replace, withhold, mayGo)
}

/** With more labels than this that an answer may bring, combinations are not tried out beforehand. */
const maxLabels = 6

/**
 * Whether these kinds may go in any combination, as far as labels tell them apart. That all of them together may go
 * says nothing: a rule can forbid two unless there is a third, and the third may never come.
 */
function canGoTogether(
  kinds: readonly FindingKind[],
  labelsOf: (kinds: readonly FindingKind[]) => readonly string[],
  mayGo: MayGo,
): boolean {
  const apart = [...new Map(kinds.map((kind) => [JSON.stringify(labelsOf([kind])), kind])).values()]
  if (apart.length > maxLabels) return false
  let combinations: readonly (readonly FindingKind[])[] = [[]]
  for (const kind of apart) combinations = combinations.flatMap((some) => [some, [...some, kind]])
  return combinations.every(mayGo)
}

function remedyFor({ remedies }: Decision, kind: FindingKind): Replacing | undefined {
  for (const remedy of remedies) if ('finding' in remedy && remedy.finding === kind) return remedy.kind
  return undefined
}

function withheld({ rules }: Decision): GateError {
  return new GateError('withheld', `what the call brought is kept back by ${rules.join(', ')}`, { rules })
}
