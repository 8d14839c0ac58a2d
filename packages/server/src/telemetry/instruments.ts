// SPDX-License-Identifier: EUPL-1.2
import type { Meter } from '@opentelemetry/api'
import { buckets, metric } from './names.ts'

export type Instruments = ReturnType<typeof instrumentsOf>

/** What is counted and measured of calls. The labels are few and known: none grows with what strangers send. */
export function instrumentsOf(meter: Meter) {
  const seconds = (boundaries: readonly number[], description: string) => ({
    unit: 's',
    description,
    advice: { explicitBucketBoundaries: [...boundaries] },
  })
  return {
    calls: meter.createCounter(metric.calls, { description: 'Calls by what was decided.' }),
    decision: meter.createHistogram(
      metric.decisionDuration,
      seconds(buckets.decision, 'From reading a call to its durable decision: what the gate adds.'),
    ),
    model: meter.createHistogram(metric.modelDuration, seconds(buckets.modelDuration, 'Duration of calls of models.')),
    tool: meter.createHistogram(metric.toolDuration, seconds(buckets.toolDuration, 'Duration of calls of tools.')),
    tokens: meter.createHistogram(metric.tokens, {
      unit: '{token}',
      description: 'Tokens, as the models say.',
      advice: { explicitBucketBoundaries: [...buckets.tokens] },
    }),
  }
}
