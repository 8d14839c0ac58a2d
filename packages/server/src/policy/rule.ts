// SPDX-License-Identifier: EUPL-1.2
import { type DetailedError, type PolicyJson, policyToJson } from '@cedar-policy/cedar-wasm/nodejs'
import type { Text } from '@sluis/ai-act'
import { type Organisation, type PolicyFile, type Problem, problemAt } from '../organisation/index.ts'
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
/** In one file, and in all files together. */
export const maxRules = 5000

/** Cedar's parser recurses; beyond some hundreds of levels it corrupts its own memory, and every later use fails. */
const maxDepth = 32
const maxOperators = 200

const idForm = /^[a-z][a-z0-9-]{0,79}$/
const knownAnnotations = new Set(['id', 'remedy', 'nl', 'en'])

/** Reads one file's rules. Problems are added with file and line; a rule that has one is left out. */
export function readRules(file: PolicyFile, organisation: Organisation, problems: Problem[]): readonly CompiledRule[] {
  if (file.text.length > maxFileLength) {
    problems.push(
      problemAt(
        { file: file.name },
        `groter dan ${maxFileLength} tekens; verdeel de regels over meer bestanden`,
        `larger than ${maxFileLength} characters; divide the rules over more files`,
      ),
    )
    return []
  }
  const statements = splitStatements(file.text)
  if (statements.length > maxRules) {
    problems.push(tooMany(file.name))
    return []
  }
  return statements.flatMap((statement) => {
    const result = readRule(file.name, statement, organisation)
    if ('rule' in result) return [result]
    problems.push(...result.problems)
    return []
  })
}

export function tooMany(file: string): Problem {
  return problemAt({ file }, `meer dan ${maxRules} regels; neem er samen`, `more than ${maxRules} rules; join some`)
}

function readRule(
  file: string,
  statement: Statement,
  organisation: Organisation,
): CompiledRule | { readonly problems: readonly Problem[] } {
  const here = { file, line: statement.line }
  if (statement.depth > maxDepth || statement.operators > maxOperators) {
    return {
      problems: [
        problemAt(
          here,
          'deze regel is te lang of te diep genest; maak er meer regels van',
          'this rule is too deep or too long; split it into several',
        ),
      ],
    }
  }
  const parsed = policyToJson(statement.text)
  if (parsed.type === 'failure') {
    const line = (error: DetailedError): number => lineOf(statement, error)
    return {
      problems: parsed.errors.map((error) => ({ file, line: line(error), message: refusedByCedar(describe(error)) })),
    }
  }
  const { json } = parsed
  const annotations = readAnnotations(json, organisation)
  if ('problems' in annotations) return { problems: annotations.problems.map((message) => ({ ...here, message })) }
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
    if (!(error instanceof UnsupportedError)) throw error
    const { nl, en } = error.sentence
    return { problems: [problemAt(here, `${annotations.id}: ${nl}`, `${annotations.id}: ${en}`)] }
  }
}

type Annotations = Pick<Rule, 'id' | 'remedy' | 'explanation'>

function readAnnotations(json: PolicyJson, organisation: Organisation): Annotations | { problems: readonly Text[] } {
  // Cedar gives null for an annotation without a value.
  const { id, remedy: remedyText, nl, en, ...others } = annotationTexts(json.annotations ?? {})
  const problems: Text[] = []
  if (id === undefined || !idForm.test(id)) problems.push(noId(id))
  for (const name of Object.keys(others)) {
    const known = [...knownAnnotations].map((annotation) => `@${annotation}`).join(', ')
    problems.push({
      nl: `@${name} bestaat niet; een regel kan hebben: ${known}`,
      en: `@${name} is unknown; a rule may have ${known}`,
    })
  }
  let remedy: Remedy | undefined
  if (remedyText !== undefined) {
    const parsed = parseRemedy(remedyText, organisation)
    if ('problem' in parsed) problems.push(parsed.problem)
    else if (json.effect === 'forbid') remedy = parsed
    else {
      problems.push({
        nl: 'een permit weigert niets; haal @remedy weg of maak er een forbid van',
        en: 'a permit refuses nothing; take out @remedy or make it a forbid',
      })
    }
  }
  if (id === undefined || problems.length > 0) return { problems }
  const explanation = { ...(nl === undefined ? {} : { nl }), ...(en === undefined ? {} : { en }) }
  return { id, explanation, ...(remedy === undefined ? {} : { remedy }) }
}

function noId(id: string | undefined): Text {
  return id === undefined
    ? {
        nl: 'deze regel heeft geen naam; zet er @id("…") boven, zodat een besluit haar kan noemen',
        en: 'this rule has no @id("…"); put one above it, so that a decision can name it',
      }
    : {
        nl: `@id("${id}") past niet; gebruik een kleine letter en dan kleine letters, cijfers of streepjes`,
        en: `${id} is no id; use a lower-case letter, then lower-case letters, digits or hyphens`,
      }
}

function annotationTexts(annotations: { readonly [name: string]: unknown }): { [name: string]: string } {
  const texts = Object.entries(annotations).map(([name, value]) => [name, typeof value === 'string' ? value : ''])
  return Object.fromEntries(texts)
}

/** The line in the file that Cedar's message points to; Cedar counts in bytes of the rule's text. */
export function lineOf({ text, line }: Pick<Statement, 'text' | 'line'>, error: DetailedError): number {
  const start = error.sourceLocations?.[0]?.start ?? 0
  const before = Buffer.from(text).subarray(0, start).toString()
  return line + before.split('\n').length - 1
}

export function describe({ message, help }: DetailedError): string {
  const plain = message.replace('failed to parse policy from string: ', '')
  return help === null ? plain : `${plain} (${help})`
}

/** Cedar speaks English only, and its handbook uses the same words, so its message is not translated. */
export function refusedByCedar(said: string): Text {
  return { nl: `Cedar kan deze regel niet lezen, in zijn eigen woorden: ${said}`, en: said }
}
