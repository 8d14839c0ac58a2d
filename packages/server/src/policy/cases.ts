// SPDX-License-Identifier: EUPL-1.2
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Text } from '@sluis/ai-act'
import { z } from 'zod'
import {
  type Organisation,
  OrganisationError,
  type Place,
  type Problem,
  placesIn,
  readDocument,
  routesTo,
  says,
} from '../organisation/index.ts'
import { PolicyError } from './error.ts'
import { isList, neutralFacts, shapeOfTool } from './facts.ts'
import { loadPolicies } from './load.ts'
import { modelFactsOf } from './model-facts.ts'
import { formatRemedy } from './remedy.ts'
import type { Decision, Fact, PolicyContext, PolicyRequest } from './request.ts'
import { standingTypes } from './standing.ts'

/** A file of cases: what an agent asks, with which facts, and what the rules must answer. */
interface CaseFile {
  readonly name: string
  readonly text: string
}

/** A case at its place in the file, with one line on what came out instead; without lines when it passed. */
export interface CaseResult extends Problem {
  readonly name: string
  readonly passed: boolean
  readonly decision: Decision
}

const fact: z.ZodType<Fact> = z.lazy(() =>
  z.union([z.string(), z.int(), z.boolean(), z.array(fact), z.record(z.string(), fact)]),
)
const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())])

const policyCase = z
  .strictObject({
    name: z.string().min(1).max(300),
    agent: z.string(),
    tool: z.string().optional(),
    model: z.string().optional(),
    /** Of a model with several routes; without it the first. */
    provider: z.string().optional(),
    /** Asks whether the agent may be given what the call brought back: the action `releaseResult`. */
    result: z.literal(true).optional(),
    facts: z.record(z.string(), fact).default({}),
    /** How the AI register describes the agent's system, where that differs from what the system's file says. */
    standing: z
      .record(z.string(), fact)
      .refine(
        (given) => Object.keys(given).every((name) => Object.hasOwn(standingTypes, name)),
        says(`gebruik ${Object.keys(standingTypes).join(', ')}`, `use ${Object.keys(standingTypes).join(', ')}`),
      )
      .optional(),
    expect: z.enum(['allow', 'deny', 'hold']),
    by: oneOrMore.optional(),
    remedies: oneOrMore.optional(),
  })
  .refine(
    ({ tool, model }) => (tool === undefined) !== (model === undefined),
    says('noem een tool of een model, niet allebei', 'name either a tool or a model'),
  )

const caseFile = z.strictObject({ cases: z.array(policyCase).min(1).max(10_000) })

type PolicyCase = z.output<typeof policyCase>
type Standing = NonNullable<PolicyRequest['principal']['standing']>

/** The case files of a folder: every `.yaml` in it. */
export function readCaseFiles(folder: string): readonly CaseFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
}

/**
 * Decides every case by the organisation's rules and compares. Facts that a case leaves out are neutral: empty sets,
 * zero, false; for a system's standing, what `standingOf` says. A case that can't be judged fails whatever it expects: a
 * typing error must not pass as a denial. Throws a PolicyError when rules or cases can't be read.
 */
export function testPolicies(
  organisation: Organisation,
  files: readonly CaseFile[],
  standingOf: (system: string) => Standing | undefined = () => undefined,
): readonly CaseResult[] {
  const policies = loadPolicies(organisation)
  return files.flatMap((file) =>
    readCases(file).map(({ place, ...given }): CaseResult => {
      const decision = policies.decide(requestOf(organisation, given, standingOf))
      const wrong = [...undeclared(organisation, given), ...differences(given, decision, policies.rules)]
      const message = { nl: wrong.map(({ nl }) => nl).join('; '), en: wrong.map(({ en }) => en).join('; ') }
      return { name: given.name, ...place, passed: wrong.length === 0, message, decision }
    }),
  )
}

function readCases({ name, text }: CaseFile): readonly (PolicyCase & { readonly place: Place })[] {
  try {
    const { cases } = readDocument(name, text, caseFile)
    const placeOf = placesIn(name, text)
    return cases.map((given, index) => {
      const { column, ...place } = placeOf(['cases', index])
      return { ...given, place }
    })
  } catch (error) {
    if (error instanceof OrganisationError) throw new PolicyError('cases-unreadable', error.problems)
    throw error
  }
}

