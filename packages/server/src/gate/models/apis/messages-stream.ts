// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject, JsonValue } from '../../../journal/index.ts'
import type { GateErrorCode } from '../../error.ts'
import { anthropicType } from '../errors.ts'
import { beside, object, objects, parsed, text, whole } from '../json.ts'
import type { Assembler, StreamApi, StreamMessage } from './api.ts'
import type { NextWords } from './frame.ts'
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

/** What is read of an event, by its type. */
const read: ReadonlyMap<unknown, ReadonlySet<string>> = new Map([
  ['message_start', new Set(['type', 'message'])],
  ['content_block_start', new Set(['type', 'index', 'content_block'])],
  ['content_block_delta', new Set(['type', 'index', 'delta'])],
  ['content_block_stop', new Set(['type', 'index'])],
  ['message_delta', new Set(['type', 'delta', 'usage'])],
  ['message_stop', new Set(['type'])],
  ['ping', new Set(['type'])],
])

class MessageAssembler implements Assembler {
  /** All blocks that ever began: a block that begins again does not take back what was said. */
  readonly #begun: { readonly index: number; readonly block: Block }[] = []
  /** The blocks that are growing. */
  readonly #blocks = new Map<number, Block>()
  #message: JsonObject = {}
  #hasBegun = false
  #done = false

  get isDone(): boolean {
    return this.#done
  }

  push(message: StreamMessage): JsonObject | undefined {
    if (message === 'done') return undefined
    const known = read.get(message.type)
    return known !== undefined && this.#isHeard(message) ? beside(message, known) : message
  }

  /** Takes what a known event says. True if it holds all of that. */
  #isHeard({ type, index, message, content_block, delta, usage }: JsonObject): boolean {
    switch (type) {
      case 'message_start':
        return this.#start(object(message))
      case 'content_block_start':
        this.#begin(whole(index) ?? 0, object(content_block) ?? {})
        // The input of a call comes in pieces, which count instead of what it began with.
        return (
          object(content_block) !== undefined && Object.keys(object(object(content_block)?.input) ?? {}).length === 0
        )
      case 'content_block_delta':
        return this.#grow(whole(index) ?? 0, object(delta) ?? {})
      case 'message_delta':
        return this.#end(object(delta), object(usage))
      case 'message_stop':
        this.#done = true
    }
    return true
  }

  #start(message: JsonObject | undefined): boolean {
    // A message that begins again does not take back what the first said.
    if (message === undefined || this.#hasBegun) return false
    this.#hasBegun = true
    this.#message = message
    const { content } = message
    // Honest messages begin empty, and SDKs continue from whatever stands there.
    for (const block of objects(content)) this.#begin(-1, block)
    return content === undefined || (Array.isArray(content) && content.length === objects(content).length)
  }

  #end(delta: JsonObject = {}, used: JsonObject = {}): boolean {
    const isTold = Object.entries(delta).every(([name, said]) => name !== 'content' && this.#isFirst(name, said))
    const usage = { ...object(this.#message.usage), ...used }
    this.#message = { ...this.#message, ...(isTold ? delta : {}), usage }
    return isTold
  }

  /** Whether no other value was said of it before. */
  #isFirst(name: string, said: JsonValue | undefined): boolean {
    const before = this.#message[name]
    return before === undefined || before === null || said === null || said === before
  }

  answer(): JsonObject {
    const content = this.#begun.toSorted((a, b) => a.index - b.index).map(({ block }) => made(block))
    return { ...this.#message, content }
  }

  failure(code: GateErrorCode, message: string): JsonObject {
    return { type: 'error', error: { type: anthropicType(code), message, code } }
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
    // A reader of pieces also gets those of a block that never began.
    const { texts } = this.#blocks.get(index) ?? this.#begin(index, {})
    for (const member of grown) texts.set(member, (texts.get(member) ?? '') + text(delta[member]))
    const isMore = Object.keys(delta).length > grown.length + 1
    return !isMore || beside(delta, new Set(['type', ...grown])) === undefined
  }
}

function made({ begun, texts }: Block): JsonObject {
  const said = [...texts].map(([member, added]) => [member, (text(begun[member]) ?? '') + added])
  const { partial_json, ...members }: JsonObject = Object.fromEntries(said)
  const given = text(partial_json)
  if (given === undefined || given === '') return { ...begun, ...members }
  return { ...begun, ...members, input: object(parsed(given)) ?? { unread: given } }
}
