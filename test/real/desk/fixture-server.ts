// SPDX-License-Identifier: EUPL-1.2
// Answers like the people's API, from memory, and serves the built Desk under the policy that the product uses. It holds
// the rules that the Desk's conduct depends on: digests, roles, one verdict per case, an edit that is denied.
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import type { Me } from '../../../packages/desk/src/api.ts'
import type { Case, CaseContent } from '../../../packages/desk/src/api-cases.ts'
import type { PastStop, Stop } from '../../../packages/desk/src/api-stops.ts'
import { edited, editedNext, otherTool, ownDebtorOnly, reminder, summaryOf, tricky } from './fixture-cases.ts'
import { runs } from './fixture-runs.ts'

const dist = join(import.meta.dirname, '../../../packages/desk/dist')

/** The policy of the people's port; what it refuses, the page reports and the test sees. */
const contentSecurityPolicy = [
  "default-src 'none'",
  ...['script', 'style', 'img', 'font', 'connect', 'manifest'].map((kind) => `${kind}-src 'self'`),
  ...['base-uri', 'form-action', 'frame-ancestors'].map((kind) => `${kind} 'none'`),
].join('; ')

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** As much of it as is asked of a list. */
const reporting = {
  id: 'weekly-report',
  name: 'Reports and reminders',
  purpose: 'To report.',
  label: 'limited',
  passesGate: true,
  notices: [],
}

const organisation = { id: 'verhage', name: 'Verhage Techniek B.V.', language: 'nl' } as const
export const people: Readonly<Record<string, Me>> = {
  'key-sanne': {
    person: { id: 'sanne', name: 'Sanne Kuipers' },
    organisation,
    may: ['read', 'decide', 'stop'],
  },
  'key-anna': {
    person: { id: 'anna', name: 'Anna Verhage' },
    organisation,
    may: ['read', 'stop', 'resume', 'start-run'],
  },
  'key-ruth': { person: { id: 'ruth', name: 'Ruth de Boer' }, organisation, may: ['read'] },
}

export interface Asked {
  readonly method: string
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
}

type Answer = readonly [status: number, body?: unknown]
const problem = (status: number, code: string, more: object = {}): Answer => [
  status,
  { type: 'about:blank', title: code, status, code, ...more },
]

