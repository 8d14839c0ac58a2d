// SPDX-License-Identifier: EUPL-1.2
import { INVALID_SPANID, INVALID_TRACEID, type Link, TraceFlags } from '@opentelemetry/api'

const shape = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/

/**
 * An agent's own trace (W3C Trace Context §3.2), as a link and never as a parent: a stranger who could choose our trace
 * ids or set the sampled flag would write into others' traces and decide what we keep. Anything that doesn't have the
 * exact form is ignored.
 */
export function linkTo(traceparent: string | undefined): readonly Link[] {
  const [, traceId, spanId] = shape.exec(traceparent ?? '') ?? []
  if (traceId === undefined || spanId === undefined) return []
  if (traceId === INVALID_TRACEID || spanId === INVALID_SPANID) return []
  return [{ context: { traceId, spanId, traceFlags: TraceFlags.NONE, isRemote: true } }]
}
