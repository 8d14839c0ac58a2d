// SPDX-License-Identifier: EUPL-1.2
// The submission API of the Dutch Algoritmeregister (`aanleverapi`, version 1.0), as far as Sluis uses it.
import { z } from 'zod'

const timeoutMs = 30_000
const maxAnswerBytes = 1_000_000
const maxTold = 1000

export interface Target {
  readonly url: URL
  readonly organisation: string
  readonly key: string
}

/**
 * What the register answered. None of it is trusted: it is parsed by a schema, and cleaned and shortened to be shown.
 */
export interface Answer {
  readonly status: number
  readonly body: unknown
  /** Its own words, for the person who asked. */
  readonly told: string
}

const created = z.object({ lars_code: z.string().regex(/^[A-Za-z0-9_-]{1,50}$/) })
const listed = z.array(z.object({ lars: z.string().regex(/^[A-Za-z0-9_-]{1,50}$/), source_id: z.string().nullish() }))
const preview = z.object({ url: z.url({ protocol: /^https?$/ }).max(2000) })

/**
 * One organisation's entries there. Rejects when no answer comes in time; it is then unknown whether anything arrived.
 */
export class AlgoritmeregisterClient {
  readonly #target: Target

  constructor(target: Target) {
    this.#target = target
  }

  /** A new entry, or the next version of an existing one. */
  async put(entry: object, lars: string | undefined): Promise<Answer & { readonly lars?: string }> {
    if (lars !== undefined) return { ...(await this.#ask('PUT', `algorithms/${lars}`, entry)), lars }
    const answer = await this.#ask('POST', 'algorithms', entry)
    const parsed = created.safeParse(answer.body)
    return parsed.success ? { ...answer, lars: parsed.data.lars_code } : answer
  }

  /**
   * Finds the entry that carries our own id, for when an answer to us was lost. Rejects when the list can't be read: an
   * entry that wasn't found would be sent again, and be there twice.
   */
  async find(sourceId: string): Promise<string | undefined> {
    const { status, body } = await this.#ask('GET', 'algorithms')
    const parsed = listed.safeParse(body)
    if (status >= 300 || !parsed.success) throw new Error(`the list of entries was answered with ${status}`)
    return parsed.data.find(({ source_id }) => source_id === sourceId)?.lars
  }

  /** Releases and publishes it: an organisation that is allowed both must do both, in that order. */
  async publish(lars: string): Promise<Answer> {
    const released = await this.#ask('PUT', `algorithms/${lars}/release`)
    const published = await this.#ask('PUT', `algorithms/${lars}/publish`)
    return published.status >= 400 && released.status >= 400 ? released : published
  }

  async retract(lars: string): Promise<Answer> {
    return await this.#ask('DELETE', `published-algorithms/${lars}/retract`)
  }

  /** The page where the entry can be seen before it is public. */
  async preview(lars: string): Promise<Answer & { readonly url?: string }> {
    const answer = await this.#ask('GET', `algorithms/${lars}/preview`)
    const parsed = preview.safeParse(answer.body)
    return parsed.success ? { ...answer, url: parsed.data.url } : answer
  }

  async #ask(method: string, path: string, body?: object): Promise<Answer> {
    const { url, organisation, key } = this.#target
    const base = url.href.replace(/\/?$/, '/')
    const address = new URL(`aanleverapi/v1_0/organizations/${encodeURIComponent(organisation)}/${path}`, base)
    const response = await fetch(address, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // A redirect could send the key elsewhere.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const text = await boundedText(response)
    return { status: response.status, body: parsed(text), told: text.slice(0, maxTold) }
  }
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > maxAnswerBytes) throw new Error('the answer of the Algoritmeregister is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
