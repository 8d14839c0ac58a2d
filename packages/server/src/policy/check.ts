// SPDX-License-Identifier: EUPL-1.2
import type { Text } from '@sluis/ai-act'
import { type Organisation, tellPlace } from '../organisation/index.ts'
import { callModel, callTool, releaseResult } from './entities.ts'
import { finding, type PolicyFinding } from './finding.ts'
import { readPolicies } from './load.ts'
import { modelFactsOf } from './model-facts.ts'
import { forbidsWherever, type Reach, reachOf } from './reach.ts'
import { kindsIn, liesOn, type Remedy, undisclosed } from './remedy.ts'
import type { ModelResource } from './request.ts'
import type { CompiledRule } from './rule.ts'
import { writableSources } from './sources.ts'
import { entitiesNamed, membersAsked } from './walk.ts'

/**
 * What is wrong or doubtful in an organisation's rules, as far as it can be told without running them. When the rules
 * can't be loaded, nothing else is reported.
 */
export function checkPolicies(organisation: Organisation): readonly PolicyFinding[] {
  const { compiled, problems, doubts } = readPolicies(organisation)
  if (problems.length > 0) {
    return problems.map((problem) => ({ code: 'invalid', severity: 'error', ...problem }))
  }
  const reaches = compiled.map((candidate) => reachOf(organisation, candidate))
  const names = knownNames(organisation)
  const routes = admittedRoutes(organisation)
  const byId = new Map(compiled.map((candidate) => [candidate.rule.id, candidate]))
  return [
    ...compiled.flatMap((candidate) => unknownNames(names, candidate)),
    ...reaches.flatMap((reach) => scopeFindings(names, reach)),
    ...reaches.flatMap((reach) => overridden(reach, reaches)),
    ...compiled.flatMap((candidate) => remedyFindings(candidate, routes)),
    ...compiled.flatMap((candidate) => nobodyToAsk(organisation, candidate)),
    ...writableSources(organisation, reaches),
    ...doubts.flatMap(({ rule, message }): PolicyFinding[] => {
      const candidate = byId.get(rule)
      return candidate === undefined ? [] : [finding(candidate, 'doubtful', 'warning', message)]
    }),
  ]
}

function admittedRoutes({ providers }: Organisation): readonly ModelResource[] {
  return [...providers.values()].flatMap((provider) =>
    provider.models
      .filter(({ admitted }) => admitted !== undefined)
      .map(({ id }) => ({ kind: 'model', model: id, provider: provider.id, facts: modelFactsOf(provider) })),
  )
}

type Names = ReadonlyMap<string, ReadonlySet<string>>

function knownNames(organisation: Organisation): Names {
  const { agents, systems, tools, servers, providers, bodies } = organisation
  return new Map([
    ['Agent', new Set(agents.keys())],
    ['System', new Set(systems.keys())],
    ['Tool', new Set(tools.keys())],
    ['ToolGroup', new Set([...tools.values()].flatMap(({ groups }) => groups))],
    ['ToolServer', new Set(servers.keys())],
    ['Provider', new Set(providers.keys())],
    ['Model', new Set([...providers.values()].flatMap(({ models }) => models.map(({ id }) => id)))],
    ['Body', new Set(bodies.keys())],
    ['finding', new Set([...kindsIn(organisation), undisclosed])],
  ])
}

/** A group may be named before its first tool is added; every other unknown name is a typing error. */
function unknownNames(names: Names, candidate: CompiledRule): readonly PolicyFinding[] {
  const bodies = membersAsked(candidate.json, 'context.approvals').map((id) => ({ type: 'Body', id }))
  const findings = membersAsked(candidate.json, 'context.findings').map((id) => ({ type: 'finding', id }))
  return [...entitiesNamed(candidate.json), ...bodies, ...findings].flatMap(({ type, id }) => {
    if (names.get(type)?.has(id) !== false) return []
    const severity = type === 'ToolGroup' ? 'warning' : 'error'
    return [
      finding(candidate, 'unknown-name', severity, {
        nl: `deze organisatie heeft geen ${type} "${id}"; voeg toe wat ontbreekt of verbeter de naam`,
        en: `this organisation has no ${type} "${id}"; add what is missing or mend the name`,
      }),
    ]
  })
}

function scopeFindings(names: Names, { candidate, agents, targets }: Reach): readonly PolicyFinding[] {
  if (agents.size > 0 && targets.size > 0) return []
  if (unknownNames(names, candidate).length > 0) return []
  const isAboutNobody = agents.size === 0
  return [
    finding(candidate, 'reaches-nothing', 'warning', {
      nl: `geen ${isAboutNobody ? 'agent' : 'gereedschap en geen model'} van deze organisatie past bij de regel; zij doet nu niets`,
      en: `no ${isAboutNobody ? 'agent' : 'tool or model'} of this organisation fits the rule; it does nothing now`,
    }),
  ]
}

