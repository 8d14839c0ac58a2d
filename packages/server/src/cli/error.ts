// SPDX-License-Identifier: EUPL-1.2
import type { Language } from './language.ts'

/** Everything that ends a command early; docs/reference/errors.md says what to do. */
type CliErrorCode =
  /** The command line itself isn't understood. */
  | 'misused'
  /** Sluis could not start. */
  | 'not-started'
  /** No key was given, or it can't be used. */
  | 'no-key'
  /** Nothing answers at the address. */
  | 'unreachable'
  /** What answers at the address is no Sluis of this version. */
  | 'not-sluis'
  /** Sluis said no. */
  | 'refused'
  /** A file or standard input can't be read or written, or holds something else than it should. */
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

/** 0: done. 1: refused or failed, and the lines say why. 2: the command was not understood. */
export const exitCodes = { done: 0, failed: 1, misused: 2 } as const

export function exitCodeOf({ code }: CliError): number {
  return code === 'misused' ? exitCodes.misused : exitCodes.failed
}

/** What the system calls an error: `ENOENT`, `EADDRINUSE`; empty for errors that aren't the system's. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** Why something failed, in the reader's language where a room says it in both; the system's own words have one. */
export function whyOf(error: unknown, language: Language): string {
  const sentence = error instanceof Error && 'sentence' in error ? error.sentence : undefined
  const said = typeof sentence === 'object' && sentence !== null ? Reflect.get(sentence, language) : undefined
  if (typeof said === 'string') return said
  return error instanceof Error ? error.message : String(error)
}
