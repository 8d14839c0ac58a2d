// SPDX-License-Identifier: EUPL-1.2
import type { Language } from './language.ts'

/** Every reason for which a command ends early; docs/reference/errors.md says what to do. */
type CliErrorCode =
  /** The command line itself is not understood. */
  | 'misused'
  /** Sluis could not start. */
  | 'not-started'
  /** No key was given, or it can't be used. */
  | 'no-key'
  /** Nothing answers at the address. */
  | 'unreachable'
  /** What answers at the address is not Sluis, or another version of it. */
  | 'not-sluis'
  /** Sluis refused. */
  | 'refused'
  /** A file or standard input can't be read or written, or doesn't hold what it should. */
  | 'unusable'

/** Ends a command: each line says what happened and what to do, in the reader's language. */
export class CliError extends Error {
  readonly code: CliErrorCode
  readonly lines: readonly string[]
  constructor(code: CliErrorCode, lines: string | readonly string[], options?: ErrorOptions) {
    const all = [lines].flat()
    super(all.join('\n'), options)
    this.name = 'CliError'
    this.code = code
    this.lines = all
  }
}

/** 0: done. 1: refused or failed, with lines that say why. 2: the command was not understood. */
export const exitCodes = { done: 0, failed: 1, misused: 2 } as const

export function exitCodeOf({ code }: CliError): number {
  return code === 'misused' ? exitCodes.misused : exitCodes.failed
}

/** The operating system's name for an error, such as `ENOENT` or `EADDRINUSE`; empty for any other error. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/**
 * Why something failed, in the reader's language if a room says it in both; the operating system's messages have one.
 */
export function whyOf(error: unknown, language: Language): string {
  const sentence = error instanceof Error && 'sentence' in error ? error.sentence : undefined
  const said = typeof sentence === 'object' && sentence !== null ? Reflect.get(sentence, language) : undefined
  if (typeof said === 'string') return said
  return error instanceof Error ? error.message : String(error)
}
