// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Exchanges, textOf } from '../test/exchange.ts'
import { exitOf, isCall } from './last-words.ts'

const told = { code: 'stopped', message: 'cut by an emergency stop', detail: { call: 'call-1', number: 7 } } as const
const call = { jsonrpc: '2.0', id: 'a', method: 'tools/call', params: { name: 'far_wait' } }

describe('the last words to an MCP client', { timeout: 20_000 }, () => {
  const exchanges = new Exchanges()
  before(() => exchanges.open())
  after(() => exchanges.close())

  it('are written in the turn of the stop, as an answer (P4)', async () => {
    const { outgoing, answer } = await exchanges.next()
    exitOf(outgoing, call)?.refuse(told)
    assert.equal(outgoing.writableEnded, true)
    const { id, result } = JSON.parse(await textOf(await answer))
    assert.deepEqual([id, result.isError, result._meta['eu.sluis/call'].number], ['a', true, 7])
  })

  it('or as the one event of a stream that has begun; what the path makes after that harms nobody (P4)', async () => {
    const { outgoing, answer } = await exchanges.next()
    outgoing.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
    exitOf(outgoing, call)?.refuse(told)
    assert.equal(outgoing.writableEnded, true)
    outgoing.write('data: from the path\n\n')
    const text = await textOf(await answer)
    assert.match(text, /^event: message\ndata: \{"jsonrpc":"2.0","id":"a","result":.*"number":7.*\n\n$/)
  })

  it('say of what is no call of a tool that it failed, with what was asked for', async () => {
    const { outgoing, answer } = await exchanges.next()
    exitOf(outgoing, { ...call, id: 0, method: 'resources/read', params: { uri: 'memo:one' } })?.refuse(told)
    const { id, error } = JSON.parse(await textOf(await answer))
    assert.deepEqual([id, error.code, error.data.code, error.data.uri], [0, -32_000, 'stopped', 'memo:one'])
  })

  it('say it as the SDK does: since 2026-07-28 with who answers, and to nobody else', async () => {
    for (const [version, isModern] of [
      ['io.modelcontextprotocol/protocolVersion', true],
      ['progressToken', false],
    ] as const) {
      const { outgoing, answer } = await exchanges.next()
      exitOf(outgoing, { ...call, params: { ...call.params, _meta: { [version]: '2026-07-28' } } })?.refuse(told)
      const { result } = JSON.parse(await textOf(await answer))
      assert.equal(result.resultType, isModern ? 'complete' : undefined)
      assert.equal('io.modelcontextprotocol/serverInfo' in result._meta, isModern)
    }
  })

  it('are for whatever may be under way, alone or with others in one message', async () => {
    for (const method of ['tools/call', 'prompts/get', 'resources/read', 'tasks/get']) {
      const { outgoing } = await exchanges.next()
      assert.ok(exitOf(outgoing, { ...call, method }), method)
      assert.deepEqual([isCall({ method }), isCall([{ method: 'ping' }, { method }])], [true, true])
      outgoing.destroy()
    }
    assert.deepEqual(
      [isCall({ method: 'tools/list' }), isCall([]), isCall('tools/call'), isCall(null)],
      [...[false, false, false, false]],
    )
  })

  it('are none for what waits for nothing, or for several things', async () => {
    const { outgoing } = await exchanges.next()
    for (const message of [{ ...call, method: 'tools/list' }, { ...call, id: null }, [call, call], null, 'text']) {
      assert.equal(exitOf(outgoing, message), undefined)
    }
  })
})
