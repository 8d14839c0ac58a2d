// SPDX-License-Identifier: EUPL-1.2
import { APICallError, generateText, isStepCount, type ModelMessage } from 'ai'
import type { Task } from '../organisation/index.ts'
import type { GateClient } from './gate-client.ts'

type StepEnd =
  /** All tool calls that the model proposed have an answer. */
  | { readonly kind: 'stepped'; readonly messages: readonly ModelMessage[] }
  | { readonly kind: 'finished'; readonly messages: readonly ModelMessage[]; readonly text: string }
  | { readonly kind: 'held'; readonly cases: readonly string[] }
  | { readonly kind: 'stopped' }
  /** The gate refused for a reason that passes, such as a log that can't be written: the step is taken again. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly reason: string }

export interface Step {
  readonly gate: GateClient
  readonly task: Task
  readonly number: number
  readonly messages: readonly ModelMessage[]
  readonly signal: AbortSignal
  /** Cases that are known and still open, by tool call: those calls are not made again. */
  readonly openCases: Map<string, string>
  /** The results of this turn's tool calls from an earlier attempt. */
  readonly answers: Map<string, string>
}

/**
 * One turn of the agent: the model is asked once and its tool calls are carried out. A turn that ends in anything but an
 * answer can be repeated: its calls carry the same keys, so the gate repeats its earlier answers and only does what was
 * not done.
 */
export async function runStep({ gate, task, number, messages, signal, openCases, answers }: Step): Promise<StepEnd> {
  const held: string[] = []
  let cut: 'stopped' | 'closed' | undefined
  const call = async (name: string, args: Record<string, unknown>, toolCallId: string): Promise<string> => {
    const before = answers.get(toolCallId)
    if (before !== undefined) return before
    const open = openCases.get(toolCallId)
    const answer =
      open === undefined
        ? await gate.call(name, args, `${number}/${toolCallId}`)
        : ({ kind: 'held', case: open } as const)
    if (answer.kind === 'answer') {
      answers.set(toolCallId, answer.text)
      return answer.text
    }
    if (answer.kind === 'held') {
      openCases.set(toolCallId, answer.case)
      held.push(answer.case)
    } else cut = answer.kind
    return ''
  }
  try {
    const result = await generateText({
      model: gate.model,
      messages: [...messages],
      tools: await gate.tools(task.tools, call),
      headers: { 'idempotency-key': `${number}` },
      stopWhen: isStepCount(1),
      maxRetries: 0,
      abortSignal: signal,
    })
    if (cut !== undefined) return { kind: cut }
    if (held.length > 0) return { kind: 'held', cases: held }
    const grown = [...messages, ...result.response.messages]
    return result.toolCalls.length > 0
      ? { kind: 'stepped', messages: grown }
      : { kind: 'finished', messages: grown, text: result.text }
  } catch (error) {
    return failureOf(error)
  }
}

function failureOf(error: unknown): StepEnd {
  if (APICallError.isInstance(error)) {
    const isSoonOver =
      error.statusCode === 429 && /"code":"(over-rate|too-many-at-once)"/.test(error.responseBody ?? '')
    if (error.statusCode === 503 || isSoonOver) return { kind: 'closed' }
    if (error.responseBody?.includes('"code":"stopped"') === true) return { kind: 'stopped' }
  }
  return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) }
}
