// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'

const summaries = z.object({ cases: z.array(z.looseObject({ id: z.string() })) })
const caseShape = z.looseObject({
  id: z.string(),
  digest: z.string(),
  body: z.looseObject({ name: z.string() }),
  verdicts: z.array(z.looseObject({ person: z.looseObject({ name: z.string() }), verdict: z.string() })),
  system: z.looseObject({ accountable: z.looseObject({ name: z.string() }) }),
})

type SeenCase = z.output<typeof caseShape>

/** The people's API as one person uses it, with their key. */
export class PeopleClient {
  readonly #url: string
  readonly #key: string

  constructor(url: string, key: string) {
    this.#url = url
    this.#key = key
  }

  async openCases(): Promise<readonly string[]> {
    const { cases } = summaries.parse(await this.#call('GET', '/cases?state=open'))
    return cases.map(({ id }) => id)
  }

  async case(id: string): Promise<SeenCase> {
    return caseShape.parse(await this.#call('GET', `/cases/${id}`))
  }

  /** Approves what is seen, and nothing else: the digest says which call it was. */
  async approve({ id, digest }: SeenCase, reason: string): Promise<void> {
    await this.#call('POST', `/cases/${id}/verdicts`, { verdict: 'approve', digest, reason })
  }

  async startTask(task: string): Promise<string> {
    return z.object({ run: z.string() }).parse(await this.#call('POST', `/tasks/${task}/runs`, {})).run
  }

  async #call(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${this.#url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return await response.json()
  }
}
