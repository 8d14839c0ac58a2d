// SPDX-License-Identifier: EUPL-1.2
import { randomUUID } from 'node:crypto'
import type { CanonicalText, JsonObject, JsonValue } from '../journal/index.ts'
import type { ModelApiName, Route, Tool } from '../organisation/index.ts'
import type { ModelResource, ToolResource } from '../policy/index.ts'

export interface Caller {
  readonly agent: string
  readonly system: string
  readonly run: string
  /** The id of the agent key behind the call: when it is revoked, the call ends. */
  readonly key?: string
}

/** What a call is aimed at, when the organisation knows it. */
export type Target = ModelTarget | ToolTarget

export interface ToolTarget {
  readonly kind: 'tool'
  readonly resource: ToolResource
  readonly tool: Tool
}

/** A model at one of its providers. */
export interface ModelTarget {
  readonly kind: 'model'
  readonly resource: ModelResource
  readonly route: Route
}

/** One model call or tool call as every protocol's face reads it. */
export interface Ask {
  readonly caller: Caller
  readonly action: 'callModel' | 'callTool'
  /**
   * What of a tool server a `callTool` asks for, when it isn't a tool. Under the name of another kind nothing is known.
   */
  readonly kind?: Tool['kind']
  /** As the caller named it: known or not. */
  readonly name: string
  /** The whole request of a model call; the arguments of a tool call. */
  readonly body: JsonObject
  /** The functions that the caller offers its model to call. */
  readonly offers?: readonly string[]
  /** Chosen by the caller: one key is never carried out twice. */
  readonly requestKey?: string | undefined
  /** The most output tokens that the request lets a model make for one answer; absent when it states no bound. */
  readonly maxOutputTokens?: number | undefined
  /** The API that a model was asked in. */
  readonly api?: ModelApiName
  /** The caller's own trace (W3C): a stranger's words, used for telemetry only. */
  readonly traceparent?: string | undefined
}

export interface Numbered {
  readonly call: string
  readonly number: number
  readonly entry: number
  readonly treeSize: number
}

/** The tokens that a model says it used: a stranger's words. */
export interface Usage {
  readonly inputTokens: number
  readonly outputTokens: number
}

/** What the far side answered. */
export interface Result {
  readonly value: JsonValue
  /** The same as JSON text, if it was already written. */
  readonly text?: CanonicalText
  readonly labels?: readonly string[]
  /** The kinds that were found in it before any change; absent if nobody looked yet. */
  readonly found?: readonly string[]
  /** Absent when the far side didn't say. */
  readonly usage?: Usage
  /** Names of settings that were left out, because the far side's API does not have them. */
  readonly dropped?: readonly string[]
}

export function newId(prefix: 'run' | 'case'): string {
  // 64 of its random bits: Node prepares UUIDs in bulk, and takes four times as long to give eight random bytes.
  const uuid = randomUUID()
  return `${prefix}-${uuid.slice(0, 4)}${uuid.slice(24)}`
}

/** Tells the calls of this process from those that another process named in the same millisecond. */
const mark = randomUUID().slice(0, 8)
const callsOfMoment = 2 ** 12
let moment = 0
let made = 0

/**
 * The time in milliseconds, a count, and 32 random bits of the process. Ascending names go to the end of an index;
 * random ones would make each call write a page of its own. The newest calls of all processes are found by their names
 * alone. Knowing a name gives nobody any right.
 */
export function newCallId(now: number = Date.now()): string {
  if (now > moment) {
    moment = now
    made = 0
  } else if (made === callsOfMoment) {
    moment++
    made = 0
  }
  return `call-${moment.toString(16).padStart(12, '0')}${(made++).toString(16).padStart(3, '0')}${mark}`
}
