// SPDX-License-Identifier: EUPL-1.2
import type { InPieces } from '../../../boundary/index.ts'
import type { JsonObject } from '../../../journal/index.ts'
import type { ModelApiName } from '../../../organisation/index.ts'
import type { Usage } from '../../call.ts'
import type { GateErrorCode } from '../../error.ts'
import type { TextGuard } from '../../release/text-guard.ts'
import type { NextWords } from './frame.ts'

/** A model request as its API reads it. */
export interface ModelRequest {
  readonly model: string
  readonly body: JsonObject
  readonly isStream: boolean
  /** The most that one answer may hold; undefined when the request sets no bound. */
  readonly maxOutputTokens?: number
}

/** One API in which agents ask models. */
export interface ModelApi {
  readonly name: ModelApiName
  /**
   * Unknown settings pass unchanged; a setting that would make the far side act beyond answering does not. Throws
   * `malformed`.
   */
  read(json: unknown): ModelRequest
  usageOf(answer: JsonObject): Usage | undefined
  /** The answer with each of its texts passed through the guard. */
  guard(answer: JsonObject, guard: TextGuard): InPieces<JsonObject>
  /** Undefined for an API that streams nothing. */
  readonly stream?: StreamApi
}

/** What one event says: JSON, or the end, which OpenAI's APIs write as `[DONE]`. */
export type StreamMessage = JsonObject | 'done'

/** How an API streams its answers. */
export interface StreamApi {
  assemble(): Assembler
  /** Each message as the guard lets it go on; the function keeps what is still held back. */
  guard(guard: TextGuard): (message: StreamMessage) => InPieces<readonly StreamMessage[]>
  /** A whole answer as the messages of a stream. */
  messagesOf(answer: JsonObject): readonly StreamMessage[]
  /** Whether the far side reports a failure; its own words don't go on (P8). */
  isFailure(message: JsonObject): boolean
  /**
   * Undefined for a message that says more than the next words of one text. An API that numbers its events has no such
   * function.
   */
  nextWords?(message: JsonObject): NextWords | undefined
  /** With the lines of the event that the API's clients expect. */
  encode(message: StreamMessage): string
}

/** Puts a stream together as it passes, so that the log holds the answer instead of its pieces. */
export interface Assembler {
  /** Gives the parts of a message that the answer has no place for, because nobody knows them. */
  push(message: StreamMessage): JsonObject | undefined
  /** Whether the far side said that it was finished; a stream that merely stops was broken off. */
  readonly isDone: boolean
  /** The answer in the form of a whole one. */
  answer(): JsonObject
  /** The message that tells the caller that the stream ends early. */
  failure(code: GateErrorCode, message: string): JsonObject
}
