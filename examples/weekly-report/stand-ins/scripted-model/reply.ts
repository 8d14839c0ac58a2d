// SPDX-License-Identifier: EUPL-1.2

export interface ToolCall {
  readonly tool: string
  readonly arguments: Readonly<Record<string, unknown>>
}

/** What the scripted model says next: a text, tool calls, or a count that takes its time. */
export type Reply =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'calls'; readonly calls: readonly ToolCall[] }
  | { readonly kind: 'count'; readonly to: number }