function overridden({ candidate, agents, targets }: Reach, all: readonly Reach[]): readonly PolicyFinding[] {
  const { effect, remedy } = candidate.rule
  const isInVain = effect === 'permit' || remedy !== undefined
  if (!isInVain || agents.size === 0 || targets.size === 0) return []
  const over = all.find(
    ({ candidate: other, ...reach }) =>
      other !== candidate &&
      forbidsWherever(other, candidate) &&
      within(agents, reach.agents) &&
      within(targets, reach.targets),
  )
  if (over === undefined) return []
  const { rule } = over.candidate
  const other = `${rule.id} (${tellPlace(rule)})`
  const what: Text =
    effect === 'permit'
      ? { nl: 'laat nooit iets toe', en: 'never permits anything' }
      : { nl: 'wat in @remedy staat, heft nooit iets op', en: 'its remedy never lifts anything' }
  return [
    finding(candidate, 'always-overridden', 'error', {
      nl: `${what.nl}: ${other} verbiedt dit allemaal; haal een van beide weg of beperk de andere`,
      en: `${what.en}: ${other} forbids it all; take out one of the two or narrow the other`,
    }),
  ]
}

function within(keys: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...keys].every((key) => others.has(key))
}

/** A rule that doesn't look at what its remedy changes would still forbid afterwards: people would be asked in vain. */
function remedyFindings(candidate: CompiledRule, routes: readonly ModelResource[]): readonly PolicyFinding[] {
  const { remedy, reads } = candidate.rule
  if (remedy === undefined) return []
  const never = (nl: string, en: string): readonly PolicyFinding[] => [
    finding(candidate, 'remedy-never-lifts', 'error', {
      nl: `wat in @remedy staat, kan deze regel niet opheffen: ${nl}`,
      en: `the remedy can't lift this rule, because ${en}`,
    }),
  ]
  const { action } = candidate.scope
  const isOfResults = action(releaseResult) && !action(callTool) && !action(callModel)
  if (isOfResults && !('finding' in remedy)) {
    return never(
      'een resultaat wacht op niemand; gebruik redact, mask of pseudonymise',
      'a result waits for nobody: redact, mask or pseudonymise it',
    )
  }
  if (remedy.kind === 'route') {
    if (!routes.some((route) => liesOn(route, remedy.to))) {
      return never(`geen toegelaten model draait bij ${remedy.to}`, `no admitted model runs within ${remedy.to}`)
    }
    const { op } = candidate.json.resource
    const looks = op === '==' || op === 'in' || (op === 'is' && candidate.json.resource.in !== undefined)
    if (looks || reads.some((path) => path === 'resource' || path.startsWith('resource.'))) return []
    return never('zij geldt voor elk model even goed', 'it applies to every model alike')
  }
  const { path, member } = changedBy(remedy)
  if (!reads.includes(path)) {
    return never(
      `zij kijkt nergens naar ${path}; zet er een voorwaarde met ${path} bij`,
      `it never looks at ${path}; add a condition with ${path}`,
    )
  }
  const asked = membersAsked(candidate.json, path)
  if (asked.length === 0 || asked.includes(member)) return []
  return never(`zij zoekt ${asked.join(', ')} en niet ${member}`, `it looks for ${asked.join(', ')}, not ${member}`)
}

function changedBy(remedy: Exclude<Remedy, { kind: 'route' }>): { path: string; member: string } {
  if (remedy.kind === 'approve') return { path: 'context.approvals', member: remedy.body }
  if (remedy.kind === 'label') return { path: 'context.labels', member: remedy.label }
  return { path: 'context.findings', member: remedy.finding }
}

function nobodyToAsk({ bodies, people }: Organisation, candidate: CompiledRule): readonly PolicyFinding[] {
  const { remedy } = candidate.rule
  if (remedy?.kind !== 'approve') return []
  const body = bodies.get(remedy.body)
  const able = new Set(body?.members.filter((member) => people.get(member)?.roles.includes('reviewer')))
  if (body !== undefined && able.size >= body.quorum) return []
  const needed = body?.quorum ?? 1
  return [
    finding(candidate, 'nobody-to-ask', 'error', {
      nl: `${remedy.body} heeft ${able.size} verschillende beoordelaars en heeft er ${needed} nodig; voeg leden toe met de rol reviewer`,
      en: `${remedy.body} has ${able.size} different reviewers and needs ${needed}; add members with the role reviewer`,
    }),
  ]
}
