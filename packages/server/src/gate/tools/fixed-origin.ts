// SPDX-License-Identifier: EUPL-1.2
import { AnswerSigns } from './answer-signs.ts'
import { fetchFor } from './sent-for.ts'
import { StreamPerAnswer } from './stream-per-answer.ts'

/**
 * A tool server over HTTP, at the one origin that the organisation's settings name. It can't redirect the gate or its
 * key, and no answer of it is larger than `maxBytes`. Nothing of an agent's request goes along except the call (P8).
 */
export function fixedOriginTransport(url: URL, key: string | undefined, maxBytes: number): StreamPerAnswer {
  const headers = key === undefined ? {} : { authorization: `Bearer ${key}` }
  return new StreamPerAnswer(url, {
    fetch: boundedFetch(url.origin, maxBytes),
    requestInit: { headers, redirect: 'error' },
    reconnectionOptions: {
      maxRetries: 0,
      initialReconnectionDelay: 1000,
      maxReconnectionDelay: 1000,
      reconnectionDelayGrowFactor: 1,
    },
  })
}

type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>

function boundedFetch(origin: string, maxBytes: number): Fetch {
  return async (url, init) => {
    if (new URL(url).origin !== origin) throw new TypeError(`a tool server asked for another origin than ${origin}`)
    // The stream of notifications (2025-11-25) would stay open for ever, and says nothing that the gate doesn't ask in
    // time.
    if (init?.method === 'GET') return new Response(null, { status: 405 })
    const response = await fetchFor(url, {
      method: init?.method ?? 'GET',
      headers: [...new Headers(init?.headers)],
      // What the SDK sends is JSON.
      body: typeof init?.body === 'string' ? init.body : null,
      signal: init?.signal ?? null,
      redirect: 'error',
    })
    const { status, headers } = response
    const isBodiless = response.body === null || status === 204 || status === 304
    const isWhole = /^application\/json\b/i.test(headers.get('content-type') ?? '')
    const signs = new AnswerSigns(isWhole ? 'whole' : 'in a stream')
    return new Response(isBodiless ? null : response.body.pipeThrough(limit(maxBytes, signs)), { status, headers })
  }
}

function limit(maxBytes: number, signs: AnswerSigns): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0
  return new TransformStream({
    transform: (chunk, controller) => {
      bytes += chunk.length
      if (bytes > maxBytes) controller.error(new RangeError(`an answer of more than ${maxBytes} bytes`))
      else if (signs.isTooMuch(chunk)) controller.error(new RangeError('an answer of more than can be looked through'))
      else controller.enqueue(chunk)
    },
  })
}
