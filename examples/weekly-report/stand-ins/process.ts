// SPDX-License-Identifier: EUPL-1.2
import { parseArgs } from 'node:util'

/** What a stand-in tells the process that started it, once it takes connections. */
interface Listening {
  readonly listening: string
}

/**
 * Says that a stand-in takes connections: one line for a person, one message for a parent that forked it. A forked
 * stand-in ends with its parent, also when the parent is killed: the channel between them then closes.
 */
export function announce(name: string, url: string): void {
  console.log(`${name}: ${url}`)
  process.send?.({ listening: url } satisfies Listening)
  process.on('disconnect', () => process.exit(0))
}

/** Ends a stand-in that can't start with one line, in Dutch and English, that says what to do. */
export function refuseToStart(name: string, error: unknown): never {
  console.error(`${name}: ${explain(error)}`)
  process.exit(1)
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (!('code' in error) || error.code !== 'EADDRINUSE') return error.message
  const port = 'port' in error ? String(error.port) : '?'
  return `poort ${port} is bezet, kies een andere met --port / port ${port} is taken, choose another with --port`
}

/** Options `--name value` of a stand-in; one that it doesn't know is an error. */
export function readOptions<const N extends string>(names: readonly N[]): Partial<Record<N, string>> {
  const { values } = parseArgs({
    options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
  })
  const options: Partial<Record<N, string>> = {}
  for (const name of names) {
    const value = values[name]
    if (typeof value === 'string') options[name] = value
  }
  return options
}

/** A port number as an option gives it; without one, 0: any free port. */
export function readPort(text: string | undefined): number {
  if (text === undefined) return 0
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new Error(`--port ${text}: geef een getal van 0 tot 65535 / give a number from 0 to 65535`)
}
