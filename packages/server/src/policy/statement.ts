// SPDX-License-Identifier: EUPL-1.2

/** One rule's text, with the place where it begins. */
export interface Statement {
  readonly text: string
  /** Counted from 1. */
  readonly line: number
  /** How deep the brackets nest, and how many tokens could each deepen the syntax tree by a level. */
  readonly depth: number
  readonly operators: number
}

/** A comment, a string (an unclosed one runs to the end), a word, or any other character that isn't white space. */
const token = /\/\/[^\n\r]*|"(?:[^"\\]|\\[\s\S])*(?:"|\\?$)|[A-Za-z_][A-Za-z0-9_]*|\S/g

/**
 * Splits a Cedar file at the semicolons that end its rules. Cedar itself then reads each part and takes exactly one
 * rule from it, so a mistake here can only refuse, never hide a rule: everything but comments between rules reaches it.
 */
export function splitStatements(source: string): readonly Statement[] {
  const statements: Statement[] = []
  let start = -1
  let level = 0
  let depth = 0
  let operators = 0
  let line = 1
  let counted = 0
  const end = (offset: number): void => {
    for (; counted < start; counted++) if (source[counted] === '\n') line++
    statements.push({ text: source.slice(start, offset), line, depth, operators })
    start = -1
    level = depth = operators = 0
  }
  for (const { 0: text, index } of source.matchAll(token)) {
    if (text.startsWith('//')) continue
    if (start < 0) start = index
    if ('([{'.includes(text)) depth = Math.max(depth, ++level)
    if (')]}'.includes(text)) level--
    if (deepening.has(text)) operators++
    if (text === ';') end(index + 1)
  }
  if (start >= 0) end(source.length)
  return statements
}

const deepening = new Set(['(', '[', '{', '.', '+', '-', '*', '!', '&', '|', 'else'])
