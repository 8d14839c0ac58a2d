// SPDX-License-Identifier: EUPL-1.2
import type { IncomingHttpHeaders } from 'node:http'
import type { Ask, Numbered } from '../call.ts'
import { receiptHeaders } from '../entries/receipts.ts'
import type { Answer, Told } from '../error.ts'
import type { GateParts } from '../parts.ts'
import type { Line } from '../requests/exit.ts'
import { readJson } from '../requests/json-body.ts'
import { type Asked, headerOf, readBody } from '../requests/request.ts'
import type { ModelUpstreams } from '../upstream/index.ts'
import type { ModelApi } from './apis/api.ts'
import { apis } from './apis/apis.ts'
import { anthropicError, openaiError } from './errors.ts'
import { offeredFunctions } from './offered.ts'
import { type ModelReply, passModel } from './pass.ts'

interface FaceParts extends GateParts {
  readonly upstreams: ModelUpstreams
}

/** Requests contain images; 20 MB is what the large providers accept. */
const maxBodyBytes = 20 * 1024 * 1024

/** The API that is served at a path. */
export function apiAt(path: string): ModelApi | undefined {
  switch (path) {
    case '/v1/chat/completions':
      return apis.chat
    case '/v1/responses':
      return apis.responses
    case '/v1/embeddings':
      return apis.embeddings
    case '/v1/messages':
      return apis.messages
    default:
      return undefined
  }
}

/** Serves one call of a model. */
export async function serveModel(parts: FaceParts, api: ModelApi, asked: Asked): Promise<void> {
  const { caller, connection } = asked
  const { headers } = asked.request
  const { model, body, isStream, maxOutputTokens } = api.read(readJson(await readBody(asked, maxBodyBytes)))
  const ask: Ask = {
    caller,
    action: 'callModel',
    name: model,
    body,
    offers: offeredFunctions(body),
    api: api.name,
    traceparent: headerOf(headers, 'traceparent'),
    maxOutputTokens,
    requestKey: requestKeyOf(api, headers),
  }
  const dropped = api.name === 'messages' && headers['anthropic-beta'] !== undefined ? ['anthropic-beta'] : []
  const spoken = { api, isStream, headers: spokenHeaders(api, headers), dropped }
  const line: Line = { onLeft: (left) => connection.onLeft(left), exit: connection }
  const { reply, numbered } = await passModel(parts, parts.upstreams, spoken, ask, line)
  // The register may have changed while the model answered: it must be read again.
  const reading = parts.register.ready()
  if (reading !== undefined) await reading
  const head = headersOf(api, reply, numbered)
  const disclosure = parts.register.disclosureOf(caller.system)
  if (disclosure !== undefined) head['x-sluis-disclosure'] = disclosure.header
  if (reply.kind === 'stream') connection.stream(head, (sink) => reply.relay.start(sink))
  else connection.answer({ status: 200, headers: head, body: reply.text })
}

/** An answer in the shape of one API is no answer in another, so the same key is another key there. */
function requestKeyOf({ name }: ModelApi, headers: IncomingHttpHeaders): string | undefined {
  const key = headerOf(headers, 'idempotency-key')
  if (key === undefined || key === '') return undefined
  return name === 'chat' ? key : `${name} ${key}`
}

function headersOf({ name }: ModelApi, { kind, dropped }: ModelReply, numbered: Numbered): Record<string, string> {
  const headers = receiptHeaders(numbered)
  headers['content-type'] = kind === 'json' ? 'application/json' : 'text/event-stream'
  headers[name === 'messages' ? 'request-id' : 'x-request-id'] = numbered.call
  if (dropped.length > 0) headers['x-sluis-dropped'] = dropped.join(', ')
  return headers
}

/**
 * The caller's headers that go on: the version of Anthropic's API for which the request was written, and no
 * `anthropic-beta`.
 */
function spokenHeaders({ name }: ModelApi, headers: IncomingHttpHeaders): Readonly<Record<string, string>> | undefined {
  if (name !== 'messages') return undefined
  const version = headerOf(headers, 'anthropic-version') ?? ''
  return { 'anthropic-version': /^\d{4}-\d{2}-\d{2}$/.test(version) ? version : '2023-06-01' }
}

export function isAnthropic(headers: IncomingHttpHeaders): boolean {
  return headers['anthropic-version'] !== undefined
}

/** A refusal in the shape of the caller's API. */
export function modelError(path: string, headers: IncomingHttpHeaders, told: Told): Answer {
  return path.startsWith('/v1/messages') || isAnthropic(headers) ? anthropicError(told) : openaiError(told)
}
