// SPDX-License-Identifier: EUPL-1.2
import type { ChatRequest } from './request.ts'
import { readToolResult, type ToolResult } from './tool-result.ts'

/** A tool call that the model made earlier in the conversation, with what came back; undefined: nothing came back. */
export interface Attempt {
  readonly tool: string
  readonly arguments: Readonly<Record<string, unknown>>
  readonly result: ToolResult | undefined
}

export interface Conversation {
  /** What users asked, first to last. */
  readonly asked: readonly string[]
  readonly attempts: readonly Attempt[]
  /** The day that a message states, YYYY-MM-DD; undefined when none does. */
  readonly statedDay: string | undefined
}

/** Reads a request's messages; nothing else of a request tells the scripted model anything. */
export function readConversation({ messages }: Pick<ChatRequest, 'messages'>): Conversation {
  const results = new Map<string, ToolResult>()
  for (const message of messages) {
    if (message.role === 'tool' && message.tool_call_id)
      results.set(message.tool_call_id, readToolResult(message.content))
  }
  const attempts = messages.flatMap(({ role, tool_calls }) =>
    role !== 'assistant'
      ? []
      : (tool_calls ?? []).map(({ id, function: { name, arguments: given } }) => ({
          tool: name,
          arguments: readArguments(given),
          result: results.get(id),
        })),
  )
  const said = messages.filter(({ role }) => role !== 'assistant' && role !== 'tool')
  return {
    asked: said.filter(({ role }) => role === 'user').map(({ content }) => readToolResult(content).text),
    attempts,
    statedDay: said.map(({ content }) => dayIn(readToolResult(content).text)).findLast((day) => day !== undefined),
  }
}

function readArguments(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
  } catch {
    return {}
  }
}

function dayIn(text: string): string | undefined {
  return /\b(?:today is|vandaag is(?: het)?)\s+(\d{4}-\d{2}-\d{2})\b/i.exec(text)?.[1]
}
