// SPDX-License-Identifier: EUPL-1.2
import { type JSONRPCMessage, parseJSONRPCMessage } from '@modelcontextprotocol/client'
import { AnswerSigns } from './answer-signs.ts'
import { bounded } from './answers.ts'

/** No JSON-RPC message is shorter. */
const minBytes = 20
const maxIdLength = 1000
const newline = 0x0a

/**
 * Reads a tool server's output in lines, with the members by which the SDK's transport reads it. The SDK's own reader
 * reports what is wrong with each line, and twenty thousand wrong ones in one piece hold up everybody for a second
 * (P4). Here a line that is no message costs next to nothing.
 */
export class Lines {
  readonly #maxBytes: number
  #chunks: Buffer[] = []
  #size = 0
  /** Of the line that is not whole yet. */
  #signs = new AnswerSigns('whole')
  /** Whole lines that are still to be read. */
  #whole: Buffer = Buffer.alloc(0)

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** Throws for a line that is too long, or holds more than can be looked through. */
  append(chunk: Buffer): void {
    const end = chunk.lastIndexOf(newline) + 1
    if (end > 0) {
      this.#look(chunk.subarray(0, end))
      this.#signs = new AnswerSigns('whole')
      this.#whole = Buffer.concat([this.#whole, ...this.#chunks, chunk.subarray(0, end)])
      this.#chunks = []
      this.#size = 0
    }
    const rest = chunk.subarray(end)
    this.#look(rest)
    this.#size += rest.length
    if (this.#size > this.#maxBytes) {
      this.clear()
      throw new RangeError(`a tool server wrote a line of more than ${this.#maxBytes} bytes`)
    }
    if (rest.length > 0) this.#chunks.push(rest)
  }

  #look(piece: Buffer): void {
    if (!this.#signs.isTooMuch(piece)) return
    this.clear()
    throw new RangeError('a tool server wrote a line of more values than can be looked through')
  }

  readMessage(): JSONRPCMessage | null {
    for (let end = this.#whole.indexOf(newline); end >= 0; end = this.#whole.indexOf(newline)) {
      const line = this.#whole.subarray(0, end)
      this.#whole = this.#whole.subarray(end + 1)
      const message = line.length < minBytes ? undefined : messageIn(line.toString('utf8'))
      if (message !== undefined) return message
    }
    return null
  }

  clear(): void {
    this.#chunks = []
    this.#size = 0
    this.#whole = Buffer.alloc(0)
    this.#signs = new AnswerSigns('whole')
  }
}

function messageIn(line: string): JSONRPCMessage | undefined {
  try {
    const json: unknown = JSON.parse(line)
    return isLikeAMessage(json) ? bounded(parseJSONRPCMessage(json)) : undefined
  } catch {
    // Servers write other lines too; those are dropped.
    return undefined
  }
}

function isLikeAMessage(json: unknown): boolean {
  if (typeof json !== 'object' || json === null || !('jsonrpc' in json) || json.jsonrpc !== '2.0') return false
  // A server's request is answered under the id that the server chose.
  if ('id' in json && typeof json.id === 'string' && json.id.length > maxIdLength) return false
  return 'method' in json ? typeof json.method === 'string' : 'result' in json || 'error' in json
}
