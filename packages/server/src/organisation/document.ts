// SPDX-License-Identifier: EUPL-1.2
import { LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { inWords } from './in-words.ts'

/** What is wrong with the organisation's files, said so that the author can go to the line and mend it. */
export class OrganisationError extends Error {
  readonly code = 'organisation-unreadable'
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'OrganisationError'
    this.problems = problems
  }
}

/** A megabyte is far above any honest file. */
const maxBytes = 1_000_000

/**
 * Reads one YAML file against its schema. Problems carry file, line and column; all of a file's are given at once.
 */
export function readDocument<T>(name: string, content: string, schema: z.ZodType<T>): T {
  if (content.length > maxBytes) throw new OrganisationError([`${name}: larger than ${maxBytes} bytes`])
  const lines = new LineCounter()
  const document = parseDocument(content, { lineCounter: lines, prettyErrors: false, strict: true, uniqueKeys: true })
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset)
    return `${name}:${line}:${col}`
  }
  if (document.errors.length > 0) {
    throw new OrganisationError(document.errors.map((error) => `${at(error.pos[0])}: ${error.message}`))
  }
  const parsed = schema.safeParse(plainValue(document, name))
  if (parsed.success) return parsed.data
  throw new OrganisationError(
    parsed.error.issues.map((issue) => `${at(offsetOf(document, issue.path))}: ${describe(issue)}`),
  )
}

/** `organisation.yaml:12:9`: where the values of a file that was read stand. */
export function placesIn(name: string, content: string): (path: readonly PropertyKey[]) => string {
  const lineCounter = new LineCounter()
  const document = parseDocument(content, { lineCounter, prettyErrors: false })
  return (path) => {
    const { line, col } = lineCounter.linePos(offsetOf(document, path))
    return `${name}:${line}:${col}`
  }
}

/** An alias can make a small file expand without end; no honest file here needs one. */
function plainValue(document: ReturnType<typeof parseDocument>, name: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 })
  } catch {
    throw new OrganisationError([`${name}: uses a YAML alias (*name); write the value out`])
  }
}

function describe(issue: z.core.$ZodIssue): string {
  const where = issue.path.join('.')
  const { en } = inWords(issue)
  return where === '' ? en : `${where}: ${en}`
}

/** The offset of the deepest node on the path that exists: a missing key is reported at what should hold it. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true)
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      const [start] = node.range
      if (typeof start === 'number') return start
    }
  }
  return 0
}
