// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto'
import { type DetailedError, validate } from '@cedar-policy/cedar-wasm/nodejs'
import type { Organisation } from '../organisation/index.ts'
import { targetsOf } from './entities.ts'
import { PolicyError } from './error.ts'
import type { CallShape } from './facts.ts'
import { PolicySet } from './policy-set.ts'
import { type CompiledRule, describe, lineOf, readRules } from './rule.ts'
import { schemaOf } from './schema.ts'

const maxRules = 5000

/**
 * Reads and validates all rules of an organisation. Throws a PolicyError with every problem, each with file and line;
 * nothing is loaded when anything is wrong.
 */
export function loadPolicies(organisation: Organisation): PolicySet {
  const { compiled, problems } = readPolicies(organisation)
  if (problems.length > 0) throw new PolicyError('policies-invalid', problems)
  return new PolicySet(organisation, digestOf(organisation), compiled)
}

/** Something Cedar's validator doubts but doesn't refuse. */
export interface Doubt {
  readonly rule: string
  readonly shape: CallShape
  readonly message: string
}

/** The rules that can be read, what is wrong, and what is doubtful. */
export function readPolicies(organisation: Organisation) {
  const problems: string[] = []
  const doubts: Doubt[] = []
  const compiled = organisation.policies.flatMap((file) => readRules(file, organisation, problems))
  if (compiled.length > maxRules) problems.push(`more than ${maxRules} rules`)
  const byId = new Map<string, CompiledRule>()
  for (const candidate of compiled) {
    const { id, file, line } = candidate.rule
    const first = byId.get(id)
    if (first === undefined) byId.set(id, candidate)
    else problems.push(`${file}:${line}: ${id} is also the id of a rule at ${first.rule.file}:${first.rule.line}`)
  }
  // Cedar's validator is asked only about rules that passed every bound.
  if (problems.length === 0) {
    for (const [shape, rules] of byShape(organisation, compiled)) {
      const found = validateIn(shape, rules)
      problems.push(...found.problems.filter((problem) => !problems.includes(problem)))
      doubts.push(...found.doubts)
    }
  }
  return { compiled, problems, doubts }
}

/** The rules that can apply to tool calls of each shape; one that reaches no tool counts as reaching mail. */
function byShape(organisation: Organisation, compiled: readonly CompiledRule[]) {
  const targets = targetsOf(organisation).filter(({ shape }) => shape !== 'model')
  const groups = new Map<CallShape, CompiledRule[]>()
  for (const candidate of compiled) {
    const { scope } = candidate
    const reached = targets.filter(({ action, resource }) => scope.action(action) && scope.resource(resource))
    const shapes = new Set<CallShape>(reached.length === 0 ? ['mail'] : reached.map(({ shape }) => shape))
    for (const shape of shapes) {
      const group = groups.get(shape)
      if (group === undefined) groups.set(shape, [candidate])
      else group.push(candidate)
    }
  }
  return groups
}

function validateIn(shape: CallShape, compiled: readonly CompiledRule[]) {
  const rules = new Map(compiled.map(({ rule }) => [rule.id, rule]))
  const staticPolicies = Object.fromEntries(compiled.map(({ rule }) => [rule.id, rule.text]))
  const answer = validate({ schema: schemaOf(shape), policies: { staticPolicies } })
  if (answer.type === 'failure') return { problems: answer.errors.map(describe), doubts: [] }
  const problems = answer.validationErrors.map(({ policyId, error }) => {
    const rule = rules.get(policyId)
    const where = rule === undefined ? '' : `${rule.file}:${lineOf(rule, error)}: `
    return `${where}${policyId}: ${plain(policyId, error)}`
  })
  const doubts = answer.validationWarnings.map(
    ({ policyId, error }): Doubt => ({ rule: policyId, shape, message: plain(policyId, error) }),
  )
  return { problems, doubts }
}

function plain(id: string, error: DetailedError): string {
  return describe(error).replace(`for policy \`${id}\`, `, '')
}

function digestOf({ policies }: Organisation): string {
  return createHash('sha256')
    .update(JSON.stringify(policies.map(({ name, text }) => [name, text])))
    .digest('hex')
}
