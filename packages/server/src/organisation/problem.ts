// SPDX-License-Identifier: EUPL-1.2
import type { Text } from '@sluis/ai-act'

/** Where something stands in an organisation's files. Line and column count from 1. */
export interface Place {
  readonly file: string
  readonly line?: number
  readonly column?: number
}

/**
 * What is wrong in an organisation's files, where, and what to do. In both languages, because it isn't known who reads
 * it.
 */
export interface Problem extends Place {
  readonly message: Text
}

/** A problem at a place, Dutch and English side by side. */
export function problemAt({ file, line, column }: Place, nl: string, en: string): Problem {
  return { file, ...(line && { line }), ...(column && { column }), message: { nl, en } }
}

/** `organisation.yaml:12:9`, a form that editors and terminals understand. */
export function tellPlace({ file, line, column }: Place): string {
  return [file, line, column].filter((part) => part !== undefined).join(':')
}

/** One line for a reader: where it is and what to do. */
export function tellProblem(problem: Problem, language: keyof Text): string {
  return `${tellPlace(problem)}: ${problem.message[language]}`
}

/** For programs, with the message in the language of whoever asked. */
export function problemIn<T extends Problem>(
  problem: T,
  language: keyof Text,
): Omit<T, 'message'> & { readonly message: string } {
  return { ...problem, message: problem.message[language] }
}
