// SPDX-License-Identifier: EUPL-1.2
// Every name that telemetry emits, in one place: the conventions for gen_ai.* and mcp.* are still in development, and
// dashboards break when names change. https://opentelemetry.io/docs/specs/semconv/gen-ai/ as of the schema below; our
// own names begin with `sluis.`.

export const schemaUrl = 'https://opentelemetry.io/schemas/1.41.0'
export const scopeName = 'eu.sluis.gate'

export const attribute = {
  operation: 'gen_ai.operation.name',
  model: 'gen_ai.request.model',
  provider: 'gen_ai.provider.name',
  agent: 'gen_ai.agent.id',
  conversation: 'gen_ai.conversation.id',
  inputTokens: 'gen_ai.usage.input_tokens',
  outputTokens: 'gen_ai.usage.output_tokens',
  tokenType: 'gen_ai.token.type',
  tool: 'gen_ai.tool.name',
  method: 'mcp.method.name',
  error: 'error.type',
  call: 'sluis.call',
  number: 'sluis.call.number',
  /** The index of the entry that decided the call. */
  entry: 'sluis.log.entry',
  system: 'sluis.system',
  decision: 'sluis.decision',
  reason: 'sluis.reason',
  outcome: 'sluis.outcome',
} as const

export const metric = {
  modelDuration: 'gen_ai.client.operation.duration',
  tokens: 'gen_ai.client.token.usage',
  toolDuration: 'mcp.server.operation.duration',
  calls: 'sluis.calls',
  decisionDuration: 'sluis.decision.duration',
  inFlight: 'sluis.calls.in_flight',
  openCases: 'sluis.cases.open',
  activeStops: 'sluis.stops.active',
  logSize: 'sluis.log.size',
  filesBehind: 'sluis.files.behind',
} as const

/** The bucket boundaries of the conventions, in seconds and in tokens. */
export const buckets = {
  modelDuration: [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
  toolDuration: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300],
  tokens: [1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864],
  decision: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5],
} as const
