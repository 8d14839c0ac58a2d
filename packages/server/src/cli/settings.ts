// SPDX-License-Identifier: EUPL-1.2
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { Option } from 'commander'
import { CliError } from './error.ts'
import type { Environment, Say } from './language.ts'

export const defaultPorts = { SLUIS_GATE_PORT: 8484, SLUIS_DESK_PORT: 8485 } as const

/** The option that `dataFolderOf` reads. */
export function dataOption(say: Say): Option {
  return new Option(
    '--data <folder>',
    say('de gegevensmap (of SLUIS_DATA; anders ./data)', 'the data folder (or SLUIS_DATA; else ./data)'),
  )
}

/** The option that `signerOf` reads. */
export function signerOption(say: Say): Option {
  return new Option(
    '--signer <socket>',
    say('waar de ondertekenaar luistert (of SLUIS_SIGNER)', 'where the signer listens (or SLUIS_SIGNER)'),
  )
}

/** The folder with everything that Sluis keeps: from the option, else from the environment, else `./data`. */
export function dataFolderOf(given: string | undefined, environment: Environment): string {
  return resolve(given ?? (environment.SLUIS_DATA || 'data'))
}

/**
 * The database that several processes share, from the environment only, because everyone on the machine can read a
 * command line. Throws `misused` if it is no database URL, without repeating it: it may hold a password.
 */
export function databaseOf(environment: Environment, say: Say): { readonly database?: string } {
  const database = environment.SLUIS_DATABASE ?? ''
  if (database === '') return {}
  if (/^postgres(ql)?:\/\//.test(database) && URL.canParse(database)) return { database }
  throw new CliError(
    'misused',
    say(
      'SLUIS_DATABASE is geen adres van PostgreSQL; geef postgres://gebruiker:wachtwoord@machine/database.',
      'SLUIS_DATABASE is no address of PostgreSQL; give postgres://user:password@machine/database.',
    ),
  )
}

/** The socket of a signer in a process of its own: from the option, else from the environment, else none. */
export function signerOf(given: string | undefined, environment: Environment): { readonly signer?: string } {
  const socket = given ?? environment.SLUIS_SIGNER ?? ''
  return socket === '' ? {} : { signer: resolve(socket) }
}

/** A port from the environment. Throws `misused` for anything else. */
export function portOf(name: keyof typeof defaultPorts, environment: Environment, say: Say): number {
  const given = environment[name]
  if (given === undefined || given === '') return defaultPorts[name]
  const port = /^[0-9]{1,5}$/.test(given) ? Number(given) : 0
  if (port >= 1 && port <= 65_535) return port
  throw new CliError(
    'misused',
    say(
      `${name} is "${given}"; geef een poort van 1 tot 65535.`,
      `${name} is "${given}"; give a port from 1 to 65535.`,
    ),
  )
}

/** The address that both doors listen on, by default only this machine's own. Throws `misused` if it is no address. */
export function listenOf(environment: Environment, say: Say): string {
  const given = environment.SLUIS_LISTEN ?? ''
  if (given === '') return '127.0.0.1'
  if (isIP(given) !== 0) return given
  throw new CliError(
    'misused',
    say(
      `SLUIS_LISTEN is "${given}"; geef een IP-adres van deze machine, zoals 10.0.0.5, of 0.0.0.0 voor alle.`,
      `SLUIS_LISTEN is "${given}"; give an IP address of this machine, such as 10.0.0.5, or 0.0.0.0 for all.`,
    ),
  )
}

/**
 * The address at which others reach a door, through a proxy that speaks TLS. Throws `misused` if it is no such address.
 */
export function urlOf(
  name: 'SLUIS_GATE_URL' | 'SLUIS_DESK_URL',
  environment: Environment,
  say: Say,
): string | undefined {
  const given = environment[name] ?? ''
  if (given === '') return undefined
  const url = URL.parse(given)
  // A proxy would have to strip a path again, and the Desk requests its files from the root.
  if (url?.protocol === 'https:' && url.href === `${url.origin}/`) return url.origin
  throw new CliError(
    'misused',
    say(
      `${name} is "${given}"; geef het https-adres van uw proxy, zonder pad, zoals https://sluis.example.nl.`,
      `${name} is "${given}"; give the https address of your proxy, without a path, such as https://sluis.example.nl.`,
    ),
  )
}

/** Throws `misused` when the address for traces is invalid. It isn't repeated: it may hold a password. */
export function checkTraces(environment: Environment, say: Say): void {
  const given = environment.OTEL_EXPORTER_OTLP_ENDPOINT ?? ''
  if (given === '' || ['http:', 'https:'].includes(URL.parse(given)?.protocol ?? '')) return
  throw new CliError(
    'misused',
    say(
      'OTEL_EXPORTER_OTLP_ENDPOINT is geen adres; geef dat van uw collector, zoals http://127.0.0.1:4318.',
      'OTEL_EXPORTER_OTLP_ENDPOINT is no address; give that of your collector, such as http://127.0.0.1:4318.',
    ),
  )
}

const defaultGraceSeconds = 30

/** How long calls under way get to finish when Sluis closes, in milliseconds. Throws `misused` if it is no time. */
export function graceOf(environment: Environment, say: Say): number {
  const given = environment.SLUIS_GRACE
  if (given === undefined || given === '') return defaultGraceSeconds * 1000
  if (/^[0-9]{1,4}$/.test(given)) return Number(given) * 1000
  throw new CliError(
    'misused',
    say(
      `SLUIS_GRACE is "${given}"; geef een aantal seconden van 0 tot 9999.`,
      `SLUIS_GRACE is "${given}"; give a number of seconds from 0 to 9999.`,
    ),
  )
}
