// SPDX-License-Identifier: EUPL-1.2
import { type Environment, type Language, languageOf, type Say, sayIn } from './language.ts'

/** Where a command runs: whom it speaks to and how. */
export interface Terminal {
  readonly language: Language
  readonly say: Say
  readonly environment: Environment
  /** How this command was called, for the lines that name the next one. */
  readonly command: string
  /** Whether a person sits at it, who can be asked something. */
  readonly isAttended: boolean
  /** Lines of the answer. */
  readonly out: (...lines: readonly string[]) => void
  /** Lines beside the answer: progress, warnings, complaints. */
  readonly warn: (...lines: readonly string[]) => void
  /** The answer for a machine. */
  readonly json: (value: unknown) => void
  /** The code that the process ends with, when it is another than 0. */
  readonly exitWith: (code: number) => void
}

/** Control characters, those that turn the reading direction, and those drawn as nothing; an emoji's selector is left alone. */
const steering = /(?!\ufe0f)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu

/** Strangers' texts must not steer the reader's terminal, nor show another order than what is there. */
export function printable(line: string): string {
  return line.replaceAll('\t', '  ').replaceAll(steering, '\u{FFFD}')
}

/** The same characters as JSON escapes: a machine gets the value that it is, a terminal nothing that steers. */
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
