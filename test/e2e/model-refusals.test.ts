// SPDX-License-Identifier: EUPL-1.2
// Each API of models refuses, holds, repeats, is cut and breaks off in its own words.
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { z } from 'zod'
import type { Entry } from '../../packages/server/src/journal/index.ts'
import { addLocalTools, addModels, addSpeaks } from './changed-organisation.ts'
import { type House, openHouse, until } from './harness.ts'
import { type HostileUpstream, startHostileUpstream } from './hostile-upstream.ts'
import { type ModelApis, startModelApis } from './model-apis.ts'

const told = z.looseObject({
  type: z.string(),
  message: z.string(),
  code: z.string(),
  number: z.number().optional(),
  rules: z.array(z.string()).optional(),
  link: z.string().optional(),
})
const openaiShape = z.strictObject({ error: told })
const anthropicShape = z.looseObject({ type: z.literal('error'), error: told })

interface Api {
  readonly path: string
  readonly shape: z.ZodType<{ readonly error: z.infer<typeof told> }>
  readonly body: (text: string) => Record<string, unknown>
  readonly tool: (name: string) => object
  /** A picture by its address. */
  readonly picture: object
}

const said = (content: unknown) => ({ messages: [{ role: 'user', content }] })
const chat: Api = {
  path: '/v1/chat/completions',
  shape: openaiShape,
  body: said,
  tool: (name) => ({ type: 'function', function: { name } }),
  picture: said([{ type: 'image_url', image_url: { url: 'https://outside.example/x' } }]),
}
const responses: Api = {
  path: '/v1/responses',
  shape: openaiShape,
  body: (input) => ({ input }),
  tool: (name) => ({ type: 'function', name }),
  picture: { input: [{ role: 'user', content: [{ type: 'input_image', image_url: 'https://outside.example/x' }] }] },
}
const messages: Api = {
  path: '/v1/messages',
  shape: anthropicShape,
  body: (text) => ({ max_tokens: 100, ...said(text) }),
  tool: (name) => ({ name, input_schema: { type: 'object' } }),
  picture: { max_tokens: 9, ...said([{ type: 'image', source: { type: 'url', url: 'https://outside.example/x' } }]) },
}
const everyApi = ['chat', 'responses', 'embeddings', 'messages']

const ask = (house: House, { path }: Pick<Api, 'path'>, body: object, headers: Record<string, string> = {}) =>
  fetch(`${house.sluis.gateUrl}${path}`, {
    method: 'POST',
    headers: { 'x-api-key': house.agentKey, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model: 'reporting', ...body }),
  })

