// SPDX-License-Identifier: EUPL-1.2

/** A call as it begins. All names are known from the organisation's files, so that no stranger can create a label. */
export interface WatchedCall {
  readonly agent: string
  readonly system: string
  readonly run: string
  readonly action: 'callModel' | 'callTool'
  /** The protocol's name for it: `chat`, `embeddings`, `tools/call` … */
  readonly operation: string
  /** `unknown` for a model or tool that nobody admitted. */
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

/** Observes one call: it is decided once and ended once, and anything reported after that is ignored. */
export interface CallWatch {
  /** Its intent is durable; a model call goes to this provider. */
  allowed(recorded: RecordedCall, provider: string | undefined): void
  /** Denied, held, or answered from an earlier call (`repeated`). */
  refused(reason: string, recorded: RecordedCall): void
  ended(outcome: string, used: UsedTokens | undefined): void
}
