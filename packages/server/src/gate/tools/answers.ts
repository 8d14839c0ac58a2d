// SPDX-License-Identifier: EUPL-1.2
import { INTERNAL_ERROR, isSpecType, type JSONRPCMessage } from '@modelcontextprotocol/client'

type IsFit = (item: unknown) => boolean

/** What the lists of results hold (MCP 2026-07-28 and before). */
const lists: ReadonlyMap<string, IsFit> = new Map<string, IsFit>([
  ['content', isSpecType.ContentBlock],
  ['messages', isSpecType.PromptMessage],
  ['contents', (item) => isSpecType.TextResourceContents(item) || isSpecType.BlobResourceContents(item)],
  ['tools', isSpecType.Tool],
  ['prompts', isSpecType.Prompt],
  ['resources', isSpecType.Resource],
  ['resourceTemplates', isSpecType.ResourceTemplate],
])

/** Far above any honest answer. */
const maxItems = 20_000
const maxValuesOfItem = 20_000
const maxOtherValues = 2000
const maxDepth = 64

/**
 * A tool server's message in a form that is safe for the SDK. The SDK reports every fault of a result, and for a
 * stranger's megabyte of faults that takes minutes, in which nothing else is served, not even a stop (P4). So the first
 * fault ends the answer.
 */
export function bounded(message: JSONRPCMessage): JSONRPCMessage {
  if (!('result' in message) || !hasFault(message.result)) return message
  const { jsonrpc, id } = message
  return { jsonrpc, id, error: { code: INTERNAL_ERROR, message: 'the answer has not the form of a result' } }
}

function hasFault(result: Readonly<Record<string, unknown>>): boolean {
  if (isTooDeep(result)) return true
  let others = maxOtherValues
  for (const [name, value] of Object.entries(result)) {
    const isFit = lists.get(name)
    if (isFit !== undefined && Array.isArray(value)) {
      if (value.length > maxItems || !value.every((item) => isSmall(item) && isFit(item))) return true
    } else if (name !== 'structuredContent') {
      others -= countUpTo(value, others)
      if (others < 0) return true
    }
  }
  return false
}

/** Level by level: what is nested a million deep can't be walked, nor written, by calling oneself. */
function isTooDeep(result: unknown): boolean {
  let level: unknown[] = [result]
  for (let depth = 0; depth <= maxDepth; depth++) {
    const next: unknown[] = []
    for (const value of level) {
      if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) next.push(item)
    }
    if (next.length === 0) return false
    level = next
  }
  return true
}

function isSmall(item: unknown): boolean {
  return countUpTo(item, maxValuesOfItem) <= maxValuesOfItem
}

/** How many values there are in a value, itself included; stops counting at one more than `most`. */
function countUpTo(value: unknown, most: number): number {
  const left: unknown[] = [value]
  let count = 0
  while (left.length > 0) {
    const next = left.pop()
    if (++count > most) return count
    if (typeof next !== 'object' || next === null) continue
    // By names and not by pairs, so that nothing too large is copied.
    for (const name in next) {
      left.push(Reflect.get(next, name))
      if (count + left.length > most) return most + 1
    }
  }
  return count
}
