// SPDX-License-Identifier: EUPL-1.2
import { type ErrorCode, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import type { z } from 'zod'
import { innermost, inWords } from './in-words.ts'
import { type Place, type Problem, problemAt, tellProblem } from './problem.ts'
import { yamlInWords } from './yaml-in-words.ts'

/** What is wrong with the organisation's files, in words with which the author can go to the line and correct it. */
export class OrganisationError extends Error {
  readonly code = 'organisation-unreadable'
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => tellProblem(problem, 'en')).join('\n'))
    this.name = 'OrganisationError'
    this.problems = problems
  }
}

/** Where the value at a path stands; for a missing value, where the thing that should hold it stands. */
export type PlaceOf = (path: readonly PropertyKey[]) => Place

type Yaml = ReturnType<typeof parseDocument>

/** A megabyte is far above any honest file. */
const maxBytes = 1_000_000

/** After the first few syntax errors of a file, most others follow from those. */
const maxBreaks = 20

/**
 * Reads one YAML file against its schema. Reports all problems of the file at once, each with file, line and column.
 */
export function readDocument<T>(name: string, content: string, schema: z.ZodType<T>): T {
  if (content.length > maxBytes) {
    throw new OrganisationError([
      problemAt(
        { file: name },
        `groter dan ${maxBytes} tekens; maak het bestand kleiner`,
        `larger than ${maxBytes} characters; make the file smaller`,
      ),
    ])
  }
  const { document, breaks, value, at } = parsed(name, content)
  if (breaks.length > 0) {
    throw new OrganisationError(
      breaks.slice(0, maxBreaks).map(({ offset, code }) => ({ ...at(offset), message: yamlInWords[code] })),
    )
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new OrganisationError(
    result.error.issues.flatMap(innermost).map((issue) => ({
      ...at(issue.code === 'unrecognized_keys' ? offsetOfKey(document, issue) : offsetOf(document, issue.path)),
      message: described(document, issue),
    })),
  )
}

export function placesIn(name: string, content: string): PlaceOf {
  const { document, at } = parsed(name, content)
  return (path) => at(offsetOf(document, path))
}

interface Break {
  readonly offset: number
  readonly code: ErrorCode
}

interface Parsed {
  readonly document: Yaml
  readonly breaks: readonly Break[]
  readonly value: unknown
  readonly at: (offset: number) => Place
}

function parsed(name: string, content: string): Parsed {
  const lineCounter = new LineCounter()
  const at = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset)
    return { file: name, line, column: col }
  }
  try {
    const document = parseDocument(content, { lineCounter, prettyErrors: false, strict: true, uniqueKeys: false })
    const breaks = breaksIn(document)
    if (breaks.length > 0) return { document, breaks, value: undefined, at }
    refuseAliases(document, at)
    return { document, breaks, value: document.toJS({ maxAliasCount: 0 }), at }
  } catch (error) {
    if (error instanceof OrganisationError) throw error
    // Brackets can nest deeper than the stack; the library then throws.
    throw new OrganisationError([{ file: name, message: yamlInWords.RESOURCE_EXHAUSTION }])
  }
}

/**
 * What keeps a file from being read, or has it read otherwise than it looks: after `%YAML 1.1`, `010` is eight and `<<`
 * brings in members; a tag that nobody knows says that a value is another than it becomes.
 */
function breaksIn(document: Yaml): readonly Break[] {
  const { errors, warnings, directives } = document
  const told = [...errors, ...warnings].map(({ pos, code }) => ({ offset: pos[0], code }))
  if (told.length > 0) return told
  const isOther = directives !== undefined && directives.yaml.version !== '1.2'
  return isOther ? [{ offset: 0, code: 'BAD_DIRECTIVE' }] : doubledIn(document)
}

/** The library compares each key with each: eighty thousand in one file take it minutes. */
function doubledIn(document: Yaml): readonly Break[] {
  const doubled: Break[] = []
  visit(document, {
    Map: (_, { items }) => {
      const seen = new Set<string>()
      for (const { key } of items) {
        if (!isScalar(key)) continue
        const name = String(key.value)
        if (seen.has(name)) doubled.push({ offset: key.range?.[0] ?? 0, code: 'DUPLICATE_KEY' })
        seen.add(name)
      }
    },
  })
  return doubled
}

/** An alias can make a small file expand without end; no honest file here needs one. */
function refuseAliases(document: Yaml, at: (offset: number) => Place): void {
  visit(document, {
    Alias: (_, { range }) => {
      throw new OrganisationError([
        problemAt(
          at(range?.[0] ?? 0),
          'verwijst met * naar een andere plek (een YAML-alias); schrijf de waarde uit, of zet de tekst tussen aanhalingstekens',
          'refers to another place by * (a YAML alias); write the value out, or put the text between quotes',
        ),
      ])
    },
  })
}

/**
 * Names the field as its author wrote it. Positions in a list are left out, because the line shows which item it is.
 */
function described(document: Yaml, issue: z.core.$ZodIssue): Problem['message'] {
  const isMissing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
  const path = isMissing ? issue.path : issue.path.slice(0, depthOf(document, issue.path))
  const field = path.filter((key) => typeof key === 'string').join('.')
  const { nl, en } = inWords(issue)
  return field === '' ? { nl, en } : { nl: `${field}: ${nl}`, en: `${field}: ${en}` }
}

/** How much of the path the file has: a missing key is reported at what should hold it. */
function depthOf(document: Yaml, path: readonly PropertyKey[]): number {
  return path.findLastIndex((_, index) => isNode(document.getIn(path.slice(0, index + 1), true))) + 1
}

function offsetOf(document: Yaml, path: readonly PropertyKey[]): number {
  const node = document.getIn(path.slice(0, depthOf(document, path)), true)
  return (isNode(node) ? node.range?.[0] : undefined) ?? 0
}

function offsetOfKey(
  document: Yaml,
  { path, keys }: { path: readonly PropertyKey[]; keys: readonly string[] },
): number {
  const map = document.getIn(path, true)
  const key = isMap(map)
    ? map.items.find((pair) => isNode(pair.key) && keys.includes(String(pair.key)))?.key
    : undefined
  return (isNode(key) ? key.range?.[0] : undefined) ?? offsetOf(document, path)
}
