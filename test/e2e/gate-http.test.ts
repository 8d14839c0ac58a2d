// SPDX-License-Identifier: EUPL-1.2
// The agents' door as HTTP: what a client of another making, a proxy or a stranger may send down one connection.
import assert from 'node:assert/strict'
import { connect, type Socket } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { type House, openHouse } from './harness.ts'

const chat = JSON.stringify({ model: 'reporting', messages: [{ role: 'user', content: 'Good morning' }] })

describe('the agents’ door', { timeout: 60_000 }, () => {
  let house: House
  before(async () => {
    house = await openHouse()
  })
  after(() => house?.[Symbol.asyncDispose]())

  const open = (): Socket => {
    const { hostname, port } = new URL(house.sluis.gateUrl)
    return connect(Number(port), hostname).on('error', () => undefined)
  }
  const head = (method: string, path: string, lines: readonly string[] = [], key = house.agentKey): string => {
    const { host } = new URL(house.sluis.gateUrl)
    const all = [`${method} ${path} HTTP/1.1`, `Host: ${host}`, `Authorization: Bearer ${key}`, ...lines]
    return `${all.join('\r\n')}\r\n\r\n`
  }
  const post = (path: string, lines: readonly string[] = []): string =>
    head('POST', path, [...lines, 'Content-Type: application/json', `Content-Length: ${chat.length}`]) + chat
  /** Everything that came when the connection was closed, which the last request asks for. */
  const answered = async (socket: Socket, ...requests: readonly string[]): Promise<string> => {
    for (const request of requests) socket.write(request)
    let text = ''
    for await (const part of socket) text += part
    return text
  }
  const last = ['Connection: close']
  const statuses = (text: string): readonly string[] =>
    [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, of]) => of ?? '')

  it('answers requests that came together in their order, each in its own protocol', async () => {
    const text = await answered(
      open(),
      head('GET', '/v1/models') + post('/v1/chat/completions') + head('GET', '/v1/nothing', ['anthropic-version: x']),
      head('GET', '/mcp/nothing', last),
    )
    assert.deepEqual(statuses(text), ['200', '200', '404', '404'])
    assert.match(text, /"object":"list"[\s\S]*"choices"[\s\S]*"not_found_error"[\s\S]*"sluis_error"/)
  })

  it('tells what a GET would, without its body, to who asks for the head', async () => {
    const text = await answered(open(), head('HEAD', '/v1/models', last))
    assert.match(text, /^HTTP\/1\.1 200 [\s\S]*content-length: \d\d+\r\n[\s\S]*\r\n\r\n$/)
  })

  it('serves a path under no other method, and another path under none', async () => {
    for (const [method, path] of [
      ['GET', '/v1/chat/completions'],
      ['PUT', '/v1/messages'],
      ['POST', '/v1/models'],
      ['DELETE', '/v1/receipts/call-1'],
      ['OPTIONS', '/v1/models'],
      ['GET', '/v1/models/%E0%A4%A'],
      ['GET', '/v1/models/reporting/'],
      ['GET', '/v1//models'],
      ['GET', '/'],
    ] as const) {
      const text = await answered(open(), head(method, path, last))
      assert.deepEqual(statuses(text), ['404'], `${method} ${path}`)
      assert.match(text, /"code":"not-found"/)
    }
  })

  it('knows a model by its name as a path has it, and a path as a proxy asks for it', async () => {
    const { origin } = new URL(house.sluis.gateUrl)
    for (const path of ['/v1/models/reporting', '/v1/models/%72eporting?x=1', `${origin}/v1/models/reporting`]) {
      assert.match(await answered(open(), head('GET', path, last)), /"id":"reporting"/, path)
    }
  })

  it('lets a caller that asks first send its body (RFC 9110 §10.1.1)', async () => {
    const text = await answered(open(), post('/v1/chat/completions', ['Expect: 100-continue', ...last]))
    assert.deepEqual(statuses(text), ['100', '200'])
  })

  it('refuses a stranger at once, hears out no more than a moment, and counts it', async () => {
    const socket = open()
    const upload = head('POST', '/v1/chat/completions', ['Content-Length: 20000000'], 'sla_wrong')
    const sending = setInterval(() => socket.write('x'.repeat(1000)), 20)
    const text = await answered(socket, upload).catch(() => '')
    clearInterval(sending)
    assert.deepEqual(statuses(text), ['401'])
    assert.equal(house.sluis.limits.inFlight, 0)
  })

  it('reads no request that two readers could read in two ways (RFC 9112 §11.2)', async () => {
    const chunked = `${chat.length.toString(16)}\r\n${chat}\r\n0\r\n`
    const length = `Content-Length: ${chat.length}`
    const doubtful: readonly (readonly [string, readonly string[], string])[] = [
      ['a length and chunks', [length, 'Transfer-Encoding: chunked'], `${chunked}\r\n`],
      ['a coding that is none', ['Transfer-Encoding: xchunked'], chat],
      ['chunks that are not the last coding', ['Transfer-Encoding: chunked, identity'], `${chunked}\r\n`],
      ['chunks twice', ['Transfer-Encoding: chunked', 'Transfer-Encoding: chunked'], `${chunked}\r\n`],
      ['a length twice', [length, length], chat],
      ['a list of lengths', [`Content-Length: ${chat.length}, ${chat.length}`], chat],
      ['a length with a sign', [`Content-Length: +${chat.length}`], chat],
      ['a name with a space behind it', [`Content-Length : ${chat.length}`], chat],
      ['a field that goes on in the next line', [length, 'X-Other: a\r\n b'], chat],
      ['a length behind the chunks', ['Transfer-Encoding: chunked'], `${chunked}${length}\r\n\r\n`],
      ['chunks with half an end of a line', ['Transfer-Encoding: chunked'], chunked.replaceAll('\r', '')],
    ]
    const before = house.modelRequests().length
    for (const [what, lines, body] of doubtful) {
      const text = await answered(
        open(),
        head('POST', '/v1/chat/completions', lines) + body + head('GET', '/v1/models'),
      )
      assert.deepEqual(statuses(text), ['400'], what)
    }
    assert.equal(house.modelRequests().length, before)
  })

  it('takes the first key that is given, and no other (RFC 9110 §5.3)', async () => {
    const other = 'Authorization: Bearer sla_wrong'
    assert.deepEqual(statuses(await answered(open(), head('GET', '/v1/models', [other, ...last]))), ['200'])
    const mine = `Authorization: Bearer ${house.agentKey}`
    const text = await answered(open(), head('GET', '/v1/models', [mine, ...last], 'sla_wrong'))
    assert.deepEqual(statuses(text), ['401'])
  })

  it('is closed to who sends more requests ahead of their answers than any client does', async () => {
    const few = await answered(open(), head('GET', '/v1/models').repeat(20) + head('GET', '/v1/models', last))
    assert.equal(statuses(few).length, 21)
    const many = await answered(open(), head('GET', '/v1/models').repeat(200)).catch(() => '')
    assert.ok(statuses(many).length <= 33, `${statuses(many).length} answers`)
    // As many as one likes that wait for none: each answer makes room.
    const patient = open()
    let answers = 0
    patient.on('data', (part) => {
      answers += statuses(String(part)).length
      patient.write(head('GET', '/v1/models', answers < 50 ? [] : last))
    })
    patient.write(head('GET', '/v1/models'))
    await new Promise((resolve) => patient.once('close', resolve))
    assert.ok(answers >= 50)
  })

  it('serves the next request of a connection after one that was refused', async () => {
    const wrong = head('POST', '/v1/runs', ['Content-Length: 4'], 'sla_wrong')
    const text = await answered(open(), `${wrong}body`, head('GET', '/v1/models', last))
    assert.deepEqual(statuses(text), ['401', '200'])
  })
})
