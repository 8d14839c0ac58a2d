// SPDX-License-Identifier: EUPL-1.2
import { createHash, timingSafeEqual } from 'node:crypto'
import { PrometheusSerializer } from '@opentelemetry/exporter-prometheus'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics'
import {
  BatchSpanProcessor,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { CallWatch, WatchedCall } from './call-watch.ts'
import { instrumentsOf } from './instruments.ts'
import { KnownLabels } from './labels.ts'
import { type CallLine, MeasuredCall, type Measuring } from './measured-call.ts'
import { metric, schemaUrl, scopeName } from './names.ts'

interface TelemetrySettings {
  readonly organisation: string
  readonly version: string
  /** Where spans go (OTLP over HTTP); without it there are no traces. */
  readonly traces?: SpanExporter
  /** The share of calls that is traced, from 0 to 1. */
  readonly sampled?: number
  /** The token of a program that may read the metrics, beside people who are signed in. */
  readonly metricsToken?: string
  readonly write?: (line: CallLine) => void
}

/** Numbers that are looked up only when the metrics are read. */
type Gauges = Readonly<
  Record<'inFlight' | 'openCases' | 'activeStops' | 'logSize' | 'filesBehind', () => number | Promise<number>>
>

/** Collects only when asked, never by itself. */
class AskedReader extends MetricReader {
  protected async onShutdown(): Promise<void> {}
  protected async onForceFlush(): Promise<void> {}
}

const maxQueuedSpans = 4096

/** Everything that is measured in one process. A failure here makes nothing else fail. */
export class Telemetry {
  readonly #measuring: Measuring
  readonly #meters: MeterProvider
  readonly #reader = new AskedReader()
  /** Leaves out the scope's name and schema in every series, as there is only one scope. */
  readonly #serializer = new PrometheusSerializer('', false, undefined, false, true)
  readonly #tracers: TracerProvider | undefined
  readonly #token: string | undefined

  constructor({ organisation, version, traces, sampled = 1, metricsToken, write }: TelemetrySettings) {
    const resource = resourceFromAttributes({
      'service.name': 'sluis',
      'service.namespace': organisation,
      'service.version': version,
    })
    this.#meters = new MeterProvider({ resource, readers: [this.#reader] })
    this.#tracers =
      traces &&
      new TracerProvider({
        resource,
        sampler: new TraceIdRatioBasedSampler(sampled),
        spanProcessors: [new BatchSpanProcessor({ exporter: traces, maxQueueSize: maxQueuedSpans })],
      })
    this.#token = metricsToken
    this.#measuring = {
      instruments: instrumentsOf(this.#meters.getMeter(scopeName, version, { schemaUrl })),
      labels: new KnownLabels(),
      tracer: this.#tracers?.getTracer(scopeName, version, { schemaUrl }),
      write,
      clock: () => performance.now(),
    }
  }

  /** From OpenTelemetry's own environment variables and two of ours. */
  static from(
    environment: Readonly<Record<string, string | undefined>>,
    about: Pick<TelemetrySettings, 'organisation' | 'version'>,
  ): Telemetry {
    const endpoint = environment.OTEL_EXPORTER_OTLP_ENDPOINT
    const sampled = Number(environment.OTEL_TRACES_SAMPLER_ARG ?? '1')
    const metricsToken = environment.SLUIS_METRICS_TOKEN
    return new Telemetry({
      ...about,
      sampled: sampled >= 0 && sampled <= 1 ? sampled : 1,
      ...(endpoint ? { traces: new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` }) } : {}),
      ...(metricsToken ? { metricsToken } : {}),
      ...(environment.SLUIS_CALL_LINES === 'json' ? { write: writeLine } : {}),
    })
  }

  begin(call: WatchedCall): CallWatch {
    return new MeasuredCall(this.#measuring, call)
  }

  /** Adds the numbers of other rooms, looked up when the metrics are read. */
  observe(gauges: Gauges): void {
    const meter = this.#meters.getMeter(scopeName)
    for (const [name, read] of Object.entries(gauges)) {
      // Safe: `Gauges` has no other members.
      const gauge = meter.createObservableGauge(metric[name as keyof Gauges])
      gauge.addCallback(async (result) => result.observe(await read()))
    }
  }

  /** The metrics in Prometheus's text format. */
  async metrics(): Promise<string> {
    const { resourceMetrics } = await this.#reader.collect()
    return this.#serializer.serialize(resourceMetrics)
  }

  isMetricsToken(given: string): boolean {
    return this.#token !== undefined && timingSafeEqual(digestOf(given), digestOf(this.#token))
  }

  /** Sends what is still queued, provided that the collector answers. */
  async close(): Promise<void> {
    await this.#tracers?.shutdown().catch(() => undefined)
    await this.#meters.shutdown().catch(() => undefined)
  }
}

function writeLine(line: CallLine): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`)
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
