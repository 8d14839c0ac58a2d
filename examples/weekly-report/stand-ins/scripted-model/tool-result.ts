// SPDX-License-Identifier: EUPL-1.2

/** What a tool answered, out of whichever shape the client's SDK gave it. */
export interface ToolResult {
  readonly text: string
  readonly isError: boolean
}

/** How an attempt to send a mail ended, as far as the tool's answer tells a reader. */
export type Outcome = 'sent' | 'denied' | 'rejected' | 'held' | 'stopped' | 'failed'

const maxDepth = 5

/**
 * The text of a tool message's content: a plain string, a string that holds JSON, an array of content parts, an MCP
 * result, or these inside one another, as SDKs make of one and the same result. What has no such shape is itself.
 */
export function readToolResult(content: unknown, depth = 0): ToolResult {
  if (typeof content === 'string') return readString(content, depth)
  if (depth > maxDepth) return { text: JSON.stringify(content), isError: false }
  if (Array.isArray(content)) {
    const parts = content.map((part) => readToolResult(part, depth + 1))
    return { text: parts.map(({ text }) => text).join('\n'), isError: parts.some(({ isError }) => isError) }
  }
  if (typeof content !== 'object' || content === null) return { text: '', isError: false }
  const inner = innerOf(content)
  const { text, isError } =
    inner === undefined
      ? { text: JSON.stringify(content), isError: 'error' in content }
      : readToolResult(inner, depth + 1)
  return { text, isError: isError || ('isError' in content && content.isError === true) }
}

/** The keys under which MCP, OpenAI and the AI SDK put a text or a list of parts. */
const textKeys = ['content', 'text', 'value', 'output', 'structuredContent'] as const

function innerOf(value: object): unknown {
  const fields = new Map(Object.entries(value))
  return textKeys.map((key) => fields.get(key)).find((inner) => inner !== undefined && inner !== null)
}

/** JSON is unpacked only where it has one of the known shapes: a file may hold JSON of its own. */
function readString(text: string, depth: number): ToolResult {
  const plain = { text, isError: false }
  if (depth > maxDepth || !/^\s*[[{]/.test(text)) return plain
  try {
    const value: unknown = JSON.parse(text)
    const parts: readonly unknown[] = Array.isArray(value) ? value : [value]
    const known = parts.length > 0 && parts.every((part) => typeof part === 'object' && part !== null && isPart(part))
    return known ? readToolResult(value, depth + 1) : plain
  } catch {
    return plain
  }
}

function isPart(value: object): boolean {
  return (
    'isError' in value || 'error' in value || ('type' in value && innerOf(value) !== undefined) || 'content' in value
  )
}

const notSent = /\b(?:not|nothing|niet|niets)\b[^.\n]{0,30}\b(?:sent|send|mailed|verzonden|verstuurd)\b/i
const sent = /\b(?:sent|mailed|delivered|accepted|verzonden|verstuurd|messageId)\b/i

/** In the order in which they are tried: what is stopped may also be called denied, but not the other way round. */
const refusals: readonly (readonly [Outcome, RegExp])[] = [
  ['stopped', /\b(?:stopped|stop order|emergency stop|gestopt|noodstop)\b/i],
  ['rejected', /\b(?:rejected|vetoed|expired|afgewezen|verlopen)\b/i],
  ['held', /\b(?:held|on hold|waits for|waiting for|has to decide|wacht op|aangehouden)\b/i],
  ['denied', /\b(?:denied|forbidden|geweigerd|verboden)\b/i],
]

const failure = /\b(?:error|fail(?:ed|ure)|refused|mislukt|E[A-Z]{5,})\b/

/** Reads an answer as a model would: by its words. Some SDKs drop the flag that says it is an error. */
export function outcomeOf({ text, ...result }: ToolResult): Outcome {
  const isError = result.isError || /^\W*error\b/i.test(text)
  if (!isError && sent.test(text) && !notSent.test(text)) return 'sent'
  for (const [outcome, words] of refusals) if (words.test(text)) return outcome
  return isError || failure.test(text) ? 'failed' : 'sent'
}
