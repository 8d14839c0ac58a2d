// SPDX-License-Identifier: EUPL-1.2
import { type DetailedError, type PolicyJson, policyToJson } from '@cedar-policy/cedar-wasm/nodejs'
import type { Organisation, PolicyFile } from '../organisation/index.ts'
import { compileConditions } from './compile.ts'
import type { Frame } from './evaluate.ts'
import { UnsupportedError } from './json.ts'
import { parseRemedy, type Remedy } from './remedy.ts'
import type { Rule } from './request.ts'
import { compileScope, type Scope } from './scope.ts'
import { type Statement, splitStatements } from './statement.ts'
import { pathsRead } from './walk.ts'

/** A rule ready to be evaluated. */
export interface CompiledRule {
  readonly rule: Rule
  readonly json: PolicyJson
  readonly scope: Scope
  /** Whether the conditions hold; throws where they can't be judged. */
  readonly holds: (frame: Frame) => boolean
}

const maxFileLength = 1_000_000
/** In one file, and in all of them. */
export const maxRules = 5000

/** Cedar's parser recurses; beyond some hundreds of levels it destroys its own memory, and with it every later use. */
const maxDepth = 32
const maxOperators = 200

const idForm = /^[a-z][a-z0-9-]{0,79}$/
const knownAnnotations = new Set(['id', 'remedy', 'nl', 'en'])

/** Reads one file's rules. Problems are added with file and line; a rule that has one is left out. */
export function readRules(file: PolicyFile, organisation: Organisation, problems: string[]): readonly CompiledRule[] {
  if (file.text.length > maxFileLength) {
    problems.push(`${file.name}:1: larger than ${maxFileLength} characters`)
    return []
  }
  const statements = splitStatements(file.text)
  if (statements.length > maxRules) {
    problems.push(`${file.name}:1: more than ${maxRules} rules`)
    return []
  }
  return statements.flatMap((statement) => {
    const result = readRule(file.name, statement, organisation)
    if ('rule' in result) return [result]
    problems.push(...result.problems)
    return []
  })
}

function readRule(
  file: string,
  statement: Statement,
  organisation: Organisation,
): CompiledRule | { readonly problems: readonly string[] } {
  const here = `${file}:${statement.line}`
  if (statement.depth > maxDepth || statement.operators > maxOperators) {
    return { problems: [`${here}: this rule is too deep or too long; split it into several`] }
  }
  const parsed = policyToJson(statement.text)
  if (parsed.type === 'failure') {
    return { problems: parsed.errors.map((error) => `${file}:${lineOf(statement, error)}: ${describe(error)}`) }
  }
  const { json } = parsed
  const annotations = readAnnotations(json, organisation)
  if ('problems' in annotations) return { problems: annotations.problems.map((problem) => `${here}: ${problem}`) }
  try {
    return {
      rule: {
        ...annotations,
        effect: json.effect,
        file,
        line: statement.line,
        text: statement.text,
        reads: pathsRead(json.conditions),
      },
      json,
      scope: compileScope(json),
      holds: compileConditions(json.conditions),
    }
  } catch (error) {
    if (error instanceof UnsupportedError) return { problems: [`${here}: ${annotations.id}: ${error.message}`] }
    throw error
  }
}

type Annotations = Pick<Rule, 'id' | 'remedy' | 'explanation'>

function readAnnotations(json: PolicyJson, organisation: Organisation): Annotations | { problems: readonly string[] } {
  // Cedar gives null for an annotation without a value.
  const { id, remedy: remedyText, nl, en, ...others } = annotationTexts(json.annotations ?? {})
  const problems: string[] = []
  if (id === undefined) problems.push('this rule has no @id("…"), so no decision could name it')
  else if (!idForm.test(id)) problems.push(`${id} is no id; use a lower-case letter, then letters, digits or hyphens`)
  for (const name of Object.keys(others)) {
    problems.push(`@${name} is unknown; a rule has ${[...knownAnnotations].map((known) => `@${known}`).join(', ')}`)
  }
  let remedy: Remedy | undefined
  if (remedyText !== undefined) {
    const parsed = parseRemedy(remedyText, organisation)
    if ('problem' in parsed) problems.push(parsed.problem)
    else if (json.effect === 'permit') problems.push('a permit refuses nothing, so it has no @remedy')
    else remedy = parsed
  }
  if (id === undefined || problems.length > 0) return { problems }
  const explanation = { ...(nl === undefined ? {} : { nl }), ...(en === undefined ? {} : { en }) }
  return { id, explanation, ...(remedy === undefined ? {} : { remedy }) }
}

function annotationTexts(annotations: { readonly [name: string]: unknown }): { [name: string]: string } {
  const texts = Object.entries(annotations).map(([name, value]) => [name, typeof value === 'string' ? value : ''])
  return Object.fromEntries(texts)
}

/** Where in the file Cedar's own message points; it counts bytes of the rule's text. */
export function lineOf({ text, line }: Pick<Statement, 'text' | 'line'>, error: DetailedError): number {
  const start = error.sourceLocations?.[0]?.start ?? 0
  const before = Buffer.from(text).subarray(0, start).toString()
  return line + before.split('\n').length - 1
}

export function describe({ message, help }: DetailedError): string {
  const plain = message.replace('failed to parse policy from string: ', '')
  return help === null ? plain : `${plain} (${help})`
}
