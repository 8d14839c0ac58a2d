// SPDX-License-Identifier: EUPL-1.2
import type { Order } from './clients.ts'

const messages = [{ role: 'user', content: 'Go on.' }]
const meta = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1.0.0' },
  'io.modelcontextprotocol/clientCapabilities': {},
}
const tool = { name: 'bench_wait', arguments: { what: 'Go on.' } }
const callOf = (params: object) => JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params })

/**
 * The calls that a stop finds in flight: streams of a model, whole answers of a model, and calls of tools by clients of
 * MCP 2026-07-28 and 2025-11-25, for whom a stream is begun.
 */
export const kinds = {
  stream: model({ stream: true }, 600),
  whole: model({ stream: false }, 0),
  tool: {
    path: '/mcp',
    headers: { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call', 'mcp-name': tool.name },
    body: callOf({ ...tool, _meta: meta }),
    underWay: 0,
  },
  'tool-2025': {
    path: '/mcp',
    headers: { 'mcp-protocol-version': '2025-11-25' },
    body: callOf(tool),
    underWay: 100,
  },
} as const satisfies Record<string, Pick<Order, 'path' | 'headers' | 'body' | 'underWay'>>

export type Kind = keyof typeof kinds

export function isKind(name: string): name is Kind {
  return Object.hasOwn(kinds, name)
}

function model(asked: { readonly stream: boolean }, underWay: number) {
  const body = JSON.stringify({ model: 'reporting', ...asked, messages })
  return { path: '/v1/chat/completions', headers: {}, body, underWay }
}
