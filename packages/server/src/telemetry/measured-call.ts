// SPDX-License-Identifier: EUPL-1.2
import { type Attributes, type Span, SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api'
import type { CallWatch, RecordedCall, UsedTokens, WatchedCall } from './call-watch.ts'
import { type Instruments, labelsOf, recordTokens } from './instruments.ts'
import { attribute } from './names.ts'
import { linkTo } from './traceparent.ts'

/** One line of the operator's log for each call that is over. */
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
  readonly tracer: Tracer | undefined
  readonly write: ((line: CallLine) => void) | undefined
  /** Milliseconds that only run forward. */
  readonly clock: () => number
}

/** A call that is timed, counted, and traced where somebody collects traces. */
export class MeasuredCall implements CallWatch {
  readonly #measuring: Measuring
  readonly #call: WatchedCall
  #labels: Attributes
  readonly #startedAt: number
  readonly #span: Span | undefined
  #recorded: RecordedCall = {}
  #state: 'open' | 'allowed' | 'over' = 'open'

  constructor(measuring: Measuring, call: WatchedCall) {
    this.#measuring = measuring
    this.#call = call
    this.#labels = labelsOf(call)
    this.#startedAt = measuring.clock()
    this.#span = measuring.tracer?.startSpan(`${call.operation} ${call.resource}`, {
      kind: call.action === 'callModel' ? SpanKind.CLIENT : SpanKind.SERVER,
      root: true,
      links: [...linkTo(call.traceparent)],
      attributes: {
        ...this.#labels,
        [attribute.agent]: call.agent,
        [attribute.system]: call.system,
        [attribute.conversation]: call.run,
      },
    })
  }

  allowed(recorded: RecordedCall, provider: string | undefined): void {
    if (this.#state !== 'open') return
    this.#state = 'allowed'
    if (provider !== undefined) {
      this.#labels = { ...this.#labels, [attribute.provider]: provider }
      this.#span?.setAttribute(attribute.provider, provider)
    }
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
    if (this.#state !== 'allowed') return
    this.#state = 'over'
    const { instruments } = this.#measuring
    const isDone = outcome === 'done'
    const labels = isDone ? this.#labels : { ...this.#labels, [attribute.error]: outcome }
    const histogram = this.#call.action === 'callModel' ? instruments.model : instruments.tool
    histogram.record(this.#seconds(), labels)
    if (used !== undefined) recordTokens(instruments, this.#labels, used)
    this.#tell({ decision: 'allow', outcome })
    this.#span?.setAttribute(attribute.outcome, outcome)
    if (used !== undefined) {
      this.#span?.setAttributes({
        [attribute.inputTokens]: used.inputTokens,
        [attribute.outputTokens]: used.outputTokens,
      })
    }
    if (!isDone) this.#span?.setAttribute(attribute.error, outcome).setStatus({ code: SpanStatusCode.ERROR })
    this.#span?.end()
  }

  #decided(decision: string, reason: string | undefined, recorded: RecordedCall): void {
    this.#recorded = recorded
    const { calls, decision: duration } = this.#measuring.instruments
    const why = { [attribute.decision]: decision, ...(reason === undefined ? {} : { [attribute.reason]: reason }) }
    calls.add(1, { ...why, [attribute.system]: this.#call.system })
    duration.record(this.#seconds(), { [attribute.decision]: decision })
    const { call, number, entry } = recorded
    this.#span?.setAttributes({ ...why, ...told({ call, number, entry }) })
  }

  #tell(how: Pick<CallLine, 'decision' | 'reason' | 'outcome'>): void {
    const { agent, system, run, operation, resource } = this.#call
    const { call, number, entry } = this.#recorded
    const ms = Math.round(this.#seconds() * 1000)
    const what = { agent, system, run, operation, resource }
    this.#measuring.write?.({ event: 'call', ...what, call, number, entry, ...how, ms })
  }

  #seconds(): number {
    return (this.#measuring.clock() - this.#startedAt) / 1000
  }
}

function told({ call, number, entry }: RecordedCall): Attributes {
  return {
    ...(call === undefined ? {} : { [attribute.call]: call }),
    ...(number === undefined ? {} : { [attribute.number]: number }),
    ...(entry === undefined ? {} : { [attribute.entry]: entry }),
  }
}
