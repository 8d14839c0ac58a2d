// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject } from '../../journal/index.ts'
import type { Assembler, StreamApi, StreamMessage } from './api.ts'
import type { NextWords } from './frame.ts'
import { object, objects, parsed, text, whole } from './json.ts'
import { blankBlock, blockTexts, MessagesGuard } from './messages-guard.ts'

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
  nextWords,
  encode: (message) => (message === 'done' ? '' : `event: ${text(message.type)}\ndata: ${JSON.stringify(message)}\n\n`),
}

function nextWords(message: JsonObject): NextWords | undefined {
  const delta = object(message.delta) ?? {}
  const [member, ...more] = textMembers.filter((name) => typeof delta[name] === 'string')
  if (message.type !== 'content_block_delta' || member === undefined || more.length > 0) return undefined
  return {
    words: text(delta[member]) ?? '',
    saying: (words) => ({ ...message, delta: { ...delta, [member]: words } }),
  }
}

/** A whole block as the events of a stream. */
function eventsOf(block: JsonObject, index: number): readonly JsonObject[] {
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

/** More than any model gives. */
const maxBlocks = 4096

interface Block {
  readonly begun: JsonObject
  readonly texts: Map<string, string>
}

const textMembers = ['text', 'thinking', 'partial_json', 'signature']

class MessageAssembler implements Assembler {
  /** All that ever began: one that begins anew takes back nothing that was said. */
  readonly #begun: { readonly index: number; readonly block: Block }[] = []
  /** Those that grow. */
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
        // Honest ones begin with nothing, and SDKs read on from whatever stands there.
        for (const block of objects(this.#message.content)) this.#begin(-1, block)
        return true
      case 'content_block_start':
        this.#begin(whole(message.index) ?? 0, object(message.content_block) ?? {})
        return true
      case 'content_block_delta':
        return this.#grow(whole(message.index) ?? 0, object(message.delta) ?? {})
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
    const content = this.#begun.toSorted((a, b) => a.index - b.index).map(({ block }) => made(block))
    return { ...this.#message, content }
  }

  failure(code: string, message: string): JsonObject {
    return { type: 'error', error: { type: code === 'stopped' ? 'permission_error' : 'api_error', message, code } }
  }

  #begin(index: number, begun: JsonObject): Block {
    if (index >= maxBlocks || this.#begun.length >= maxBlocks) throw new RangeError(`an index of ${maxBlocks} or more`)
    const block = { begun, texts: new Map() }
    this.#begun.push({ index, block })
    this.#blocks.set(index, block)
    return block
  }

  #grow(index: number, delta: JsonObject): boolean {
    const grown = textMembers.filter((member) => typeof delta[member] === 'string')
    if (grown.length === 0) return false
    // Whoever reads pieces alone gets those of a block that never began too.
    const { texts } = this.#blocks.get(index) ?? this.#begin(index, {})
    for (const member of grown) texts.set(member, (texts.get(member) ?? '') + text(delta[member]))
    return true
  }
}

function made({ begun, texts }: Block): JsonObject {
  const said = [...texts].map(([member, added]) => [member, (text(begun[member]) ?? '') + added])
  const { partial_json, ...members }: JsonObject = Object.fromEntries(said)
  const given = text(partial_json)
  if (given === undefined || given === '') return { ...begun, ...members }
  return { ...begun, ...members, input: object(parsed(given)) ?? { unread: given } }
}
