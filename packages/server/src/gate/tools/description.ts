// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto'
import type { Tool as McpTool, Prompt } from '@modelcontextprotocol/client'
import { canonicalJson, type JsonObject } from '../../journal/index.ts'

/** How a server describes one tool or prompt: a stranger's words, which a model takes for instructions. */
export interface Described {
  /** Everything of it that an agent is shown, and nothing else. */
  readonly shown: JsonObject
  /** SHA-256 over what is shown, in hexadecimal: another digest is another tool. */
  readonly pin: string
  /** Why no person can admit it; undefined when it is fit to be shown. */
  readonly unfit?: string
}

/** Icons and `_meta` are left out: they reach places that nobody who admits a tool looks at. */
export function describeTool({ name, title, description, inputSchema, outputSchema, annotations }: McpTool): Described {
  return described({ name, title, description, inputSchema, outputSchema, annotations })
}

export function describePrompt({ name, title, description, arguments: args }: Prompt): Described {
  return described({ name, title, description, arguments: args })
}

/** Far above any honest description, and small enough for a person to read and a validator to walk. */
const bounds = { bytes: 131_072, depth: 32, nodes: 5000, references: 200 }

/** The bounds are checked first: a value that is nested too deep can't even be written as JSON. */
function described(parts: { readonly name: string; readonly [member: string]: unknown }): Described {
  const fault = faultIn(parts)
  const text = fault === undefined ? JSON.stringify(parts) : ''
  const unfit = text.length > bounds.bytes ? `it is larger than ${bounds.bytes} bytes` : fault
  const name = parts.name.slice(0, 200).toWellFormed()
  // Its digest need not tell descriptions apart: none that is out of bounds is ever admitted.
  if (unfit !== undefined) return { shown: { name }, pin: sha256(JSON.stringify([name, unfit])), unfit }
  // What came by JSON-RPC is JSON; members without a value fall away.
  const shown = JSON.parse(text) as JsonObject
  return { shown, pin: sha256(canonicalJson(shown)) }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/**
 * Why nobody should have to judge a description, or why validators must not be given its schema: a reference elsewhere
 * makes a client fetch an address that the server chose (JSON Schema 2020-12 §8.2.3).
 */
function faultIn(value: unknown): string | undefined {
  let [nodes, references] = [0, 0]
  const fault = (part: unknown, depth: number): string | undefined => {
    if (depth > bounds.depth) return `it is nested deeper than ${bounds.depth}`
    if (++nodes > bounds.nodes) return `it has more than ${bounds.nodes} parts`
    if (typeof part === 'string') return part.isWellFormed() ? undefined : 'it holds half a character'
    if (typeof part !== 'object' || part === null) return undefined
    for (const [key, item] of Object.entries(part)) {
      if (!key.isWellFormed()) return 'it holds half a character'
      if (/^\$(dynamic|recursive)?ref$/i.test(key) && typeof item === 'string') {
        if (!item.startsWith('#')) return `it refers to another document (${key})`
        if (++references > bounds.references) return `it has more than ${bounds.references} references`
      }
      const inside = fault(item, depth + 1)
      if (inside !== undefined) return inside
    }
    return undefined
  }
  return fault(value, 0)
}
