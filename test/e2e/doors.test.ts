// SPDX-License-Identifier: EUPL-1.2
// Two doors with different keys: what an agent holds opens nothing of the people's, what a person holds opens nothing
// of the agents', and no tool leads round the back.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { z } from 'zod'
import { type ChildHouse, openChildHouse } from './child-house.ts'
import { ask, connectAgent } from './outside-agent.ts'

const document = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
const people = ['anna', 'omar', 'sanne', 'ruth']

/** Links in the books that lead out of them, as a careless colleague may have made. */
function linkOut(folder: string): void {
  symlinkSync('../organisation', join(folder, 'books/to-organisation'))
  symlinkSync('../data', join(folder, 'books/to-data'))
  symlinkSync('/etc/passwd', join(folder, 'books/to-passwd.txt'))
  symlinkSync('/proc/self/environ', join(folder, 'books/to-environ.txt'))
}

describe('the two doors', () => {
  let house: ChildHouse
  let runKey = ''
  before(async () => {
    house = await openChildHouse(linkOut)
    await house.start()
    const headers = { authorization: `Bearer ${house.key('reporter')}` }
    const made = await fetch(`${house.gateUrl}/v1/runs`, { method: 'POST', headers })
    runKey = z.object({ key: z.string() }).parse(await made.json()).key
  })
  after(() => house?.[Symbol.asyncDispose]())

  /** Every operation of the people's API, as its own description has them. */
  async function operations(): Promise<readonly (readonly [string, string])[]> {
    const { paths } = document.parse(await (await fetch(`${house.deskUrl}/api/v1/openapi.json`)).json())
    return Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => [method.toUpperCase(), path.replaceAll(/\{\w+\}/g, 'any-id')] as const),
    )
  }

  it('an agent key opens nothing of the people’s API, however it is sent (P9)', { timeout: 45_000 }, async () => {
    const asked = await operations()
    assert.ok(asked.length >= 15, `only ${asked.length} operations are described`)
    const isBodyless = (method: string): boolean => method === 'GET' || method === 'HEAD'
    for (const key of [house.key('reporter'), runKey]) {
      const ways = [
        { authorization: `Bearer ${key}` },
        { authorization: `bearer ${key}` },
        { 'x-api-key': key },
        { cookie: `sluis_session=${key}` },
      ]
      for (const [method, path] of asked) {
        for (const way of ways) {
          const response = await fetch(`${house.deskUrl}${path}`, {
            method,
            headers: { ...way, 'content-type': 'application/json' },
            ...(isBodyless(method)
              ? {}
              : { body: JSON.stringify({ key, scope: 'all', reason: 'x', verdict: 'approve' }) }),
          })
          // Whoever has no key at all may ask to sign in, and read what the API can do.
          const isOpen = path.endsWith('/openapi.json') || (path.endsWith('/session') && method === 'POST')
          if (isOpen && !('authorization' in way)) continue
          assert.ok([401, 403].includes(response.status), `${method} ${path}: ${response.status}`)
        }
      }
      for (const path of ['/', '/cases', '/index.html', '/api/v1/nothing', '/api/v1/openapi.json']) {
        const { status } = await house.people(key, 'GET', path)
        assert.ok([401, 403].includes(status), `${path}: ${status}`)
      }
      const signIn = await fetch(`${house.deskUrl}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ key }),
      })
      assert.deepEqual([signIn.status, signIn.headers.get('set-cookie')], [401, null])
    }
    assert.equal((await ask(house.gateUrl, house.key('reporter'))).status, 200, 'nothing was stopped by all this')
  })

  it('an agent key reads the public part of the log and no entries (P9)', { timeout: 20_000 }, async () => {
    for (const path of ['/log/checkpoint', '/log/key']) {
      assert.equal((await house.people(house.key('reporter'), 'GET', path)).status, 200)
    }
    const entries = await house.people(house.key('reporter'), 'GET', '/log/tile/entries/000.p/1')
    assert.ok([401, 403].includes(entries.status), `${entries.status}`)
  })

  it('a person’s key opens nothing of the gate, whoever the person is (P9)', { timeout: 20_000 }, async () => {
    const reached = house.modelRequests()
    for (const person of people) {
      const key = house.key(person)
      for (const way of [{ authorization: `Bearer ${key}` }, { 'x-api-key': key }]) {
        for (const [method, path] of [
          ['GET', '/v1/models'],
          ['POST', '/v1/runs'],
          ['POST', '/v1/chat/completions'],
          ['POST', '/mcp'],
          ['GET', '/mcp'],
        ] as const) {
          const body = JSON.stringify({ model: 'reporting', messages: [{ role: 'user', content: 'Hello.' }] })
          const { status } = await fetch(`${house.gateUrl}${path}`, {
            method,
            headers: { ...way, 'content-type': 'application/json' },
            ...(method === 'GET' ? {} : { body }),
          })
          assert.equal(status, 401, `${person} at ${path}`)
        }
      }
    }
    assert.equal(house.modelRequests(), reached)
  })

  it('no tool reads what is outside the books: not by a path, not by a link (P8, P9)', {
    timeout: 30_000,
  }, async () => {
    await using agent = await connectAgent(house.gateUrl, house.key('reporter'))
    const { folder, dataFolder } = house
    const files = [
      ...['organisation/organisation.yaml', 'organisation/policies/weekly-report.cedar'].flatMap((file) => [
        `../${file}`,
        `invoices/../../${file}`,
        join(folder, file),
        `file://${join(folder, file)}`,
        `${folder}/books/../${file}`,
        `..%2f${file.replaceAll('/', '%2f')}`,
        `..\\${file.replaceAll('/', '\\')}`,
      ]),
      ...['log.key', 'digest.key', 'keys.db', 'identity.db', 'journal.db', 'stop-orders'].map((file) =>
        join(dataFolder, file),
      ),
      'to-organisation/organisation.yaml',
      'to-data/log.key',
      'to-passwd.txt',
      'to-environ.txt',
      '/etc/passwd',
      '/proc/self/environ',
      '/proc/1/environ',
      '/proc/self/root/etc/passwd',
      '/proc/self/cwd/../organisation/organisation.yaml',
      '/dev/stdin',
      '~/.ssh/id_rsa',
      'crm.csv\u0000/../../organisation/organisation.yaml',
    ]
    for (const path of files) {
      const { isError, text } = await agent.call('books_read_text_file', { path })
      assert.equal(isError, true, `${path} was read`)
      assert.doesNotMatch(text, /mailDomains|SQLite format|PRIVATE|root:|permit \(|SLUIS_/, path)
    }
    for (const path of ['..', '/', '../data', folder, dataFolder, '/proc/self', 'to-data', 'to-organisation']) {
      assert.equal((await agent.call('books_list_directory', { path })).isError, true, `${path} was listed`)
    }
    const attached = { to: ['team@verhage.example'], subject: 'Files', text: 'See the file.' }
    for (const document of ['../organisation/organisation.yaml', 'to-data/log.key', 'to-passwd.txt', '/etc/passwd']) {
      const { isError } = await agent.call('mail_send', { ...attached, attachments: [{ document }] })
      assert.equal(isError, true, `${document} was mailed`)
    }
    assert.equal((await agent.call('books_read_text_file', { path: 'crm.csv' })).isError, false, 'the books are read')
  })

  it('an agent has three tools, and no stop, resume, case or organisation among them (P9, P10)', {
    timeout: 20_000,
  }, async () => {
    await using agent = await connectAgent(house.gateUrl, house.key('reporter'))
    const { tools } = await agent.client.listTools()
    assert.deepEqual(
      tools.map(({ name }) => name),
      ['books_list_directory', 'books_read_text_file', 'mail_send'],
    )
    for (const name of ['stop', 'resume', 'sluis_resume', 'cases_approve', 'books_write_file', 'books_move_file']) {
      assert.equal((await agent.call(name, {})).gate.code, 'not-found')
    }
    for (const path of ['/v1/stops', '/v1/cases', '/api/v1/stops', '/v1/../api/v1/stops', '/log/checkpoint', '/']) {
      const headers = { authorization: `Bearer ${house.key('reporter')}` }
      assert.equal((await fetch(`${house.gateUrl}${path}`, { headers })).status, 404, path)
    }
  })

  it('a tool server gets nothing of our environment (P8)', { timeout: 20_000 }, async () => {
    await using agent = await connectAgent(house.gateUrl, house.key('reporter'))
    assert.equal((await agent.call('books_list_directory', { path: '.' })).isError, false)
    const environments = environmentsOf(join(house.folder, 'books'))
    assert.deepEqual(environments, [''])
  })

  it('a page whose name was made to point here is refused at both doors', { timeout: 20_000 }, async () => {
    const evil = ['evil.example', 'evil.example:8484', '127.0.0.1.evil.example', 'localhost.evil.example']
    for (const host of evil) {
      for (const path of ['/', '/api/v1/me', '/log/checkpoint', '/api/v1/session']) {
        assert.equal(await statusUnder(`${house.deskUrl}${path}`, house.key('anna'), { host }), 421, `${host} ${path}`)
      }
      for (const path of ['/v1/models', '/mcp']) {
        const status = await statusUnder(`${house.gateUrl}${path}`, house.key('reporter'), { host })
        assert.equal(status, 421, `${host} ${path}`)
      }
    }
    const { port } = new URL(house.gateUrl)
    for (const [headers, status] of [
      [{ origin: 'http://evil.example' }, 421],
      [{ origin: 'null' }, 421],
      [{ origin: 'http://localhost:3000' }, 200],
      [{ host: `localhost:${port}` }, 200],
    ] as const) {
      assert.equal(await statusUnder(`${house.gateUrl}/v1/models`, house.key('reporter'), headers), status)
    }
  })
})

/** The status of a GET under another name or from another page; `fetch` would not send these headers. */
async function statusUnder(url: string, key: string, headers: Record<string, string>): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const sent = request(url, { headers: { authorization: `Bearer ${key}`, ...headers } }, (response) => {
    response.resume()
    resolve(response.statusCode ?? 0)
  })
  sent.once('error', reject)
  sent.end()
  return await promise
}

/** The environments of the tool servers that serve this folder. */
function environmentsOf(folder: string): readonly string[] {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return processes.flatMap((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      const isServer = command.includes(folder) && command.some((part) => part.includes('server-filesystem'))
      return isServer ? [readFileSync(`/proc/${pid}/environ`, 'utf8')] : []
    } catch {
      return []
    }
  })
}
