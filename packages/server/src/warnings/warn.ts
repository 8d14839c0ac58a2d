// SPDX-License-Identifier: EUPL-1.2
import { type Warning, warnings } from './names.ts'

/** What a warning is about, by names that Sluis itself gave: a case, a run, a route, a witness. */
export interface About {
  readonly case?: string
  readonly run?: string
  readonly stop?: string
  readonly route?: string
  readonly person?: string
  readonly witness?: string
  /** The HTTP status that came in place of what was asked. */
  readonly status?: string
  readonly request?: string
  readonly file?: string
  readonly entries?: string
  readonly error?: unknown
}

/** One error in a chain of causes, told without anything that a stranger said. */
interface Failure {
  readonly type: string
  readonly code?: string
  /** Only for errors of the operating system: a file and what could not be done with it. */
  readonly message?: string
  /** The top of the stack, as file and line. */
  readonly at?: readonly string[]
}

const [maxCauses, maxFrames, maxLength] = [4, 3, 300]

/**
 * Warns on the error stream: as text, or with `SLUIS_WARNINGS=json` as a line of JSON. Read from the environment,
 * because threads and the process that holds the signing key warn too. Never throws.
 */
export function warn(warning: Warning, about: About = {}): void {
  const format = process.env.SLUIS_WARNINGS === 'json' ? 'json' : 'text'
  try {
    process.stderr.write(`${lineOf(warning, about, { format, at: new Date() })}\n`)
  } catch {
    // When the error stream itself fails there is nowhere left to report it, and nothing else may fail for it.
  }
}

export function lineOf(
  warning: Warning,
  { error, ...about }: About,
  { format, at }: { readonly format: 'text' | 'json'; readonly at: Date },
): string {
  const failures = error === undefined ? [] : failuresOf(error)
  const named = Object.entries(about).map(([name, value]): [string, string] => [name, clean(value)])
  if (format === 'json') {
    const line = { at: at.toISOString(), event: 'warning', warning, text: warnings[warning] }
    return JSON.stringify({ ...line, ...Object.fromEntries(named), ...(failures.length > 0 ? { failures } : {}) })
  }
  const particulars = named.length === 0 ? '' : ` (${named.map(([name, value]) => `${name} ${value}`).join(', ')})`
  const because = failures.map((failure) => `; ${textOf(failure)}`).join('')
  return `${at.toISOString()} ${warning}: ${warnings[warning]}${particulars}${because}`
}

function failuresOf(error: unknown): readonly Failure[] {
  const failures: Failure[] = []
  for (let next: unknown = error; next !== undefined && failures.length < maxCauses; next = causeOf(next)) {
    failures.push(failureOf(next))
  }
  return failures
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? (error.cause ?? undefined) : undefined
}

/** Other messages repeat what they could not read, send or parse: only those of the operating system are passed on. */
function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { type: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? clean(error.code) : undefined
  const isOfSystem = 'errno' in error && 'syscall' in error
  const frames = (error.stack ?? '')
    .split('\n')
    .flatMap((line) => /^ +at .*?([^/\\(]+:\d+):\d+\)?$/.exec(line)?.[1] ?? [])
  return {
    type: clean(error.name),
    ...(code === undefined ? {} : { code }),
    ...(isOfSystem ? { message: clean(error.message) } : {}),
    ...(frames.length === 0 ? {} : { at: frames.slice(0, maxFrames) }),
  }
}

function textOf({ type, code, message, at = [] }: Failure): string {
  const named = code === undefined ? type : `${type} ${code}`
  const told = message === undefined ? named : `${named}: ${message}`
  return at.length === 0 ? told : `${told} at ${at.join(' < ')}`
}

/** One line of bounded length: a name that came from outside must not look like a line of ours. */
function clean(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
    .slice(0, maxLength)
    .toWellFormed()
}
