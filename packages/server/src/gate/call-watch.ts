// SPDX-License-Identifier: EUPL-1.2
import type { CallWatch } from '../telemetry/index.ts'
import type { Ask } from './call.ts'
import type { GateErrorDetail } from './error.ts'
import type { GateParts, Loaded } from './parts.ts'
import { publicName } from './targets/target.ts'

/** Begins to measure a call, under names from the organisation's files, which no stranger can make up. */
export function watchCall({ telemetry }: GateParts, { organisation }: Loaded, ask: Ask): CallWatch {
  const { agent, system, run } = ask.caller
  return telemetry.begin({
    agent,
    system,
    run,
    action: ask.action,
    operation: operationOf(ask),
    resource: publicName(organisation, ask),
    traceparent: ask.traceparent,
  })
}

/** A refusal that was not recorded has no entry; the type of a refusal's detail doesn't tell the two apart. */
export function recordedAs(detail: GateErrorDetail & { readonly entry?: number }) {
  const { call, number, entry } = detail
  return { call, number, entry }
}

/** The name that the conventions of OpenTelemetry and of MCP give it. */
function operationOf({ action, kind, api }: Ask): string {
  if (action === 'callModel') return api === 'embeddings' ? 'embeddings' : 'chat'
  if (kind === 'prompt') return 'prompts/get'
  return kind === 'resource' ? 'resources/read' : 'tools/call'
}
