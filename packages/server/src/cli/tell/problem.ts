// SPDX-License-Identifier: EUPL-1.2
import type { Language } from '../language.ts'
import type { Terminal } from '../terminal.ts'

/**
 * One line for what is wrong in a file, `organisation.yaml:12:9: …`: as an error has it, in both languages, or as a
 * server sends it, in the reader's.
 */
export function tellProblem(problem: unknown, language: Language): string {
  if (typeof problem !== 'object' || problem === null) return String(problem)
  const { file, line, column, message }: Partial<Record<string, unknown>> = { ...problem }
  const said = typeof message === 'object' && message !== null ? Reflect.get(message, language) : message
  return `${[file, line, column].filter((part) => part !== undefined).join(':')}: ${said}`
}

/** What the files leave out, for whoever starts Sluis with them or loads them: they hold, and calls are refused by it. */
export function tellDoubt(problem: unknown, { say, language }: Pick<Terminal, 'say' | 'language'>): string {
  return `${say('Let op', 'Take note')}: ${tellProblem(problem, language)}`
}
