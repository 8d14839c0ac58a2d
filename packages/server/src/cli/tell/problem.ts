// SPDX-License-Identifier: EUPL-1.2
import type { Language } from '../language.ts'
import type { Terminal } from '../terminal.ts'

/**
 * One line for a problem in a file, `organisation.yaml:12:9: …`. Takes the form of an error, in both languages, or that
 * of a server, in the reader's.
 */
export function tellProblem(problem: unknown, language: Language): string {
  if (typeof problem !== 'object' || problem === null) return String(problem)
  const { file, line, column, message }: Partial<Record<string, unknown>> = { ...problem }
  const said = typeof message === 'object' && message !== null ? Reflect.get(message, language) : message
  return `${[file, line, column].filter((part) => part !== undefined).join(':')}: ${said}`
}

/**
 * Warns whoever starts Sluis with these files, or loads them, of something that is allowed in them and makes calls fail.
 */
export function tellDoubt(problem: unknown, { say, language }: Pick<Terminal, 'say' | 'language'>): string {
  return `${say('Let op', 'Take note')}: ${tellProblem(problem, language)}`
}
