// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject } from '../../journal/index.ts'
import type { Assembler, StreamApi, StreamMessage } from './api.ts'
import type { TextGuard } from './guard.ts'
import { object, objects, parsed, text, whole } from './json.ts'

export const messagesStream: StreamApi = {
  assemble: () => new MessageAssembler(),
  guard: (guard) => {
    const guarding = new MessagesGuard(guard)
    return (message) => guarding.pass(message)
  },
  messagesOf: (answer) => {
    const { content, stop_reason, stop_sequence, usage, ...head } = answer
    return [
      { type: 'message_start', message: { ...head, content: [], stop_reason: null, stop_sequence: null, usage } },
      ...objects(content).flatMap(eventsOf),
      { type: 'message_delta', delta: { stop_reason, stop_sequence }, usage: { ...object(usage) } },
      { type: 'message_stop' },
    ]
  },
  isFailure: ({ type }) => type === 'error',
  encode: (message) => (message === 'done' ? '' : `event: ${text(message.type)}\ndata: ${JSON.stringify(message)}\n\n`),
}

/** How the text of a block grows: the type of the delta, its member, and the kind of the channel. */
interface Grows {
  readonly type: string
  readonly member: string
  readonly kind: string
}

/** By the type of the block. */
const blockTexts: ReadonlyMap<string, Grows> = new Map([
  ['text', { type: 'text_delta', member: 'text', kind: 'text' }],
  ['thinking', { type: 'thinking_delta', member: 'thinking', kind: 'reasoning' }],
  ['tool_use', { type: 'input_json_delta', member: 'partial_json', kind: 'arguments' }],
])

/** A whole block as the events of a stream. */
export function eventsOf(block: JsonObject, index: number): readonly JsonObject[] {
  const { signature } = block
  const grows = blockTexts.get(text(block.type) ?? '')
  const said = block.type === 'tool_use' ? JSON.stringify(block.input ?? {}) : text(block[grows?.member ?? ''])
  const deltas = [
    ...(grows === undefined || !said ? [] : [{ type: grows.type, [grows.member]: said }]),
    ...(block.type === 'thinking' && signature !== undefined ? [{ type: 'signature_delta', signature }] : []),
  ]
  return [
    { type: 'content_block_start', index, content_block: blankBlock(block) },
    ...deltas.map((delta) => ({ type: 'content_block_delta', index, delta })),
    { type: 'content_block_stop', index },
  ]
}

function blankBlock(block: JsonObject): JsonObject {
  if (block.type === 'text') return { ...block, text: '' }
  if (block.type === 'thinking') return { ...block, thinking: '', signature: '' }
  return block.type === 'tool_use' ? { ...block, input: {} } : block
}

/** More than any model gives. */
const maxBlocks = 4096

interface Block {
  readonly begun: JsonObject
  readonly texts: Map<string, string>
}

const textMembers = ['text', 'thinking', 'partial_json', 'signature']

class MessageAssembler implements Assembler {
  readonly #blocks = new Map<number, Block>()
  #message: JsonObject = {}
  #done = false

  get isDone(): boolean {
    return this.#done
  }

  push(message: StreamMessage): boolean {
    if (message === 'done') return true
    switch (message.type) {
      case 'message_start':
        this.#message = object(message.message) ?? {}
        return true
      case 'content_block_start': {
        const index = whole(message.index) ?? maxBlocks
        if (index >= maxBlocks) return false
        this.#blocks.set(index, { begun: object(message.content_block) ?? {}, texts: new Map() })
        return true
      }
      case 'content_block_delta':
        return this.#grow(whole(message.index) ?? maxBlocks, object(message.delta) ?? {})
      case 'message_delta': {
        const usage = { ...object(this.#message.usage), ...object(message.usage) }
        this.#message = { ...this.#message, ...object(message.delta), usage }
        return true
      }
      case 'message_stop':
        this.#done = true
        return true
      default:
        return message.type === 'content_block_stop' || message.type === 'ping'
    }
  }

  answer(): JsonObject {
    const content = [...this.#blocks].sort(([a], [b]) => a - b).map(([, block]) => made(block))
    return { ...this.#message, content }
  }

  failure(code: string, message: string): JsonObject {
    return { type: 'error', error: { type: code === 'stopped' ? 'permission_error' : 'api_error', message, code } }
  }

  #grow(index: number, delta: JsonObject): boolean {
    const block = this.#blocks.get(index)
    if (block === undefined) return false
    for (const member of textMembers) {
      const said = delta[member]
      if (typeof said !== 'string') continue
      block.texts.set(member, (block.texts.get(member) ?? '') + said)
      return true
    }
    return false
  }
}

function made({ begun, texts }: Block): JsonObject {
  const said = [...texts].map(([member, added]) => [member, (text(begun[member]) ?? '') + added])
  const { partial_json, ...members }: JsonObject = Object.fromEntries(said)
  const given = text(partial_json)
  if (given === undefined || given === '') return { ...begun, ...members }
  return { ...begun, ...members, input: object(parsed(given)) ?? { unread: given } }
}

/** The events of a message through a guard; what that holds back of a block comes before the block's end. */
class MessagesGuard {
  readonly #guard: TextGuard
  /** By the block's index: how its text grows, and the name of its channel. */
  readonly #open = new Map<number, Grows & { readonly channel: string }>()

  constructor(guard: TextGuard) {
    this.#guard = guard
  }

  pass(message: StreamMessage): readonly StreamMessage[] {
    if (message === 'done') return []
    const index = whole(message.index) ?? 0
    switch (message.type) {
      case 'message_start':
        return [{ ...message, message: { ...object(message.message), content: [] } }]
      case 'content_block_start':
        return this.#begin(message, index, object(message.content_block) ?? {})
      case 'content_block_delta':
        return this.#grow(message, index, object(message.delta) ?? {})
      case 'content_block_stop':
        return [...this.#rest(index), message]
      case 'message_delta':
      case 'message_stop':
      case 'ping':
        return [message]
      // What isn't known may hold text that nobody looked at (P10).
      default:
        return []
    }
  }

  #begin(message: JsonObject, index: number, block: JsonObject): readonly JsonObject[] {
    const type = text(block.type) ?? ''
    const grows = blockTexts.get(type)
    if (grows === undefined) {
      this.#open.delete(index)
      return [{ ...message, content_block: { type } }]
    }
    this.#open.set(index, { ...grows, channel: `${grows.kind}:${index}` })
    const begun = { ...message, content_block: blankBlock(block) }
    const said = type === 'tool_use' ? undefined : text(block[type])
    return said ? [begun, ...this.#said(index, said)] : [begun]
  }

  #grow(message: JsonObject, index: number, delta: JsonObject): readonly JsonObject[] {
    if (delta.type === 'signature_delta') return [...this.#rest(index), message]
    const open = this.#open.get(index)
    const said = open === undefined ? undefined : text(delta[open.member])
    return said === undefined ? [] : this.#said(index, said)
  }

  #said(index: number, said: string): readonly JsonObject[] {
    const open = this.#open.get(index)
    return open === undefined ? [] : delta(index, open, this.#guard.pass(open.channel, said))
  }

  #rest(index: number): readonly JsonObject[] {
    const open = this.#open.get(index)
    return open === undefined ? [] : delta(index, open, this.#guard.flush(open.channel))
  }
}

function delta(index: number, { type, member }: Grows, said: string): readonly JsonObject[] {
  return said === '' ? [] : [{ type: 'content_block_delta', index, delta: { type, [member]: said } }]
}
