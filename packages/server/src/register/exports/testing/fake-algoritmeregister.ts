// SPDX-License-Identifier: EUPL-1.2
// Stands in for the Algoritmeregister on this machine: its paths, its states, and refusals by the stored schema. It
// doesn't imitate accounts, roles or the register's own approval steps.
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { Ajv2020 } from 'ajv/dist/2020.js'

const schema = JSON.parse(
  readFileSync(new URL('../algoritmeregister/algoritmeregister-1.0.schema.json', import.meta.url), 'utf8'),
)

interface FakeEntry {
  entry: Readonly<Record<string, unknown>>
  state: 'draft' | 'released' | 'published'
}

export interface FakeAlgoritmeregister extends AsyncDisposable {
  readonly url: string
  readonly entries: Map<string, FakeEntry>
  /** `METHOD path` of each request, in order. */
  readonly asked: string[]
  /** Handles the next request but sends no answer, as when the connection breaks. */
  loseNextAnswer(): void
  /** Fails the next request for the list of entries. */
  failNextList(): void
}

export async function fakeAlgoritmeregister(organisation: string, key: string): Promise<FakeAlgoritmeregister> {
  const validate = new Ajv2020({ allErrors: true }).compile(schema)
  const entries = new Map<string, FakeEntry>()
  const asked: string[] = []
  let isLost = false
  let isListFailing = false
  const prefix = `/aanleverapi/v1_0/organizations/${organisation}/`

  const answer = (method: string, path: string, body: unknown): readonly [number, unknown] => {
    const [kind, lars = '', act] = path.split('/')
    if (kind === 'algorithms' && lars === '') {
      if (method === 'GET')
        return [200, [...entries].map(([id, { entry }]) => ({ lars: id, source_id: entry.source_id }))]
      if (!validate(body)) return [422, { detail: validate.errors }]
      const id = String(10_000_000 + entries.size)
      entries.set(id, { entry: Object(body), state: 'draft' })
      return [200, { lars_code: id }]
    }
    const found = entries.get(lars)
    if (found === undefined) return [404, { detail: `Er is geen algoritme gevonden met LARS-code: (${lars})` }]
    if (kind === 'published-algorithms' && act === 'retract' && method === 'DELETE') {
      if (found.state !== 'published') return [400, { detail: 'niet gepubliceerd' }]
      found.state = 'draft'
      return [200, null]
    }
    if (act === undefined && method === 'PUT') {
      if (!validate(body)) return [422, { detail: validate.errors }]
      found.entry = Object(body)
      found.state = 'draft'
      return [200, { message: 'ok' }]
    }
    if (act === 'preview') return [200, { url: `https://preview.example/nl/algoritme/C${lars}` }]
    if (act === 'release') {
      found.state = 'released'
      return [200, { message: 'ok' }]
    }
    if (act === 'publish' && found.state === 'released') {
      found.state = 'published'
      return [200, { message: 'ok' }]
    }
    return [400, { detail: 'dit kan nu niet' }]
  }

  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    const { method = '', url = '', headers } = request
    asked.push(`${method} ${url.replace(prefix, '')}`)
    const isAllowed = headers.authorization === `Bearer ${key}` && url.startsWith(prefix)
    const [status, told] = isAllowed ? answer(method, url.slice(prefix.length), body) : [401, { detail: 'onbekend' }]
    if (isLost && method !== 'GET') {
      isLost = false
      request.socket.destroy()
      return
    }
    if (isListFailing && method === 'GET') {
      isListFailing = false
      return void response.writeHead(503).end()
    }
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(told))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    entries,
    asked,
    loseNextAnswer: () => {
      isLost = true
    },
    failNextList: () => {
      isListFailing = true
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString('utf8')
  return text === '' ? undefined : JSON.parse(text)
}
