// SPDX-License-Identifier: EUPL-1.2

/** A call as it begins: names that the organisation's files know, so that no stranger makes a label of their own. */
export interface WatchedCall {
  readonly agent: string
  readonly system: string
  readonly run: string
  readonly action: 'callModel' | 'callTool'
  /** `chat`, `embeddings`, `tools/call` …: what the protocol calls it. */
  readonly operation: string
  /** `unknown` for what nobody admitted. */
  readonly resource: string
  readonly traceparent?: string | undefined
}

export interface RecordedCall {
  readonly call?: string | undefined
  readonly number?: number | undefined
  readonly entry?: number | undefined
}

export interface UsedTokens {
  readonly inputTokens: number
  readonly outputTokens: number
}

/** What is seen of one call: decided once, ended once; whatever is said after that is not heard. */
export interface CallWatch {
  /** Its intent is durable; a model's, at this provider. */
  allowed(recorded: RecordedCall, provider: string | undefined): void
  /** Denied, held, or answered as before (`repeated`). */
  refused(reason: string, recorded: RecordedCall): void
  ended(outcome: string, used: UsedTokens | undefined): void
}
