// SPDX-License-Identifier: EUPL-1.2
import { type Warning, warnings } from './names.ts'

/** What it is about, by names that the house itself gives: a case, a run, a route, a witness. */
export interface About {
  readonly case?: string
  readonly run?: string
  readonly stop?: string
  readonly route?: string
  readonly person?: string
  readonly witness?: string
  readonly request?: string
  readonly file?: string
  readonly entries?: string
  readonly error?: unknown
}

/** One error of a chain of causes, as far as it can be told without what a stranger said. */
interface Failure {
  readonly type: string
  readonly code?: string
  /** Of the system alone: a file and what could not be done with it. */
  readonly message?: string
  /** Where in our code. */
  readonly at?: readonly string[]
}

const [maxCauses, maxFrames, maxLength] = [4, 3, 300]

/**
 * Warns on the error stream: as text, or with `SLUIS_WARNINGS=json` as a line of JSON. The setting is the process's own,
 * because threads and the process that holds the signing key warn as well. Never throws.
 */
export function warn(warning: Warning, about: About = {}): void {
  const format = process.env.SLUIS_WARNINGS === 'json' ? 'json' : 'text'
  try {
    process.stderr.write(`${lineOf(warning, about, { format, at: new Date() })}\n`)
  } catch {
    // With nowhere left to say it, what goes wrong must not go wrong further.
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

/** Messages of others repeat what they could not read, send or parse: only the system's own are told. */
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

/** On one line and of a bounded length: a name that came from outside must not look like a line of ours. */
function clean(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
    .slice(0, maxLength)
    .toWellFormed()
}
