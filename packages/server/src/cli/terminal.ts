// SPDX-License-Identifier: EUPL-1.2
import { type Environment, type Language, languageOf, type Say, sayIn } from './language.ts'

/** Where a command runs: how it reaches the person or program that called it. */
export interface Terminal {
  readonly language: Language
  readonly say: Say
  readonly environment: Environment
  /** How this command was called, for lines that name the next command. */
  readonly command: string
  /** Whether a person sits at it, who can be asked something. */
  readonly isAttended: boolean
  /** Prints lines of the answer. */
  readonly out: (...lines: readonly string[]) => void
  /** Prints lines beside the answer: progress, warnings, complaints. */
  readonly warn: (...lines: readonly string[]) => void
  /** Prints the answer for a program. */
  readonly json: (value: unknown) => void
  /** Sets the exit code of the process, when it isn't 0. */
  readonly exitWith: (code: number) => void
}

/**
 * Control characters, those that reverse the reading direction, and those drawn as nothing; U+FE0F, which emoji use, is
 * left alone.
 */
const steering = /(?!\ufe0f)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu

/** Strangers' texts must not steer the reader's terminal, or show text in another order than it has. */
export function printable(line: string): string {
  return line.replaceAll('\t', '  ').replaceAll(steering, '\u{FFFD}')
}

/** The same characters as JSON escapes: a program gets the exact value, and a terminal nothing that steers it. */
export function printableJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2) ?? 'null'
  return text.replaceAll(steering, (found) => (found === '\n' ? found : escaped(found)))
}

function escaped(text: string): string {
  return [...Array(text.length).keys()].map((at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')
}

export function processTerminal(args: readonly string[]): Terminal {
  const language = languageOf(args, process.env)
  const write = (stream: NodeJS.WriteStream, lines: readonly string[]): void => {
    stream.write(lines.map((line) => `${printable(line)}\n`).join(''))
  }
  return {
    language,
    say: sayIn(language),
    environment: process.env,
    command: process.env.npm_command === 'exec' ? 'npx sluis' : 'sluis',
    isAttended: process.stdin.isTTY === true && process.stderr.isTTY === true,
    out: (...lines) => write(process.stdout, lines),
    warn: (...lines) => write(process.stderr, lines),
    json: (value) => process.stdout.write(`${printableJson(value)}\n`),
    exitWith: (code) => {
      process.exitCode = code
    },
  }
}
