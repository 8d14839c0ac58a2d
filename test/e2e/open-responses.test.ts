// SPDX-License-Identifier: EUPL-1.2
// The contract of Open Responses: whatever a provider speaks, what /v1/responses answers is as that document says.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { addSpeaks } from './changed-organisation.ts'
import { type House, openHouse } from './harness.ts'
import { startHostileUpstream } from './hostile-upstream.ts'
import { type ModelApis, startModelApis } from './model-apis.ts'

const ajv = new Ajv2020({ strict: false, allErrors: true })
ajv.addSchema(JSON.parse(readFileSync(new URL('../data/open-responses/schema.json', import.meta.url), 'utf8')))

const validators = {
  Response: ajv.compile({ $ref: 'open-responses-2026-04-24#/$defs/Response' }),
  Event: ajv.compile({ $ref: 'open-responses-2026-04-24#/$defs/Event' }),
}

function assertIs(definition: 'Response' | 'Event', value: unknown): void {
  const validate = validators[definition]
  const isValid = validate(value)
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : definition
  // Of an event that fits no type, what its own type lacks is the news.
  const told = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'oneOf' && keyword !== 'const').slice(0, 20)
  assert.ok(isValid, `${type}: ${JSON.stringify(told)} in ${JSON.stringify(value).slice(0, 2000)}`)
}

interface SentEvent {
  readonly type: string
  readonly sequence_number: number
  readonly response?: { readonly status: string }
}

function eventsIn(text: string): readonly SentEvent[] {
  const blocks = text.split('\n\n').filter((block) => block !== '' && !block.includes('data: [DONE]'))
  return blocks.map((block) => {
    const [, name, data = ''] = /^event: (\S+)\ndata: (.*)$/.exec(block) ?? []
    const event: SentEvent = JSON.parse(data)
    assert.equal(event.type, name, 'the line of the event says its type')
    return event
  })
}

const tools = ['books_list_directory', 'books_read_text_file'].map((name) => ({
  type: 'function',
  name,
  parameters: { type: 'object', properties: {} },
}))
const format = { type: 'json_schema', name: 'verdict', schema: { type: 'object' } }
const requests = [
  { input: 'Hello.' },
  { input: 'think of it', instructions: 'Be brief.', temperature: 0.5, max_output_tokens: 500 },
  { input: 'use both', tools, tool_choice: 'required', parallel_tool_calls: true },
  { input: 'yes?', text: { format }, reasoning: { effort: 'low' } },
  {
    input: [
      { role: 'user', content: [{ type: 'input_text', text: 'use both' }] },
      { type: 'function_call', call_id: 'c1', name: 'books_list_directory', arguments: '{}' },
      { type: 'function_call_output', call_id: 'c1', output: 'nothing' },
    ],
    tools,
    tool_choice: { type: 'function', name: 'books_list_directory' },
  },
]

const ask = (house: House, body: object) =>
  fetch(`${house.sluis.gateUrl}/v1/responses`, {
    method: 'POST',
    headers: { authorization: `Bearer ${house.agentKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'reporting', ...body }),
  })

for (const speaks of ['responses', 'chat', 'messages']) {
  describe(`Open Responses, where the provider speaks ${speaks}`, () => {
    let house: House
    let models: ModelApis
    before(async () => {
      models = await startModelApis()
      const prepare = (folder: string): void => addSpeaks(folder, [speaks])
      house = await openHouse({ prepare, environment: { SLUIS_MODEL_URL: models.url } })
    })
    after(async () => {
      await house?.[Symbol.asyncDispose]()
      await models?.[Symbol.asyncDispose]()
    })

    it('a whole answer is a response object', { timeout: 30_000 }, async () => {
      for (const request of requests) {
        const response = await ask(house, request)
        assert.equal(response.status, 200)
        assertIs('Response', await response.json())
      }
    })

    it('every event of a stream is one of its events, numbered, and the last tells the end', {
      timeout: 30_000,
    }, async () => {
      for (const request of requests) {
        const response = await ask(house, { ...request, stream: true })
        const events = eventsIn(await response.text())
        for (const event of events) assertIs('Event', event)
        assert.deepEqual(
          events.map(({ sequence_number }) => sequence_number),
          events.map((_, index) => index),
        )
        assert.equal(events[0]?.type, 'response.created')
        assert.deepEqual([events.at(-1)?.type, events.at(-1)?.response?.status], ['response.completed', 'completed'])
      }
    })
  })
}

it('the error that ends a stream before its time is one of its events', { timeout: 30_000 }, async () => {
  await using upstream = await startHostileUpstream()
  const prepare = (folder: string): void => addSpeaks(folder, ['responses'])
  await using house = await openHouse({ prepare, environment: { SLUIS_MODEL_URL: upstream.url } })
  const response = await ask(house, { input: 'end a stream early', stream: true })
  const last = (await response.text()).trim().split('\n\n').at(-1) ?? ''
  const [error] = eventsIn(last)
  assert.equal(error?.type, 'error')
  assertIs('Event', error)
})
