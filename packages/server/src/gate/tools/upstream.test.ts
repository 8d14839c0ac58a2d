// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, it, mock } from 'node:test'
import { InMemoryTransport, type JSONRPCMessage } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { Cut } from '../cut.ts'
import { BoundedStdio } from './stdio.ts'
import { Upstream } from './upstream.ts'

const underWay = (): Cut => new Cut({ onLeft: () => undefined })

const manifest = createRequire(import.meta.url).resolve('@modelcontextprotocol/server-everything/package.json')
const everything = [join(dirname(manifest), 'dist/index.js'), 'stdio']

/** A server as a process, with the transports that were made for it. */
function upstreamOf(args: readonly string[]) {
  const transports: StdioClientTransport[] = []
  const transport = (): StdioClientTransport => {
    const made = new StdioClientTransport({ command: process.execPath, args: [...args], stderr: 'ignore' })
    transports.push(made)
    return made
  }
  return { transports, upstream: new Upstream({ id: 'everything', transport, now: Date.now }) }
}

describe('an upstream tool server', { timeout: 60_000 }, () => {
  it('is started when it is first needed, and again after it died', async () => {
    const { transports, upstream } = upstreamOf(everything)
    const echo = (): Promise<unknown> => upstream.callTool('echo', { message: 'hi' }, underWay())
    assert.equal(transports.length, 0)
    assert.ok((await upstream.listing()).tools.has('echo'))
    assert.match(JSON.stringify(await echo()), /hi/)
    const { pid } = transports[0] ?? assert.fail('not started')
    process.kill(pid ?? assert.fail('no process'), 'SIGKILL')
    // Whoever asks in that moment may be told that nobody knows; nobody is left waiting.
    const answers = [await echo().catch(String), await echo().catch(String), await echo().catch(String)]
    assert.match(JSON.stringify(answers.at(-1)), /hi/)
    assert.equal(transports.length, 2)
    await upstream.close()
  })

  it('is not asked for a call that a stop silenced while it was started (P4)', async () => {
    const { transports, upstream } = upstreamOf(everything)
    const cut = underWay()
    const called = upstream.callTool('echo', { message: 'hi' }, cut)
    cut.silence()
    await assert.rejects(called, { code: 'stopped' })
    assert.equal(transports.length, 1)
    await upstream.close()
  })

  it('is not asked either for one that a stop silenced as it was about to be written (P4)', async () => {
    const transport = () => new BoundedStdio({ command: process.execPath, args: [...everything], stderr: 'ignore' })
    const upstream = new Upstream({ id: 'everything', now: Date.now, transport })
    await upstream.callTool('echo', { message: 'hi' }, underWay())
    const cut = underWay()
    const called = upstream.callTool('echo', { message: 'hi' }, cut)
    // It is on its way through the SDK.
    await Promise.resolve()
    await Promise.resolve()
    cut.silence()
    await assert.rejects(called, { code: 'stopped' })
    await upstream.close()
  })

  it('that does not start is not started over and over', async () => {
    const { transports, upstream } = upstreamOf(['-e', 'process.exit(1)'])
    for (const expected of [/does not start$/, /does not start$/, /tried again in 1 s/, /tried again in 1 s/]) {
      await assert.rejects(upstream.listing(), { code: 'upstream-failed', message: expected })
    }
    assert.equal(transports.length, 2)
  })
  it('that starts and then does not say what it offers is not started over and over either', async () => {
    const { transports, upstream } = upstreamOf([
      '-e',
      `
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method } = JSON.parse(line)
  const serverInfo = { name: 'far', version: '1' }
  const result = { protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo }
  const answer = method === 'initialize' ? { result } : { error: { code: -32603, message: 'not now' } }
  if (id !== undefined) console.log(JSON.stringify({ jsonrpc: '2.0', id, ...answer }))
})`,
    ])
    const expected = [/what it offers$/, /what it offers$/, /tried again in 1 s/, /tried again in 1 s/]
    for (const message of expected) await assert.rejects(upstream.listing(), { code: 'upstream-failed', message })
    assert.equal(transports.length, 2)
  })
  it('that keeps silent is waited for a quarter of a minute, so that it keeps the others’ tools from nobody', async () => {
    const listed = Promise.withResolvers<void>()
    const upstream = new Upstream({ id: 'far', now: Date.now, transport: () => silent(listed.resolve) })
    mock.timers.enable({ apis: ['setTimeout'] })
    try {
      const asked = assert.rejects(upstream.listing(), { code: 'upstream-failed', message: /what it offers$/ })
      await listed.promise
      mock.timers.tick(15_000)
      await asked
    } finally {
      mock.timers.reset()
    }
  })
})

/** A server in memory that never says what it offers. */
function silent(listed: () => void): InMemoryTransport {
  const [near, far] = InMemoryTransport.createLinkedPair()
  const serverInfo = { name: 'far', version: '1' }
  const result = { protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo }
  far.onmessage = (message: JSONRPCMessage) => {
    if (!('method' in message) || !('id' in message) || message.id === undefined) return
    const { id, method } = message
    if (method === 'tools/list') listed()
    else if (method === 'initialize') void far.send({ jsonrpc: '2.0', id, result })
    else void far.send({ jsonrpc: '2.0', id, error: { code: -32_601, message: 'no' } })
  }
  void far.start()
  return near
}
