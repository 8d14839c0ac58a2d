// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import type { CaseRule } from '../../oversight/index.ts'
import { CliError, systemCode } from '../error.ts'
import { personKey } from '../input/person-key.ts'
import { portOf, urlOf } from '../settings.ts'
import { tellProblem } from '../tell/problem.ts'
import { tellRule } from '../tell/rule.ts'
import type { Terminal } from '../terminal.ts'
import { nextStep } from './next-step.ts'

const timeoutMs = 20_000

/** The options of every command that speaks to a server. */
export interface ApiOptions {
  readonly url?: string
  readonly keyFile?: string
  readonly json?: true
}

/** A refusal by Sluis (RFC 9457). Its lines are in the reader's language, because the server speaks both. */
export class Refused extends CliError {
  /** The problem's own code; docs/reference/errors.md lists all. */
  readonly problem: string
  constructor(problem: string, lines: readonly string[]) {
    super('refused', lines)
    this.name = 'Refused'
    this.problem = problem
  }
}

export function withApiOptions(command: Command, { say }: Terminal): Command {
  return command
    .option(
      '--url <url>',
      say(
        'waar Sluis draait (of SLUIS_DESK_URL; anders op deze machine)',
        'where Sluis runs (or SLUIS_DESK_URL; else on this machine)',
      ),
    )
    .option('--key-file <file>', say('uw sleutel, in plaats van SLUIS_KEY', 'your key, instead of SLUIS_KEY'))
    .option('--json', say('voor een machine', 'for a machine'))
}

/** The people's API as one person sees it. */
export class ApiClient {
  readonly #base: URL
  readonly #key: string
  readonly #terminal: Terminal

  /** Throws `no-key` or `misused` before anything is sent. */
  constructor({ url, keyFile }: ApiOptions, terminal: Terminal) {
    this.#base = baseUrl(url, terminal)
    this.#key = personKey(keyFile, terminal)
    this.#terminal = terminal
  }

  get<T>(...path: readonly string[]): Promise<T> {
    return this.#ask('GET', path)
  }

  post<T>(path: readonly string[], body: unknown = {}): Promise<T> {
    return this.#ask('POST', path, body)
  }

