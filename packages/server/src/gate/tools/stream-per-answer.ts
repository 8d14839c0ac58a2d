// SPDX-License-Identifier: EUPL-1.2
import {
  INTERNAL_ERROR,
  isJSONRPCRequest,
  type JSONRPCMessage,
  StreamableHTTPClientTransport,
  type StreamableHTTPClientTransportOptions,
} from '@modelcontextprotocol/client'
import { bounded } from './answers.ts'

type Hear = (message: JSONRPCMessage) => void
type SendOptions = NonNullable<Parameters<StreamableHTTPClientTransport['send']>[1]>

const brokenOff = { code: INTERNAL_ERROR, message: 'the stream ended without an answer' }

/** Of what a server asks between two requests of ours, so many are answered, each by a request. All are refused but `ping`. */
const maxQuestions = 20

/**
 * The connection to a tool server over HTTP, with bounds: it ends with its answer, or when nobody waits for one. A
 * server may keep the stream of an answer open for as long as it likes, and would take a connection with each call.
 */
export class StreamPerAnswer extends StreamableHTTPClientTransport {
  readonly #open = new Map<unknown, AbortController>()
  #questions = 0

  constructor(url: URL, options: StreamableHTTPClientTransportOptions) {
    super(url, options)
    let hear: Hear | undefined
    // The listener is set from outside, as a member.
    Object.defineProperty(this, 'onmessage', {
      get: () => hear,
      set: (given: Hear | undefined) => {
        hear = given && this.#ending(given)
      },
    })
  }

  override async send(message: JSONRPCMessage, options: SendOptions = {}): Promise<void> {
    if (!isJSONRPCRequest(message)) {
      // Before 2026-07-28 a message cancels a request; its stream stays, also when that message is lost.
      if ('method' in message && message.method === 'notifications/cancelled') this.#end(message.params?.requestId)
      return await super.send(message, options)
    }
    const { id } = message
    this.#questions = 0
    const controller = new AbortController()
    this.#open.set(id, controller)
    const signals = [controller.signal, ...(options.requestSignal === undefined ? [] : [options.requestSignal])]
    const onRequestStreamEnd = (): void => {
      // No answer can come any more, but the SDK would wait for as long as the call may take.
      if (this.#open.has(id)) this.onmessage?.({ jsonrpc: '2.0', id, error: brokenOff })
      options.onRequestStreamEnd?.()
    }
    try {
      await super.send(message, { ...options, requestSignal: AbortSignal.any(signals), onRequestStreamEnd })
    } catch (error) {
      this.#open.delete(id)
      throw error
    }
  }

  #ending(hear: Hear): Hear {
    return (message) => {
      if ('method' in message && 'id' in message && ++this.#questions > maxQuestions) return
      try {
        hear(bounded(message))
      } finally {
        if (!('method' in message)) this.#end(message.id)
      }
    }
  }

  #end(id: unknown): void {
    this.#open.get(id)?.abort()
    this.#open.delete(id)
  }
}
