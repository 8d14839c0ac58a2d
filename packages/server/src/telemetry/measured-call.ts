// SPDX-License-Identifier: EUPL-1.2
import { type Span, SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api'
import type { CallWatch, RecordedCall, UsedTokens, WatchedCall } from './call-watch.ts'
import type { Instruments } from './instruments.ts'
import type { CallLabels, KnownLabels } from './labels.ts'
import { attribute } from './names.ts'
import { linkTo } from './traceparent.ts'

/** The operator's line for a call that is over. */
export interface CallLine extends RecordedCall {
  readonly event: 'call'
  readonly agent: string
  readonly system: string
  readonly run: string
  readonly operation: string
  readonly resource: string
  readonly decision: string
  readonly reason?: string | undefined
  readonly outcome?: string | undefined
  readonly ms: number
}

export interface Measuring {
  readonly instruments: Instruments
  readonly labels: KnownLabels
  readonly tracer: Tracer | undefined
  readonly write: ((line: CallLine) => void) | undefined
  /** Monotonic, in milliseconds. */
  readonly clock: () => number
}

/** Times and counts a call, and traces it where traces are collected. */
export class MeasuredCall implements CallWatch {
  readonly #measuring: Measuring
  readonly #call: WatchedCall
  /** The labels with its provider; set once its intent is durable. */
  #labels: CallLabels | undefined
  readonly #startedAt: number
  readonly #span: Span | undefined
  #recorded: RecordedCall = {}
  #state: 'open' | 'allowed' | 'over' = 'open'

  constructor(measuring: Measuring, call: WatchedCall) {
    this.#measuring = measuring
    this.#call = call
    this.#startedAt = measuring.clock()
    this.#span = measuring.tracer?.startSpan(`${call.operation} ${call.resource}`, {
      kind: call.action === 'callModel' ? SpanKind.CLIENT : SpanKind.SERVER,
      root: true,
      links: [...linkTo(call.traceparent)],
      attributes: {
        ...measuring.labels.ofCall(call, undefined).call,
        [attribute.agent]: call.agent,
        [attribute.system]: call.system,
        [attribute.conversation]: call.run,
      },
    })
  }

  allowed(recorded: RecordedCall, provider: string | undefined): void {
    if (this.#state !== 'open') return
    this.#state = 'allowed'
    this.#labels = this.#measuring.labels.ofCall(this.#call, provider)
    if (provider !== undefined) this.#span?.setAttribute(attribute.provider, provider)
    this.#decided('allow', undefined, recorded)
  }

  refused(reason: string, recorded: RecordedCall): void {
    if (this.#state !== 'open') return
    this.#state = 'over'
    const decision = reason === 'held' ? 'hold' : reason === 'repeated' ? 'repeat' : 'deny'
    this.#decided(decision, reason, recorded)
    this.#tell({ decision, reason })
    this.#span?.end()
  }

  ended(outcome: string, used: UsedTokens | undefined): void {
    if (this.#labels === undefined || this.#state !== 'allowed') return
    this.#state = 'over'
    const { instruments } = this.#measuring
    const { call, input, output } = this.#labels
    const isDone = outcome === 'done'
    const histogram = this.#call.action === 'callModel' ? instruments.model : instruments.tool
    histogram.record(this.#seconds(), isDone ? call : { ...call, [attribute.error]: outcome })
    if (used !== undefined) {
      instruments.tokens.record(used.inputTokens, input)
      instruments.tokens.record(used.outputTokens, output)
    }
    this.#tell({ decision: 'allow', outcome })
    if (this.#span !== undefined) endSpan(this.#span, outcome, used)
  }

  #decided(decision: string, reason: string | undefined, recorded: RecordedCall): void {
    this.#recorded = recorded
    const { labels, instruments } = this.#measuring
    instruments.calls.add(1, labels.ofDecision(decision, reason, this.#call.system))
    instruments.decision.record(this.#seconds(), labels.ofDecision(decision, undefined, undefined))
    if (this.#span === undefined) return
    this.#span.setAttributes(labels.ofDecision(decision, reason, undefined))
    const { call, number, entry } = recorded
    if (call !== undefined) this.#span.setAttribute(attribute.call, call)
    if (number !== undefined) this.#span.setAttribute(attribute.number, number)
    if (entry !== undefined) this.#span.setAttribute(attribute.entry, entry)
  }

  #tell(how: Pick<CallLine, 'decision' | 'reason' | 'outcome'>): void {
    const { write } = this.#measuring
    if (write === undefined) return
    const { agent, system, run, operation, resource } = this.#call
    const { call, number, entry } = this.#recorded
    const ms = Math.round(this.#seconds() * 1000)
    const what = { agent, system, run, operation, resource }
    write({ event: 'call', ...what, call, number, entry, ...how, ms })
  }

  #seconds(): number {
    return (this.#measuring.clock() - this.#startedAt) / 1000
  }
}

function endSpan(span: Span, outcome: string, used: UsedTokens | undefined): void {
  span.setAttribute(attribute.outcome, outcome)
  if (used !== undefined) {
    span.setAttributes({ [attribute.inputTokens]: used.inputTokens, [attribute.outputTokens]: used.outputTokens })
  }
  if (outcome !== 'done') span.setAttribute(attribute.error, outcome).setStatus({ code: SpanStatusCode.ERROR })
  span.end()
}