  /** A file, exactly as the server made it. */
  async download(...path: readonly string[]): Promise<Buffer> {
    const response = await this.#send('GET', path, undefined)
    const isSluis = response.headers.get('api-version')?.startsWith('1.') === true
    const bytes = isSluis ? Buffer.from(await this.#orUnreachable(response.arrayBuffer())) : undefined
    if (bytes === undefined) throw notSluis(this.#base, response.status, this.#terminal)
    if (response.ok) return bytes
    throw refusalOf(response.status, asRecord(parse(bytes.toString('utf8'))?.value), this.#terminal)
  }

  /**
   * The answer gets its type here, unchecked, and only here: it follows the API's schema, and this person trusts this
   * server.
   */
  async #ask<T>(method: 'GET' | 'POST', path: readonly string[], body?: unknown): Promise<T> {
    const response = await this.#send(method, path, body)
    const isSluis = response.headers.get('api-version')?.startsWith('1.') === true
    const parsed = isSluis ? parse(await this.#orUnreachable(response.text())) : undefined
    if (parsed === undefined) throw notSluis(this.#base, response.status, this.#terminal)
    if (!response.ok) throw refusalOf(response.status, asRecord(parsed.value), this.#terminal)
    return parsed.value as T
  }

  #send(method: string, path: readonly string[], body: unknown): Promise<Response> {
    const { language } = this.#terminal
    const url = new URL(`api/v1/${path.join('/')}`, this.#base)
    return this.#orUnreachable(
      fetch(url, {
        method,
        headers: {
          authorization: `Bearer ${this.#key}`,
          'accept-language': language,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // A redirect could send the key elsewhere.
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      }),
    )
  }

  async #orUnreachable<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer
    } catch (cause) {
      throw unreachable(this.#base, cause, this.#terminal)
    }
  }
}

/** Undefined for anything but JSON: something between us and Sluis then answered itself. */
function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** What a proxy answers when nothing behind it does (RFC 9110 §15.6). */
const noneBehind: readonly number[] = [502, 503, 504]

function notSluis({ origin }: URL, status: number, { say }: Terminal): CliError {
  if (noneBehind.includes(status)) {
    return new CliError(
      'unreachable',
      say(
        `Op ${origin} antwoordt een proxy, en Sluis daarachter niet (${status}). Zonder Sluis gaat er niets door.`,
        `A proxy answers at ${origin}, but Sluis behind it does not (${status}). Without Sluis nothing passes.`,
      ),
    )
  }
  return new CliError('not-sluis', [
    say(
      `Wat op ${origin} antwoordt, is geen Sluis van deze versie.`,
      `What answers at ${origin} is not Sluis, or not this version of it.`,
    ),
    say('Geef het adres van de poort voor mensen met --url.', "Give the address of the people's port with --url."),
  ])
}

const strangeAuthority: readonly string[] = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]

function unreachable({ origin }: URL, cause: unknown, { say, command }: Terminal): CliError {
  const isLate = cause instanceof Error && cause.name === 'TimeoutError'
  const inner = cause instanceof Error ? cause.cause : undefined
  const code = systemCode(inner)
  const why = isLate
    ? say(`geen antwoord in ${timeoutMs / 1000} seconden`, `no answer in ${timeoutMs / 1000} seconds`)
    : code === 'ECONNREFUSED'
      ? say('daar luistert niets', 'nothing listens there')
      : strangeAuthority.includes(code)
        ? say(
            'de uitgever van het certificaat is op deze machine niet bekend; is die van uzelf, noem zijn certificaat dan met NODE_EXTRA_CA_CERTS',
            'this machine does not know the authority of its certificate; if it is your own, name its certificate with NODE_EXTRA_CA_CERTS',
          )
        : code || (inner instanceof Error ? inner.message : String(cause))
  return new CliError(
    'unreachable',
    [
      say(`Sluis is niet te bereiken op ${origin}: ${why}.`, `Sluis can't be reached at ${origin}: ${why}.`),
      say(
        `Draait het niet, start het dan met: ${command} serve. Draait het elders, geef dan --url.`,
        `If it does not run, start it with: ${command} serve. If it runs elsewhere, give --url.`,
      ),
    ],
    { cause },
  )
}

/** Refuses to send a key without TLS to another machine, because anyone on the way could read it. */
function baseUrl(given: string | undefined, { environment, say }: Terminal): URL {
  if (given === undefined) {
    const proxy = urlOf('SLUIS_DESK_URL', environment, say)
    return new URL(proxy ?? `http://127.0.0.1:${portOf('SLUIS_DESK_PORT', environment, say)}`)
  }
  const url = URL.parse(given.endsWith('/') ? given : `${given}/`)
  const isHere = url !== null && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname)
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isHere)) return url
  throw new CliError(
    'misused',
    say(
      `--url ${given}: geef een https-adres; http mag alleen op deze machine, want uw sleutel gaat mee.`,
      `--url ${given}: give an https address; http is only for this machine, because your key is sent along.`,
    ),
  )
}

type Problem = Readonly<Record<string, unknown>>

/** Takes the members of a problem that are there; an older or newer server may shape some differently. */
function refusalOf(status: number, problem: Problem, { say, language }: Terminal): Refused {
  const { code, title = '', detail = '', rules, problems, fields } = problem
  const told =
    detail === '' ? say(`Sluis weigerde dit (${status}).`, `Sluis refused this (${status}).`) : `${title}. ${detail}`
  return new Refused(String(code ?? ''), [
    told,
    ...listed(problems, (problem) => tellProblem(problem, language)),
    ...listed(fields, (part) => `${asRecord(part).field}: ${asRecord(part).message}`),
    ...listed(rules, (rule) => (isRule(rule) ? tellRule(rule, language) : String(rule))),
    ...nextStep(code, say),
  ])
}

function listed(parts: unknown, tell: (part: unknown) => string): readonly string[] {
  return Array.isArray(parts) ? parts.map((part) => `- ${tell(part)}`) : []
}

function asRecord(value: unknown): Problem {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function isRule(value: unknown): value is CaseRule {
  const { id, explanation } = asRecord(value)
  return typeof id === 'string' && typeof explanation === 'object' && explanation !== null
}
