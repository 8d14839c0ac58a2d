// SPDX-License-Identifier: EUPL-1.2
// What the stand-in for models says to a question, whatever the API that it is asked by.

export type Json = Record<string, unknown>

/** What it says to a request, whatever the API. */
export interface Said {
  readonly reasoning?: string
  readonly text?: string
  readonly calls: readonly { readonly id: string; readonly name: string; readonly args: string }[]
}

export const usage = { input: 21, output: 8 }

export function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value : []
}

export function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  return list(content)
    .map((part) => (typeof part.text === 'string' ? part.text : textOf(part.content)))
    .join('')
}

export function pieces(text: string): readonly string[] {
  return text.match(/[\s\S]{1,5}/gu) ?? []
}

/** `results` are what the tools gave after the last question. */
export function say(question: string, tools: readonly string[], results: readonly string[], wantsJson: boolean): Said {
  const thought = question.includes('think') ? { reasoning: 'Let me see.' } : {}
  if (results.length > 0) return { ...thought, text: `The tools said: ${results.join(' | ').slice(0, 200)}`, calls: [] }
  if (tools.length > 0) {
    const called = question.includes('both') ? tools.slice(0, 2) : tools.slice(0, 1)
    const args = JSON.stringify({ path: '.' })
    return { ...thought, calls: called.map((name, at) => ({ id: `call_${at}_of_this`, name, args })) }
  }
  return { ...thought, text: wantsJson ? '{"answer":"yes"}' : `You said: ${question}`, calls: [] }
}