/** Names that the organisation doesn't have stay in the request: deciding reports them as an error. */
function requestOf(
  organisation: Organisation,
  given: PolicyCase,
  standingOf: (system: string) => Standing | undefined,
): PolicyRequest {
  const call = callOf(organisation, given)
  const standing = { ...standingOf(call.principal.system), ...given.standing }
  const request = { ...call, principal: { ...call.principal, standing } }
  return given.result === true ? { ...request, action: 'releaseResult' } : request
}

function callOf(organisation: Organisation, { agent, tool, model, provider, facts }: PolicyCase): PolicyRequest {
  const principal = { agent, system: organisation.agents.get(agent)?.system ?? '' }
  if (tool !== undefined) {
    const entry = organisation.tools.get(tool)
    const { server = '', groups = [] } = entry ?? {}
    const running = organisation.servers.get(server)
    const shape = entry === undefined || running === undefined ? 'tool' : shapeOfTool(running, entry)
    const context = completed(neutralFacts(shape), facts)
    return { principal, action: 'callTool', resource: { kind: 'tool', tool, server, groups }, context }
  }
  const routes = routesTo(organisation, model ?? '')
  const route = routes.find((one) => provider === undefined || one.provider.id === provider)
  const resource = {
    kind: 'model' as const,
    model: model ?? '',
    provider: route?.provider.id ?? provider ?? '',
    facts: route === undefined ? { ownedWithin: [], processedWithin: [] } : modelFactsOf(route.provider),
  }
  return { principal, action: 'callModel', resource, context: completed(neutralFacts('model'), facts) }
}

function completed(neutral: PolicyContext, given: PolicyContext): PolicyContext {
  const entries = Object.entries(given).map(([name, value]): [string, Fact] => {
    const base = neutral[name]
    return [name, isRecord(base) && isRecord(value) ? { ...base, ...value } : value]
  })
  return { ...neutral, ...Object.fromEntries(entries) }
}

function isRecord(value: Fact | undefined): value is { readonly [name: string]: Fact } {
  return typeof value === 'object' && !isList(value)
}

/**
 * A case about a tool that the agent's system doesn't name proves nothing: the gate refuses such a call before any rule.
 */
function undeclared({ agents, systems, tools }: Organisation, { agent, tool, expect }: PolicyCase): readonly Text[] {
  const { system = '' } = agents.get(agent) ?? {}
  if (tool === undefined || expect === 'deny' || !tools.has(tool)) return []
  if (systems.get(system)?.tools.includes(tool) === true) return []
  return [
    {
      nl: `${tool} is geen gereedschap van systeem ${system}, dus Sluis weigert het, wat de regels ook zeggen`,
      en: `${tool} is no tool of system ${system}, so the gate refuses it whatever the rules say`,
    },
  ]
}

function differences(given: PolicyCase, decision: Decision, rules: ReadonlyMap<string, unknown>): readonly Text[] {
  const { by = [], expect } = given
  const { effect } = decision
  const remedies = decision.remedies.map(formatRemedy)
  const said = decision.rules.join(', ')
  const [nl, en] = said === '' ? ['geen regel', 'no rule'] : [said, said]
  return [
    ...by.filter((id) => !rules.has(id)).map((id) => ({ nl: `er is geen regel ${id}`, en: `no rule is called ${id}` })),
    ...(expect === effect
      ? []
      : [
          {
            nl: `verwacht werd ${expect}, het werd ${effect} door ${nl}`,
            en: `expected ${expect}, got ${effect} by ${en}`,
          },
        ]),
    ...by
      .filter((id) => rules.has(id) && !decision.rules.includes(id))
      .map((id) => ({ nl: `niet ${id} besliste, maar ${nl}`, en: `${id} did not decide; ${en} did` })),
    ...(given.remedies === undefined || sameTexts(given.remedies, remedies)
      ? []
      : [otherRemedies(given.remedies.join(', '), remedies.join(', '))]),
    ...decision.errors.map((error) => ({ nl: error, en: error })),
  ]
}

function otherRemedies(expected: string, got: string): Text {
  return {
    nl: `verwacht werd @remedy ${expected}, het werd ${got || 'geen'}`,
    en: `expected the remedies ${expected}, got ${got || 'none'}`,
  }
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify([...a].sort()) === JSON.stringify([...b].sort())
}
