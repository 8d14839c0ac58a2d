// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { InMemorySpanExporter } from '@opentelemetry/sdk-trace'
import type { WatchedCall } from './call-watch.ts'
import type { CallLine } from './measured-call.ts'
import { attribute, metric, schemaUrl } from './names.ts'
import { Telemetry } from './telemetry.ts'
import { linkTo } from './traceparent.ts'

const about = { organisation: 'verhage', version: '1.2.3' }
const model: WatchedCall = {
  agent: 'reporter',
  system: 'weekly-report',
  run: 'run-1',
  action: 'callModel',
  operation: 'chat',
  resource: 'reporting',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
}
const tool: WatchedCall = { ...model, action: 'callTool', operation: 'tools/call', resource: 'mail_send' }
const used = { inputTokens: 30, outputTokens: 12 }

/** Runs some calls and gives what came out at every side; spans are kept until the exporter is shut down. */
async function watched(work: (telemetry: Telemetry) => void) {
  const traces = new InMemorySpanExporter()
  const spans: ReturnType<InMemorySpanExporter['getFinishedSpans']> = []
  const lines: CallLine[] = []
  const telemetry = new Telemetry({ ...about, traces, write: (line) => lines.push(line) })
  traces.shutdown = async () => {
    spans.push(...traces.getFinishedSpans())
  }
  work(telemetry)
  const metrics = await telemetry.metrics()
  await telemetry.close()
  return { spans, lines, metrics }
}

describe('telemetry', () => {
  it('tells of a call by its number and the leaf that decided it, and of tokens and time', async () => {
    const { spans, lines, metrics } = await watched((telemetry) => {
      const watch = telemetry.begin(model)
      watch.allowed({ call: 'call-1', number: 7, entry: 42 }, 'chosen')
      watch.ended('done', used)
    })
    const [span] = spans
    assert.equal(span?.name, 'chat reporting')
    assert.equal(span?.instrumentationScope.schemaUrl, schemaUrl)
    assert.deepEqual(span?.attributes, {
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': 'reporting',
      'gen_ai.agent.id': 'reporter',
      'sluis.system': 'weekly-report',
      'gen_ai.conversation.id': 'run-1',
      'gen_ai.provider.name': 'chosen',
      'sluis.decision': 'allow',
      'sluis.call': 'call-1',
      'sluis.call.number': 7,
      'sluis.log.entry': 42,
      'sluis.outcome': 'done',
      'gen_ai.usage.input_tokens': 30,
      'gen_ai.usage.output_tokens': 12,
    })
    assert.match(metrics, /gen_ai_client_token_usage_sum\{[^}]*gen_ai_token_type="output"[^}]*\} 12/)
    assert.match(metrics, /sluis_calls_total\{[^}]*sluis_decision="allow"[^}]*\} 1/)
    assert.doesNotMatch(metrics, /call-1|run-1|reporter/, 'no series of its own for a call, a run or an agent')
    assert.equal(lines.length, 1)
    const { ms, ...line } = lines[0] ?? { ms: -1 }
    assert.ok(ms >= 0)
    const { traceparent, action, ...what } = model
    assert.deepEqual(JSON.parse(JSON.stringify(line)), {
      ...{ event: 'call', ...what, call: 'call-1', number: 7, entry: 42, decision: 'allow', outcome: 'done' },
    })
  })

  it('counts refusals by their reason, and hears nothing after the end', async () => {
    const { spans, metrics } = await watched((telemetry) => {
      for (const reason of ['denied', 'held', 'over-budget']) {
        const watch = telemetry.begin(tool)
        watch.refused(reason, { call: 'call-2', number: 8, entry: 43 })
        watch.refused('again', {})
        watch.allowed({}, undefined)
        watch.ended('done', used)
      }
      const failed = telemetry.begin(tool)
      failed.allowed({ call: 'call-3' }, undefined)
      failed.refused('upstream-failed', {})
      failed.ended('failed', undefined)
    })
    assert.equal(spans.length, 4)
    assert.match(metrics, /sluis_calls_total\{[^}]*sluis_decision="hold"[^}]*sluis_reason="held"[^}]*\} 1/)
    assert.match(metrics, /sluis_calls_total\{[^}]*sluis_decision="deny"[^}]*sluis_reason="over-budget"[^}]*\} 1/)
    assert.match(metrics, /mcp_server_operation_duration_count\{[^}]*error_type="failed"[^}]*\} 1/)
    assert.doesNotMatch(metrics, /again|gen_ai_client_token_usage_sum/)
  })

  it('reads its gauges when it is asked', async () => {
    const telemetry = new Telemetry(about)
    let inFlight = 3
    telemetry.observe({
      inFlight: () => inFlight,
      openCases: async () => 2,
      activeStops: () => 1,
      logSize: () => 9,
      filesBehind: () => 0,
    })
    assert.match(await telemetry.metrics(), /^sluis_calls_in_flight(\{[^}]*\})? 3$/m)
    inFlight = 4
    const text = await telemetry.metrics()
    for (const line of [/^sluis_calls_in_flight\S* 4$/m, /^sluis_cases_open\S* 2$/m, /^sluis_log_size\S* 9$/m]) {
      assert.match(text, line)
    }
    await telemetry.close()
  })

  it('opens its metrics for its token and no other', () => {
    const telemetry = new Telemetry({ ...about, metricsToken: 'right' })
    assert.deepEqual(
      ['right', 'wrong', ''].map((token) => telemetry.isMetricsToken(token)),
      [true, false, false],
    )
    assert.equal(new Telemetry(about).isMetricsToken(''), false)
  })
})

describe('an agent’s own trace', () => {
  it('is a link, never a parent, and its sampling decides nothing', async () => {
    const { spans } = await watched((telemetry) => telemetry.begin(model).refused('denied', {}))
    const [span] = spans
    assert.equal(span?.parentSpanContext, undefined)
    assert.notEqual(span?.spanContext().traceId, '0af7651916cd43dd8448eb211c80319c')
    assert.deepEqual(
      span?.links.map(({ context }) => [context.traceId, context.traceFlags]),
      [['0af7651916cd43dd8448eb211c80319c', 0]],
    )
  })

  it('is nothing in any other shape', () => {
    const id = '0af7651916cd43dd8448eb211c80319c'
    for (const strange of [
      undefined,
      '',
      `01-${id}-b7ad6b7169203331-01`,
      `00-${id.toUpperCase()}-b7ad6b7169203331-01`,
      `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
      `00-${id}-${'0'.repeat(16)}-01`,
      `00-${id}-b7ad6b7169203331-01-more`,
      'x'.repeat(100_000),
    ]) {
      assert.deepEqual(linkTo(strange), [])
    }
  })
})

describe('the names', () => {
  it('are each given once', () => {
    const names = [...Object.values(attribute), ...Object.values(metric)]
    assert.equal(new Set(names).size, names.length)
  })
})
