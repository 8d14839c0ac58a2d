// SPDX-License-Identifier: EUPL-1.2
import type { InPieces } from '../../../boundary/index.ts'
import type { JsonObject } from '../../../journal/index.ts'
import type { TextGuard } from '../../release/text-guard.ts'
import { object, only, text, whole } from '../json.ts'
import type { StreamMessage } from './api.ts'

/** How the text of a block grows: the type of the delta, its member, and the kind of the channel. */
interface Grows {
  readonly type: string
  readonly member: string
  readonly kind: string
}

/** By the block's type. */
export const blockTexts: ReadonlyMap<string, Grows> = new Map([
  ['text', { type: 'text_delta', member: 'text', kind: 'text' }],
  ['thinking', { type: 'thinking_delta', member: 'thinking', kind: 'reasoning' }],
  ['tool_use', { type: 'input_json_delta', member: 'partial_json', kind: 'arguments' }],
])

/** Passes the events of a message through a guard. What it holds back of a block comes before the block's end. */
export class MessagesGuard {
  readonly #guard: TextGuard
  /** By the block's index: how its text grows, and the name of its channel. */
  readonly #open = new Map<number, Grows & { readonly channel: string }>()
  /** By the block's index: the input with which a call began; it counts if no pieces come. */
  readonly #given = new Map<number, JsonObject>()

  constructor(guard: TextGuard) {
    this.#guard = guard
  }

  *pass(message: StreamMessage): InPieces<readonly StreamMessage[]> {
    if (message === 'done') return []
    const index = whole(message.index) ?? 0
    switch (message.type) {
      case 'message_start':
        return [{ type: message.type, message: { ...headOf(object(message.message) ?? {}), content: [] } }]
      case 'content_block_start':
        return yield* this.#begin(index, object(message.content_block) ?? {})
      case 'content_block_delta':
        return yield* this.#grow(index, object(message.delta) ?? {})
      case 'content_block_stop':
        return [...(yield* this.#rest(index)), { type: message.type, index }]
      case 'message_delta':
        return [{ ...only(message, ['type', 'usage']), delta: only(object(message.delta) ?? {}, ending) }]
      case 'message_stop':
      case 'ping':
        return [{ type: message.type }]
      // What isn't known may hold text that nobody inspected (P10).
      default:
        return []
    }
  }

  *#begin(index: number, block: JsonObject): InPieces<readonly JsonObject[]> {
    const type = text(block.type) ?? ''
    const grows = blockTexts.get(type)
    this.#given.delete(index)
    if (grows === undefined) {
      this.#open.delete(index)
      return [{ type: 'content_block_start', index, content_block: knownBlock(block) }]
    }
    this.#open.set(index, { ...grows, channel: `${grows.kind}:${index}` })
    const begun = { type: 'content_block_start', index, content_block: blankBlock(knownBlock(block)) }
    const given = type === 'tool_use' ? object(block.input) : undefined
    if (given !== undefined && Object.keys(given).length > 0) this.#given.set(index, given)
    const said = type === 'tool_use' ? undefined : text(block[type])
    return said ? [begun, ...(yield* this.#said(index, said))] : [begun]
  }

  *#grow(index: number, delta: JsonObject): InPieces<readonly JsonObject[]> {
    if (delta.type === 'signature_delta') {
      const signed = { type: 'content_block_delta', index, delta: only(delta, ['type', 'signature']) }
      return [...(yield* this.#rest(index)), signed]
    }
    const open = this.#open.get(index)
    const said = open === undefined ? undefined : text(delta[open.member])
    return said === undefined ? [] : yield* this.#said(index, said)
  }

  *#said(index: number, said: string): InPieces<readonly JsonObject[]> {
    const open = this.#open.get(index)
    if (open === undefined) return []
    if (said !== '') this.#given.delete(index)
    const passed = this.#guard.pass(open.channel, said)
    return delta(index, open, typeof passed === 'string' ? passed : yield* passed)
  }

  *#rest(index: number): InPieces<readonly JsonObject[]> {
    const open = this.#open.get(index)
    if (open === undefined) return []
    const given = this.#given.get(index)
    this.#given.delete(index)
    const last = given === undefined ? undefined : JSON.stringify(given)
    return delta(index, open, yield* this.#guard.flush(open.channel, last))
  }
}

function delta(index: number, { type, member }: Grows, said: string): readonly JsonObject[] {
  return said === '' ? [] : [{ type: 'content_block_delta', index, delta: { type, [member]: said } }]
}

const ending = ['stop_reason', 'stop_sequence'] as const
const heading = ['id', 'type', 'role', 'model', ...ending, 'usage'] as const

/** The members of an answer beside its blocks. */
export function headOf(answer: JsonObject): JsonObject {
  return only(answer, heading)
}

/** The members of a block that are inspected, and those that hold no text. */
const members: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['text', ['type', 'text']],
  ['thinking', ['type', 'thinking', 'signature']],
  // Sealed by its provider, which refuses the next request without it.
  ['redacted_thinking', ['type', 'data']],
  ['tool_use', ['type', 'id', 'name', 'input']],
])

/** Without the words that a text cites, and without blocks of other kinds. */
export function knownBlock(block: JsonObject): JsonObject {
  return only(block, members.get(block.type) ?? ['type'])
}

/** A block as it begins: its text comes in pieces. */
export function blankBlock(block: JsonObject): JsonObject {
  if (block.type === 'text') return { ...block, text: '' }
  if (block.type === 'thinking') return { ...block, thinking: '', signature: '' }
  return block.type === 'tool_use' ? { ...block, input: {} } : block
}
