// SPDX-License-Identifier: EUPL-1.2
// What measuring adds to a call, in microseconds of processor time: with metrics alone, as Sluis runs unless told
// otherwise, and with every call traced to an exporter that drops what it gets.
import type { SpanExporter } from '@opentelemetry/sdk-trace'
import { Telemetry } from '../../packages/server/src/telemetry/index.ts'

const about = { organisation: 'bench', version: '0.0.0' }
const call = {
  agent: 'reporter',
  system: 'weekly-report',
  run: 'run-1',
  action: 'callModel',
  operation: 'chat',
  resource: 'reporting',
} as const
const dropping: SpanExporter = {
  export: (_, done) => done({ code: 0 }),
  shutdown: async () => undefined,
}

function one(telemetry: Telemetry): void {
  const watch = telemetry.begin(call)
  watch.allowed({ call: 'call-0123456789abcdef', number: 7, entry: 42 }, 'chosen')
  watch.ended('done', { inputTokens: 30, outputTokens: 12 })
}

/** The best of some rounds, each smaller than the queue of spans: one that is full drops them, which costs nothing. */
async function microseconds(telemetry: Telemetry, rounds = 40, calls = 2000): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage()
    for (let at = 0; at < calls; at++) one(telemetry)
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / calls)
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  await telemetry.close()
  return Math.round(best * 10) / 10
}

async function benchTelemetry() {
  return {
    unit: 'µs per call',
    metrics: await microseconds(new Telemetry(about)),
    metricsAndTraces: await microseconds(new Telemetry({ ...about, traces: dropping })),
  }
}

if (import.meta.main) console.log(JSON.stringify(await benchTelemetry(), undefined, 2))
