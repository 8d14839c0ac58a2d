// SPDX-License-Identifier: EUPL-1.2
import type { Context, Hono } from 'hono'
import type { Ask, Caller } from '../call.ts'
import { type Answer, GateError, type Told } from '../error.ts'
import { Exit } from '../exit.ts'
import { readJson } from '../json-body.ts'
import type { GateParts } from '../parts.ts'
import { receiptHeaders } from '../receipts.ts'
import type { ModelUpstreams } from '../upstream/index.ts'
import type { ModelApi } from './api.ts'
import { apis } from './apis.ts'
import { anthropicError, openaiError } from './errors.ts'
import { offeredFunctions } from './offered.ts'
import { passModel } from './pass.ts'

interface FaceParts extends GateParts {
  readonly upstreams: ModelUpstreams
}

const served = {
  '/v1/chat/completions': apis.chat,
  '/v1/responses': apis.responses,
  '/v1/embeddings': apis.embeddings,
  '/v1/messages': apis.messages,
} as const satisfies Record<string, ModelApi>

/** Serves every API of models for callers that `authenticate` knows. */
export function serveModels(app: Hono, parts: FaceParts, authenticate: (request: Request) => Caller): void {
  const modelsOf = (request: Request): readonly string[] => {
    const { system } = authenticate(request)
    return parts.loaded().organisation.systems.get(system)?.models ?? []
  }
  app.get('/v1/models', (context) => {
    const names = modelsOf(context.req.raw)
    const list = isAnthropic(context.req.raw)
      ? { has_more: false, first_id: names[0] ?? null, last_id: names.at(-1) ?? null, data: names.map(anthropicModel) }
      : { object: 'list', data: names.map(openaiModel) }
    return context.json(list)
  })
  app.get('/v1/models/:id{.+}', (context) => {
    const id = context.req.param('id')
    if (!modelsOf(context.req.raw).includes(id))
      throw new GateError('not-found', 'this agent has no model by that name')
    return context.json(isAnthropic(context.req.raw) ? anthropicModel(id) : openaiModel(id))
  })
  for (const [path, api] of Object.entries(served)) {
    app.post(path, async (context) => {
      const caller = authenticate(context.req.raw)
      return await answer(parts, api, caller, context)
    })
  }
}

async function answer(parts: FaceParts, api: ModelApi, caller: Caller, context: Context): Promise<Response> {
  const { model, body, maxOutputTokens } = api.read(readJson(new Uint8Array(await context.req.arrayBuffer())))
  const key = context.req.header('idempotency-key')
  const ask: Ask = {
    caller,
    action: 'callModel',
    name: model,
    body,
    offers: offeredFunctions(api.name, body),
    api: api.name,
    traceparent: context.req.header('traceparent'),
    // An answer in the shape of one API is none in another's, so the same key is another there.
    ...(key ? { requestKey: api.name === 'chat' ? key : `${api.name} ${key}` } : {}),
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
  }
  const { raw } = context.req
  const dropped = raw.headers.has('anthropic-beta') && api.name === 'messages' ? ['anthropic-beta'] : []
  const spoken = { api, headers: versionOf(raw), dropped }
  const exit = new Exit(context.env, (told) => modelError(raw, told))
  const { reply, numbered } = await passModel(parts, parts.upstreams, spoken, ask, raw.signal, exit)
  // The register may have changed while the model answered: what is not read anew says nothing.
  await parts.register.ready()
  const disclosure = parts.register.disclosureOf(caller.system)
  const headers = {
    'content-type': reply.kind === 'stream' ? 'text/event-stream' : 'application/json',
    [api.name === 'messages' ? 'request-id' : 'x-request-id']: numbered.call,
    ...Object.fromEntries(receiptHeaders(numbered)),
    ...(disclosure && { 'x-sluis-disclosure': disclosure.header }),
    ...(reply.dropped.length > 0 ? { 'x-sluis-dropped': reply.dropped.join(', ') } : {}),
  }
  return exit.answer(new Response(reply.kind === 'stream' ? reply.body : JSON.stringify(reply.body), { headers }))
}

/** The version of Anthropic's API that the caller was written for. What it has of `anthropic-beta` does not go on. */
function versionOf({ headers }: Request): Readonly<Record<string, string>> {
  const version = headers.get('anthropic-version') ?? ''
  return { 'anthropic-version': /^\d{4}-\d{2}-\d{2}$/.test(version) ? version : '2023-06-01' }
}

function isAnthropic(request: Request): boolean {
  return request.headers.has('anthropic-version')
}

function openaiModel(id: string) {
  return { id, object: 'model', created: 0, owned_by: 'sluis' }
}

function anthropicModel(id: string) {
  return { type: 'model', id, display_name: id, created_at: '1970-01-01T00:00:00Z' }
}

/** A refusal in the shape that the caller's API has for one. */
export function modelError(request: Request, told: Told): Answer {
  const { pathname } = new URL(request.url)
  return pathname.startsWith('/v1/messages') || isAnthropic(request) ? anthropicError(told) : openaiError(told)
}
