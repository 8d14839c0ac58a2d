// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bounded } from './answers.ts'

const answer = (result: Record<string, unknown>) => bounded({ jsonrpc: '2.0', id: 7, result })
const many = <T>(count: number, item: T): readonly T[] => Array.from({ length: count }, () => item)

describe('an answer of a tool server', () => {
  it('goes on as it came when it has the form of a result', () => {
    for (const result of [
      {},
      { content: [{ type: 'text', text: 'a' }], structuredContent: { rows: many(50_000, 0) }, isError: false },
      { tools: many(500, { name: 'a', inputSchema: { type: 'object', required: many(1000, 'b') } }) },
      {
        contents: [
          { uri: 'memo:a', text: 'a' },
          { uri: 'memo:b', blob: 'YQ==' },
        ],
      },
      { messages: [{ role: 'user', content: { type: 'text', text: 'a' } }] },
      { prompts: [{ name: 'a' }], nextCursor: 'b' },
      { resources: [{ uri: 'memo:a', name: 'a' }] },
      { resourceTemplates: [{ uriTemplate: 'memo:{a}', name: 'a' }] },
      { protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo: { name: 'a', version: '1' } },
      { supportedVersions: ['2026-07-28'], capabilities: { tools: {} } },
    ]) {
      const message = { jsonrpc: '2.0', id: 7, result } as const
      assert.equal(bounded(message), message)
    }
    const request = { jsonrpc: '2.0', id: 7, method: 'ping' } as const
    assert.equal(bounded(request), request)
  })

  it('is an error from its first fault on', () => {
    for (const result of [
      { content: [{ type: 'x' }] },
      { content: [0] },
      { contents: [{ uri: 'memo:a' }] },
      { messages: [{}] },
      { tools: [{ name: 'a', inputSchema: { type: 'object', enum: many(100_000, 0) } }] },
      {
        tools: [
          {
            name: 'a',
            inputSchema: { type: 'object', properties: Object.fromEntries(many(30_000, 0).map((_, at) => [at, {}])) },
          },
        ],
      },
      { content: many(100_000, { type: 'text', text: '' }) },
      { supportedVersions: many(5000, 0) },
      { capabilities: { experimental: many(5000, 0) } },
    ]) {
      const told = answer(result)
      assert.ok('error' in told && told.id === 7 && told.error.code === -32_603, JSON.stringify(result).slice(0, 80))
    }
  })
})
