// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { describe, it } from 'node:test'
import type { Organisation } from '../../organisation/index.ts'
import { Servers } from './servers.ts'

/** As far as reaching servers looks at an organisation. */
function organisationWith(server: object): Organisation {
  const far = { id: 'far', kind: 'mcp-http', url: { env: 'FAR_URL' }, tools: {}, prompts: {}, resources: {} }
  return { folder: '/nowhere', servers: new Map([['far', { ...far, ...server }]]) } as unknown as Organisation
}
const serversOf = (environment: Record<string, string>, server: object = { key: { env: 'FAR_KEY' } }) =>
  new Servers({ organisation: organisationWith(server), environment, now: Date.now })

/** Why a server was not asked. */
async function whyNot(environment: Record<string, string>, server?: object): Promise<string> {
  const error: unknown = await serversOf(environment, server)
    .of('far')
    .listing()
    .catch((thrown: unknown) => thrown)
  assert.ok(error instanceof Error && 'code' in error && error.code === 'upstream-failed', String(error))
  return error.cause instanceof Error ? error.cause.message : error.message
}

describe('a tool server over HTTP', { timeout: 20_000 }, () => {
  it('is not asked where its address is none, or is not set', async () => {
    for (const address of ['', 'far.example', 'ftp://far.example/mcp', 'file:///etc/passwd']) {
      assert.match(await whyNot({ FAR_URL: address, FAR_KEY: 'k' }), /FAR_URL holds no address/, address)
    }
    assert.match(await whyNot({ FAR_KEY: 'k' }), /FAR_URL holds no address/)
  })

  it('is not asked without the key that it should get', async () => {
    assert.match(await whyNot({ FAR_URL: 'https://far.invalid/mcp' }), /FAR_KEY is not set/)
  })

  it('is sent no key that others could read on its way (P8)', async () => {
    for (const host of ['far.example', 'localhost.far.example', '127.0.0.1.far.example', '10.0.0.1', '[::2]']) {
      assert.match(await whyNot({ FAR_URL: `http://${host}/mcp`, FAR_KEY: 'k' }), /would be read on its way/, host)
    }
  })

  it('is sent its key on this machine, without encryption too', async () => {
    const keys = new Set<string | undefined>()
    const here = createServer((request, response) => {
      keys.add(request.headers.authorization)
      response.writeHead(500).end()
    })
    await new Promise<void>((resolve) => here.listen(0, '127.0.0.1', resolve))
    const address = here.address()
    const port = typeof address === 'object' ? address?.port : ''
    assert.doesNotMatch(await whyNot({ FAR_URL: `http://127.0.0.1:${port}/mcp`, FAR_KEY: 'k' }), /on its way/)
    here.close()
    assert.deepEqual([...keys], ['Bearer k'])
  })
})

describe('the connection to a tool server', () => {
  it('is one for all agents, or one for each where the server remembers, and never one of people’s own', () => {
    const shared = serversOf({}, { perAgent: false })
    assert.equal(shared.of('far', 'a'), shared.of('far', 'b'))
    assert.equal(shared.of('far', 'a'), shared.of('far'))
    const own = serversOf({}, { perAgent: true })
    assert.equal(own.of('far', 'a'), own.of('far', 'a'))
    assert.notEqual(own.of('far', 'a'), own.of('far', 'b'))
    assert.notEqual(own.of('far', 'a'), own.of('far'))
  })

  it('is none to what is no tool server', () => {
    assert.throws(() => serversOf({}).of('near'), { code: 'upstream-failed' })
    assert.throws(() => serversOf({}, { kind: 'mail' }).of('far'), { code: 'upstream-failed' })
  })
})
