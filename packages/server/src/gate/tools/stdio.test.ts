// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { BoundedStdio } from './stdio.ts'
import { Upstream } from './upstream.ts'

/** A server that is this program. */
function serverOf(program: string): BoundedStdio {
  return new BoundedStdio({ command: process.execPath, args: ['-e', program], stderr: 'ignore' })
}

const answering = `
const answer = (id, result) => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', id, ...result }) + '\\n')
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method } = JSON.parse(line)
  const serverInfo = { name: 'far', version: '1' }
  if (method === 'initialize') answer(id, { result: { protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo } })
  else if (method === 'tools/list') answer(id, { result: { tools: [{ name: 'a', inputSchema: { type: 'object' } }] } })
  else if (method === 'server/discover') process.exit(1)
})`

describe('a tool server that is a process', { timeout: 60_000 }, () => {
  it('is reached also when it ends at a question that it does not know', async () => {
    const upstream = new Upstream({ id: 'far', now: Date.now, transport: () => serverOf(answering) })
    assert.deepEqual([...(await upstream.listing()).tools.keys()], ['a'])
    await upstream.close()
  })

  it('is ended when it asks for ever and never reads the answers', async () => {
    const transport = serverOf(`
const ping = JSON.stringify({ jsonrpc: '2.0', id: 'x'.repeat(900), method: 'ping' }) + '\\n'
const flood = () => { while (process.stdout.write(ping)); process.stdout.once('drain', flood) }
flood()`)
    const closed = Promise.withResolvers<void>()
    transport.onclose = closed.resolve
    const refusals: unknown[] = []
    transport.onmessage = (message) => {
      if (!('id' in message)) return
      transport
        .send({ jsonrpc: '2.0', id: message.id ?? 0, result: {} })
        .catch((error: unknown) => refusals.push(error))
    }
    await transport.start()
    await closed.promise
    assert.ok(refusals[0] instanceof RangeError)
  })
})