export class FixtureServer {
  readonly cases = new Map<string, Case>()
  /** Of cases whose content stands apart. */
  readonly contents = new Map<string, CaseContent>()
  /** Of the arguments of tools, as somebody admitted them. */
  readonly schemas = new Map<string, unknown>()
  stops: Stop[] = []
  pastStops: PastStop[] = []
  /** Every request that changes something, as it came in. */
  readonly asked: Asked[] = []
  /** Whether this process has other files than those in force. */
  filesBehind = false
  /** Answers every API request with this instead, while set. */
  failWith: Answer | undefined
  readonly #sessions = new Map<string, Me>()
  readonly #server: Server = createServer((request, response) => {
    this.#answer(request, response).catch(() => response.destroy())
  })

  constructor() {
    for (const held of [reminder(), tricky(), otherTool(), edited(), editedNext()]) this.cases.set(held.id, held)
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    const address: AddressInfo | string | null = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    return `http://127.0.0.1:${address.port}`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  change(id: string, by: Partial<Case>): void {
    const held = this.cases.get(id)
    if (held !== undefined) this.cases.set(id, { ...held, ...by })
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://desk')
    response.setHeader('Content-Security-Policy', contentSecurityPolicy)
    if (!url.pathname.startsWith('/api/v1/')) return await serveFile(url.pathname, response)
    const text = await new Response(request.method === 'GET' ? null : await bodyOf(request)).text()
    const method = request.method ?? 'GET'
    const path = url.pathname.slice('/api/v1/'.length)
    const token = String(request.headers['sluis-session'])
    const body: Record<string, unknown> = text === '' ? {} : JSON.parse(text)
    if (method !== 'GET') this.asked.push({ method, path, body })
    const [status, answer] =
      this.failWith ??
      (path === 'session' ? this.#session(method, token, body) : this.#route(method, path + url.search, token, body))
    response.writeHead(status, { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' })
    response.end(answer === undefined ? '' : JSON.stringify(answer))
  }

  #session(method: string, token: string, { key }: Record<string, unknown>): Answer {
    if (method === 'DELETE') {
      this.#sessions.delete(token)
      return [204]
    }
    const me = people[String(key)]
    if (me === undefined) return problem(401, 'unauthenticated')
    const session = crypto.randomUUID()
    this.#sessions.set(session, me)
    return [200, { session }]
  }

  #route(method: string, path: string, token: string, body: Readonly<Record<string, unknown>>): Answer {
    const me = this.#sessions.get(token)
    if (me === undefined) return problem(401, 'unauthenticated')
    const [room = '', id = '', deed = ''] = path.split(/[/?]/)
    const open = [...this.cases.values()].filter(({ state }) => state === 'open')
    switch (`${method} ${room}`) {
      case 'GET me':
        return [200, this.filesBehind ? { ...me, filesBehind: true } : me]
      case 'GET cases':
        if (id.startsWith('state=')) {
          const query = new URLSearchParams(id)
          const before = Number(query.get('before') ?? Number.POSITIVE_INFINITY)
          const shown = query.get('state') === 'open' ? open : [...this.cases.values()]
          const listed = shown
            .filter(({ openedAt }) => openedAt < before)
            .map((held) => summaryOf(this.#seen(held, me)))
          return [200, { cases: listed }]
        }
        if (deed === 'content') return [200, this.contents.get(id)]
        return this.#case(id, me)
      case 'POST cases':
        return this.#verdict(id, me, body)
      case 'GET stops':
        return [200, { stops: id === 'past' ? this.pastStops : this.stops }]
      case 'POST stops':
        return deed === 'lift' ? this.#lift(id, me, body) : this.#stop(me, body)
      case 'GET tasks':
        return [
          200,
          {
            tasks: [
              {
                id: 'weekly-report',
                name: 'Weekly sales report',
                agent: { id: 'reporter', name: 'Weekly report agent' },
              },
            ],
          },
        ]
      case 'GET systems':
        return id === '' ? [200, { systems: [reporting] }] : problem(404, 'unknown')
      case 'GET tools':
        return deed === 'schema' ? [200, { schema: this.schemas.get(id) ?? null }] : problem(404, 'unknown')
      case 'POST tasks':
        return me.may.includes('start-run') ? [201, { run: 'run-4f1c' }] : problem(403, 'forbidden')
      case 'GET runs': {
        const all = runs(open.map(summaryOf))
        const run = all.find((one) => one.id === id)
        if (id === '') return [200, { runs: all }]
        return run === undefined ? problem(404, 'unknown') : [200, run]
      }
      default:
        return problem(404, 'unknown')
    }
  }

  #case(id: string, me: Me): Answer {
    const held = this.cases.get(id)
    if (held === undefined) return problem(404, 'case-unknown')
    return [200, this.#seen(held, me)]
  }

  #seen(held: Case, me: Me): Case {
    return { ...held, mayDecide: held.mayDecide && me.may.includes('decide') }
  }

  #verdict(id: string, me: Me, body: Readonly<Record<string, unknown>>): Answer {
    const held = this.cases.get(id)
    if (held === undefined) return problem(404, 'case-unknown')
    if (!me.may.includes('decide')) return problem(403, 'not-a-member')
    if (held.state !== 'open' || body.digest !== held.digest) return problem(409, 'digest-mismatch')
    const given = { person: me.person, at: Date.now() }
    if (body.verdict === 'edit') {
      const mail: { bcc?: readonly string[] } = Object(body.arguments)
      if (mail.bcc !== undefined) return problem(422, 'denied', { rules: [ownDebtorOnly] })
      const next = `${id}-edited`
      this.change(id, { state: 'edited', successor: next, mayDecide: false })
      this.cases.set(next, {
        ...held,
        id: next,
        state: 'approved',
        digest: `${held.digest}-edited`,
        arguments: body.arguments,
        before: held.arguments,
        replaces: id,
        verdicts: [{ ...given, verdict: 'approve' }],
        mayDecide: false,
      })
      return [200, this.cases.get(next)]
    }
    const isYes = body.verdict === 'approve'
    this.change(id, {
      state: isYes ? 'approved' : 'rejected',
      body: { ...held.body, approvals: held.body.approvals + (isYes ? 1 : 0) },
      verdicts: [
        ...held.verdicts,
        {
          ...given,
          verdict: isYes ? 'approve' : 'reject',
          ...(body.reason === undefined ? {} : { reason: String(body.reason) }),
        },
      ],
      mayDecide: false,
    })
    return [200, this.cases.get(id)]
  }

  #stop(me: Me, body: Readonly<Record<string, unknown>>): Answer {
    if (!me.may.includes('stop')) return problem(403, 'forbidden')
    const { scope } = body
    if (scope !== 'all' && scope !== 'agent' && scope !== 'system' && scope !== 'run') return problem(400, 'invalid')
    const stop: Stop = {
      id: `stop-${this.stops.length + 1}`,
      scope,
      ...(body.target === undefined ? {} : { target: String(body.target) }),
      orderedAt: Date.now(),
      by: me.person,
      reason: String(body.reason),
      recorded: true,
    }
    this.stops.push(stop)
    return [201, stop]
  }

  #lift(id: string, me: Me, body: Readonly<Record<string, unknown>>): Answer {
    if (!me.may.includes('resume')) return problem(403, 'forbidden')
    const lifted = this.stops.filter((stop) => stop.id === id)
    this.stops = this.stops.filter((stop) => stop.id !== id)
    const then = { liftedAt: Date.now(), liftedBy: me.person, liftedReason: String(body.reason) }
    this.pastStops = [...lifted.map((stop) => ({ ...stop, ...then })), ...this.pastStops]
    return [200, {}]
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts)
}

/** A file of the build, or the page itself for every other address. */
async function serveFile(path: string, response: ServerResponse): Promise<void> {
  const name = extname(path) === '' ? 'index.html' : normalize(path).replace(/^(\.\.[/\\])+/, '')
  const bytes = await readFile(join(dist, name)).catch(() => undefined)
  response.writeHead(bytes === undefined ? 404 : 200, { 'Content-Type': types[extname(name)] ?? 'text/plain' })
  response.end(bytes ?? 'not found')
}