for (const api of [chat, responses, messages]) {
  describe(`${api.path}`, () => {
    let house: House
    let models: ModelApis
    const entries: Entry[] = []
    before(async () => {
      models = await startModelApis()
      house = await openHouse({
        prepare: (folder) => {
          addModels(folder)
          addSpeaks(folder, everyApi)
          addLocalTools(folder, ['calculator'])
        },
        environment: { SLUIS_MODEL_URL: models.url },
      })
      house.sluis.journal.onEntry(({ entry }) => entries.push(entry))
    })
    after(async () => {
      await house?.[Symbol.asyncDispose]()
      await models?.[Symbol.asyncDispose]()
    })
    const refused = async (body: object) => {
      const before = models.asked.length
      const response = await ask(house, api, body)
      assert.equal(models.asked.length, before, 'nothing reached the provider')
      const { error } = api.shape.parse(await response.json())
      return { status: response.status, headers: response.headers, error }
    }

    it('tells each refusal in its own shape, with the rule and what to do', { timeout: 30_000 }, async () => {
      for (const stream of [false, true]) {
        const denied = await refused({ model: 'forbidden', stream, ...api.body('Hello.') })
        assert.deepEqual([denied.status, denied.error.code, denied.error.rules], [403, 'denied', ['not-this-model']])
        const held = await refused({ model: 'careful', stream, ...api.body('Hello.') })
        assert.deepEqual([held.status, held.error.code], [403, 'held'])
        assert.equal(held.headers.get('location'), held.error.link)
        const unknown = await refused({ model: 'gpt-unheard-of', stream, ...api.body('Hello.') })
        assert.deepEqual([unknown.status, unknown.error.code], [404, 'not-found'])
        for (const { headers, error } of [denied, held, unknown]) {
          assert.equal(headers.get('x-should-retry'), 'false')
          assert.equal(typeof error.number, 'number')
        }
      }
    })

    it('passes nothing on that the far side would fetch, keep or carry out (P1, P10)', {
      timeout: 30_000,
    }, async () => {
      const far = [
        api.picture,
        { ...api.body('x'), store: true },
        { ...api.body('x'), background: true },
        { ...api.body('x'), previous_response_id: 'resp_1' },
        { ...api.body('x'), conversation: { id: 'conv_1' } },
        { ...api.body('x'), mcp_servers: [{ type: 'url', url: 'https://outside.example' }] },
        { ...api.body('x'), container: 'c' },
        ...['web_search', 'mcp', 'code_interpreter', 'web_search_20250305', 'shell'].map((type) => ({
          ...api.body('x'),
          tools: [{ ...api.tool('books_list_directory'), type }],
        })),
      ]
      for (const body of far) {
        const { status, error } = await refused(body)
        assert.deepEqual([status, error.code], [400, 'malformed'], JSON.stringify(body))
      }
    })

    it('denies a function that is no tool at the gate, and names it (P10)', { timeout: 30_000 }, async () => {
      const { status, error } = await refused({
        ...api.body('x'),
        tools: [api.tool('mail_send'), api.tool('run_shell')],
      })
      assert.deepEqual([status, error.code, typeof error.number], [403, 'tool-ungoverned', 'number'])
      assert.match(error.message, /run_shell.*localTools of systems\/weekly-report\.yaml/)
      assert.doesNotMatch(error.message, /mail_send/)
      // A mail about an earlier case may be noted behind it.
      assert.equal(entries.findLast(({ kind }) => kind === 'call.denied')?.data.reason, 'tool-ungoverned')
      const unnamed = await refused({ ...api.body('x'), tools: [{}].map(() => api.tool('')) })
      assert.equal(unnamed.error.code, 'tool-ungoverned')
    })

    it('records a function that its system allows as the agent’s own', { timeout: 30_000 }, async () => {
      const tools = ['mcp__sluis__mail_send', 'calculator'].map(api.tool)
      assert.equal((await ask(house, api, { ...api.body('x'), tools })).status, 200)
      const allowed = entries.findLast(({ kind }) => kind === 'call.allowed')
      assert.deepEqual(allowed?.data.ungoverned, ['calculator'])
      assert.equal((await ask(house, api, { ...api.body('x'), tools: [api.tool('mail_send')] })).status, 200)
      assert.equal(entries.findLast(({ kind }) => kind === 'call.allowed')?.data.ungoverned, undefined)
    })

    it('gives the answer of before for the same key, as it is asked for, and asks nobody (P2)', {
      timeout: 30_000,
    }, async () => {
      const key = { 'idempotency-key': `again-${api.path}` }
      const first = await (await ask(house, api, api.body('Hello.'), key)).json()
      const count = models.asked.length
      assert.deepEqual(await (await ask(house, api, api.body('Hello.'), key)).json(), first)
      const streamed = await ask(house, api, { ...api.body('Hello.'), stream: true }, key)
      assert.equal(streamed.headers.get('content-type'), 'text/event-stream')
      assert.match(await streamed.text(), /You said: Hello\./)
      assert.equal(models.asked.length, count)
    })

    it('passes a setting that the gate does not know, unharmed', async () => {
      await (await ask(house, api, { ...api.body('Hello.'), unheard_of: { of: [1, null] } })).text()
      assert.deepEqual(models.asked.at(-1)?.body.unheard_of, { of: [1, null] })
    })

    it('is stopped in its own words', { timeout: 30_000 }, async () => {
      const { id } = await house.sluis.stops.order({ scope: 'all', reason: 'a test' }, 'omar')
      const { status, error } = await refused(api.body('Hello.'))
      await house.sluis.stops.lift(id, 'omar', 'the test is over')
      assert.deepEqual([status, error.code], [403, 'stopped'])
    })

    it('is told when its key is none', async () => {
      const response = await ask(house, api, api.body('Hello.'), { 'x-api-key': 'sla_nobody' })
      assert.deepEqual([response.status, api.shape.parse(await response.json()).error.code], [401, 'unauthenticated'])
    })
  })

  describe(`${api.path}, where the provider fails`, () => {
    let house: House
    let upstream: HostileUpstream
    const entries: Entry[] = []
    before(async () => {
      upstream = await startHostileUpstream()
      const prepare = (folder: string): void => addSpeaks(folder, everyApi)
      house = await openHouse({ prepare, environment: { SLUIS_MODEL_URL: upstream.url } })
      house.sluis.journal.onEntry(({ entry }) => entries.push(entry))
    })
    after(async () => {
      await house?.[Symbol.asyncDispose]()
      await upstream?.[Symbol.asyncDispose]()
    })
    afterEach(async () => {
      await until('every call has its outcome', () => {
        const count = (kind: string): number => entries.filter((entry) => entry.kind === kind).length
        return count('call.ended') === count('call.allowed')
      })
    })

    it('a stream that breaks off is ended as such', { timeout: 30_000 }, async () => {
      for (const text of ['die in a stream', 'end a stream early', 'stream garbage']) {
        const response = await ask(house, api, { ...api.body(text), stream: true })
        const body = await response.text()
        assert.equal(response.status, 200, body)
        assert.match(body, /"code":"upstream-timeout"/, text)
        assert.doesNotMatch(body, /\[DONE\]|message_stop|response\.completed/)
        if (api !== chat) assert.match(body, /event: error\n/)
      }
    })

    it('a stop cuts a stream with the protocol’s own error (P4)', { timeout: 30_000 }, async () => {
      const response = await ask(house, api, { ...api.body('speak on'), stream: true })
      const reader = response.body?.getReader()
      await reader?.read()
      const { id } = await house.sluis.stops.order({ scope: 'all', reason: 'a test' }, 'omar')
      let rest = ''
      for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
        rest += Buffer.from(part.value).toString()
      }
      await house.sluis.stops.lift(id, 'omar', 'the test is over')
      const last = rest.trim().split('\n\n').at(-1) ?? ''
      assert.match(last, /^(event: error\n)?data: \{.*"code":"stopped"/)
      await until(
        'it is recorded',
        () => entries.at(-1)?.kind === 'call.ended' || entries.some(({ data }) => data.outcome === 'stopped'),
      )
    })

    it('an endpoint that fails is told as that and nothing more (P8)', { timeout: 30_000 }, async () => {
      for (const [text, status, code] of [
        ['die before a word', 504, 'upstream-timeout'],
        ['answer garbage', 504, 'upstream-timeout'],
        ['fail', 502, 'upstream-failed'],
        ['fail with status 200', 502, 'upstream-failed'],
        ['say no', 400, 'upstream-refused'],
      ] as const) {
        const response = await ask(house, api, api.body(text))
        const body = await response.text()
        assert.equal(response.status, status, text)
        assert.equal(api.shape.parse(JSON.parse(body)).error.code, code)
        assert.doesNotMatch(body, /srv|sk-/)
      }
    })
  })
}
