// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto'
import { type DetailedError, validate } from '@cedar-policy/cedar-wasm/nodejs'
import type { Text } from '@sluis/ai-act'
import { type Organisation, type Problem, problemAt, tellPlace } from '../organisation/index.ts'
import { type Target, targetsOf } from './entities.ts'
import { PolicyError } from './error.ts'
import { type FactShape, factsByShape } from './facts.ts'
import { PolicySet } from './policy-set.ts'
import type { Rule } from './request.ts'
import { type CompiledRule, describe, lineOf, maxRules, readRules, refusedByCedar, tooMany } from './rule.ts'
import { schemaOf } from './schema.ts'

/**
 * Reads and validates all rules of an organisation. Throws a PolicyError with every problem, each with file and line;
 * nothing is loaded when anything is wrong.
 */
export function loadPolicies(organisation: Organisation): PolicySet {
  const { compiled, problems } = readPolicies(organisation)
  if (problems.length > 0) throw new PolicyError('policies-invalid', problems)
  return new PolicySet(organisation, digestOf(organisation), compiled)
}

/** The shadow: rules tried beside those in force; undefined when there are none. Throws as `loadPolicies` does. */
export function loadShadow(organisation: Organisation): PolicySet | undefined {
  return organisation.shadow.length === 0 ? undefined : loadPolicies({ ...organisation, policies: organisation.shadow })
}

/** The rules that can be read, what is wrong, and what Cedar's validator doubts but doesn't refuse. */
export function readPolicies(organisation: Organisation) {
  const problems: Problem[] = []
  const compiled = organisation.policies.flatMap((file) => readRules(file, organisation, problems))
  if (compiled.length > maxRules) problems.push(tooMany('policies'))
  const byId = new Map<string, Rule>()
  for (const { rule } of compiled) {
    const first = byId.get(rule.id)
    if (first === undefined) byId.set(rule.id, rule)
    else problems.push(sameId(rule, first))
  }
  // Cedar's validator sees only rules that are within every bound.
  if (problems.length > 0) return { compiled, problems, doubts: [] }
  return { compiled, ...validateByShape(organisation, compiled) }
}

function sameId(rule: Rule, first: Rule): Problem {
  return problemAt(
    { file: rule.file, line: rule.line },
    `een andere regel heet ook ${rule.id} (${tellPlace(first)}); geef elke regel een eigen @id`,
    `${rule.id} is also the id of a rule at ${tellPlace(first)}; give each an @id of its own`,
  )
}

interface Doubt {
  readonly rule: string
  readonly message: Text
}

/** A problem in any shape refuses the rule; a doubt counts only when it holds in every shape. */
function validateByShape(organisation: Organisation, compiled: readonly CompiledRule[]) {
  const targets = targetsOf(organisation).filter(({ shape }) => shape !== 'model')
  const shapesOf = new Map(compiled.map((candidate) => [candidate.rule.id, shapesReached(candidate, targets)]))
  const problems = new Map<string, Problem>()
  const doubted = new Map<string, { readonly doubt: Doubt; times: number }>()
  for (const shape of ['mail', 'payment', 'tool', 'any'] as const) {
    const rules = compiled.map(({ rule }) => rule).filter(({ id }) => shapesOf.get(id)?.has(shape))
    const found = validateIn(shape, rules)
    for (const problem of found.problems) problems.set(JSON.stringify(problem), problem)
    for (const doubt of found.doubts) {
      const key = JSON.stringify(doubt)
      doubted.set(key, { doubt, times: (doubted.get(key)?.times ?? 0) + 1 })
    }
  }
  const everywhere = [...doubted.values()].filter(({ doubt, times }) => times === shapesOf.get(doubt.rule)?.size)
  return { problems: [...problems.values()], doubts: everywhere.map(({ doubt }) => doubt) }
}

/** The shapes of tool call that a rule's scope fits. A rule that fits no tool yet may name every fact. */
function shapesReached({ scope }: CompiledRule, targets: readonly Target[]): ReadonlySet<FactShape> {
  const reached = targets.filter(({ action, resource }) => scope.action(action) && scope.resource(resource))
  return new Set<FactShape>(reached.length === 0 ? ['any'] : reached.map(({ shape }) => shape))
}

function validateIn(shape: FactShape, rules: readonly Rule[]) {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const staticPolicies = Object.fromEntries(rules.map(({ id, text }) => [id, text]))
  const answer = validate({ schema: schemaOf(shape), policies: { staticPolicies } })
  if (answer.type === 'failure') {
    const problems = answer.errors.map((error) => ({ file: 'policies', message: refusedByCedar(describe(error)) }))
    return { problems, doubts: [] }
  }
  const problems = answer.validationErrors.map(({ policyId, error }): Problem => {
    const rule = byId.get(policyId)
    const place = rule === undefined ? { file: 'policies' } : { file: rule.file, line: lineOf(rule, error) }
    const [said, more] = [refusedByCedar(plain(policyId, error)), hint(error)]
    return problemAt(place, `${policyId}: ${said.nl}${more.nl}`, `${policyId}: ${said.en}${more.en}`)
  })
  const doubts = answer.validationWarnings.map(({ policyId, error }): Doubt => {
    const said = plain(policyId, error)
    return {
      rule: policyId,
      message: { nl: `Cedar twijfelt aan deze regel, in zijn eigen woorden: ${said}`, en: said },
    }
  })
  return { problems, doubts }
}

const factsOfMailOnly = Object.keys(factsByShape.mail).filter((name) => !Object.hasOwn(factsByShape.tool, name))

function hint({ message }: DetailedError): Text {
  const lacks = (name: string): boolean => message.includes(`attribute \`${name}\` in context`)
  if (lacks('amount')) {
    return {
      nl: '; alleen gereedschap dat in tools.yaml zijn amount noemt heeft dit, dus laat de regel action callTool en dat gereedschap of zijn groep noemen',
      en: '; only tools that name their amount in tools.yaml carry it, so let the rule name action callTool and those tools, or their group',
    }
  }
  if (!factsOfMailOnly.some(lacks)) return { nl: '', en: '' }
  return {
    nl: '; alleen aanroepen van een mailserver hebben dit, dus laat de regel action callTool en dat gereedschap of zijn groep noemen',
    en: '; only calls of a mail server carry it, so let the rule name action callTool and those tools, or their group',
  }
}

function plain(id: string, error: DetailedError): string {
  return describe(error).replace(`for policy \`${id}\`, `, '')
}

function digestOf({ policies }: Pick<Organisation, 'policies'>): string {
  return createHash('sha256')
    .update(JSON.stringify(policies.map(({ name, text }) => [name, text])))
    .digest('hex')
}
