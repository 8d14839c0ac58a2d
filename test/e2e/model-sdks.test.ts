// SPDX-License-Identifier: EUPL-1.2
// The SDKs that agents ask models with, unchanged: each gets a URL and a key, whatever the provider's own API is.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import Anthropic from '@anthropic-ai/sdk'
import { HumanMessage } from '@langchain/core/messages'
import { tool as langchainTool } from '@langchain/core/tools'
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai'
import { Agent, OpenAIProvider, Runner, setTracingDisabled, tool } from '@openai/agents'
import { tool as aiTool, generateText, isStepCount, jsonSchema, streamText } from 'ai'
import OpenAI from 'openai'
import { z } from 'zod'
import type { Entry } from '../../packages/server/src/journal/index.ts'
import { addSpeaks } from './changed-organisation.ts'
import { type House, openHouse, until } from './harness.ts'
import { type ModelApis, startModelApis } from './model-apis.ts'

const listing = 'books_list_directory'
const reading = 'books_read_text_file'
const parameters = { type: 'object' as const, properties: { path: { type: 'string' } }, additionalProperties: false }

/** What the provider speaks, and which of the answers below come by translation. */
const providers = [
  ['chat', 'responses', 'embeddings', 'messages'],
  ['chat', 'embeddings'],
  ['responses', 'embeddings'],
  ['messages', 'embeddings'],
] as const

for (const speaks of providers) {
  describe(`SDKs, where the provider speaks ${speaks.join(', ')}`, () => {
    let house: House
    let models: ModelApis
    let key = ''
    const entries: Entry[] = []
    before(async () => {
      models = await startModelApis()
      house = await openHouse({
        prepare: (folder) => addSpeaks(folder, speaks),
        environment: { SLUIS_MODEL_URL: models.url, SLUIS_MODEL_KEY: 'sk-of-the-provider' },
      })
      house.sluis.journal.onEntry(({ entry }) => entries.push(entry))
      key = house.agentKey
    })
    after(async () => {
      await house?.[Symbol.asyncDispose]()
      await models?.[Symbol.asyncDispose]()
    })

    const openai = () => new OpenAI({ apiKey: key, baseURL: `${house.sluis.gateUrl}/v1`, maxRetries: 0 })
    const anthropic = () => new Anthropic({ apiKey: key, baseURL: house.sluis.gateUrl, maxRetries: 0 })
    /** The outcome of the call that was made last, as the log has it. */
    const lastOutcome = async () => {
      const allowed = entries.findLast(({ kind }) => kind === 'call.allowed')
      await until('it has its outcome', () =>
        entries.some(({ kind, data }) => kind === 'call.ended' && data.call === allowed?.data.call),
      )
      return entries.findLast(({ kind }) => kind === 'call.ended')
    }

    it('openai: chat completions, whole and streamed, with tools', { timeout: 30_000 }, async () => {
      const client = openai()
      const messages = [{ role: 'user' as const, content: 'Hello there, think.' }]
      const whole = await client.chat.completions.create({ model: 'reporting', messages })
      assert.equal(whole.choices[0]?.message.content, 'You said: Hello there, think.')
      assert.equal(whole.choices[0]?.finish_reason, 'stop')
      assert.deepEqual([whole.usage?.prompt_tokens, whole.usage?.completion_tokens], [21, 8])
      const stream_options = { include_usage: true }
      const streamed = await client.chat.completions
        .stream({ model: 'reporting', messages, stream_options })
        .finalChatCompletion()
      assert.equal(streamed.choices[0]?.message.content, whole.choices[0]?.message.content)
      assert.deepEqual(streamed.usage?.total_tokens, 29)
      const tools = [listing, reading].map((name) => ({ type: 'function' as const, function: { name, parameters } }))
      const asked = { model: 'reporting', messages: [{ role: 'user' as const, content: 'use both' }], tools }
      const called = await client.chat.completions.create(asked)
      const calledInStream = await client.chat.completions.stream(asked).finalChatCompletion()
      for (const { choices } of [called, calledInStream]) {
        const calls = choices[0]?.message.tool_calls ?? []
        assert.deepEqual(
          calls.map(
            (call) => call.type === 'function' && [call.function.name, call.function.arguments, call.id !== ''],
          ),
          [listing, reading].map((name) => [name, '{"path":"."}', true]),
        )
        assert.equal(choices[0]?.finish_reason, 'tool_calls')
      }
      assert.equal((await lastOutcome())?.data.outcome, 'done')
    })

    it('openai: responses, whole and streamed, with tools and a schema', { timeout: 30_000 }, async () => {
      const client = openai()
      const whole = await client.responses.create({ model: 'reporting', input: 'Hello there, think.' })
      assert.equal(whole.output_text, 'You said: Hello there, think.')
      assert.deepEqual([whole.status, whole.usage?.input_tokens, whole.usage?.output_tokens], ['completed', 21, 8])
      const thought = whole.output.find(({ type }) => type === 'reasoning')
      assert.equal(thought?.type === 'reasoning' && thought.summary[0]?.text, 'Let me see.')
      let deltas = ''
      const stream = client.responses.stream({ model: 'reporting', input: 'Hello there, think.' })
      stream.on('response.output_text.delta', ({ delta }) => {
        deltas += delta
      })
      const streamed = await stream.finalResponse()
      assert.deepEqual([streamed.output_text, deltas], [whole.output_text, whole.output_text])
      const tools = [listing, reading].map((name) => ({ type: 'function' as const, name, parameters, strict: false }))
      const called = await client.responses.create({ model: 'reporting', input: 'use both', tools })
      const calledInStream = await client.responses
        .stream({ model: 'reporting', input: 'use both', tools })
        .finalResponse()
      for (const { output } of [called, calledInStream]) {
        assert.deepEqual(
          output.flatMap((item) => (item.type === 'function_call' ? [[item.name, item.arguments]] : [])),
          [listing, reading].map((name) => [name, '{"path":"."}']),
        )
      }
      const schema = {
        type: 'object',
        properties: { answer: { type: 'string' } },
        required: ['answer'],
        additionalProperties: false,
      }
      const format = { type: 'json_schema' as const, name: 'verdict', schema, strict: true }
      const formed = await client.responses.create({ model: 'reporting', input: 'yes?', text: { format } })
      assert.equal(formed.output_text, '{"answer":"yes"}')
      const asked = models.asked.findLast(({ path }) => path === '/v1/responses')
      if (asked !== undefined) assert.equal(asked.body.store, false, 'nothing is kept elsewhere')
    })

    it('@openai/agents: an agent that calls a tool over /v1/responses', { timeout: 30_000 }, async () => {
      setTracingDisabled(true)
      const runner = new Runner({
        modelProvider: new OpenAIProvider({ openAIClient: openai() }),
        tracingDisabled: true,
      })
      const list = tool({
        name: listing,
        description: 'Lists a folder.',
        parameters: z.object({ path: z.string() }),
        execute: async ({ path }) => `the folder ${path} is empty`,
      })
      const agent = new Agent({ name: 'Reporter', instructions: 'Look first.', model: 'reporting', tools: [list] })
      const result = await runner.run(agent, 'What is there?')
      assert.equal(result.finalOutput, 'The tools said: the folder . is empty')
      const streamed = await runner.run(agent, 'What is there?', { stream: true })
      let text = ''
      for await (const piece of streamed.toTextStream()) text += piece
      await streamed.completed
      assert.equal(text, 'The tools said: the folder . is empty')
    })

    it('@anthropic-ai/sdk: messages, whole and streamed, with tools, thinking and a picture', {
      timeout: 30_000,
    }, async () => {
      const client = anthropic()
      const asked = { model: 'reporting', max_tokens: 100, system: 'Be brief.' }
      const data = Buffer.from('picture').toString('base64')
      const picture = {
        type: 'image' as const,
        source: { type: 'base64' as const, media_type: 'image/png' as const, data },
      }
      const content = [picture, { type: 'text' as const, text: 'Hello there, think.' }]
      const whole = await client.messages.create({ ...asked, messages: [{ role: 'user', content }] })
      const textIn = ({ content }: Anthropic.Message) =>
        content.flatMap((block) => (block.type === 'text' ? [block.text] : []))
      assert.deepEqual(textIn(whole), ['You said: Hello there, think.'])
      assert.deepEqual([whole.stop_reason, whole.usage.input_tokens, whole.usage.output_tokens], ['end_turn', 21, 8])
      const thought = whole.content.find(({ type }) => type === 'thinking')
      assert.equal(thought?.type === 'thinking' && thought.thinking, 'Let me see.')
      const streamed = await client.messages.stream({ ...asked, messages: [{ role: 'user', content }] }).finalMessage()
      assert.deepEqual(textIn(streamed), textIn(whole))
      assert.match(JSON.stringify(models.asked.at(-1)?.body), new RegExp(data), 'the picture arrived')

      const tools = [listing, reading].map((name) => ({ name, input_schema: parameters }))
      const question = { role: 'user' as const, content: 'use both' }
      const called = await client.messages.create({ ...asked, messages: [question], tools })
      const inStream = await client.messages.stream({ ...asked, messages: [question], tools }).finalMessage()
      for (const message of [called, inStream]) {
        assert.equal(message.stop_reason, 'tool_use')
        assert.deepEqual(
          message.content.flatMap((block) => (block.type === 'tool_use' ? [[block.name, block.input]] : [])),
          [listing, reading].map((name) => [name, { path: '.' }]),
        )
      }
      const results = called.content.flatMap((block) =>
        block.type === 'tool_use'
          ? [{ type: 'tool_result' as const, tool_use_id: block.id, content: `of ${block.name}` }]
          : [],
      )
      const answers = [
        question,
        { role: 'assistant' as const, content: called.content },
        { role: 'user' as const, content: results },
      ]
      const told = await client.messages.create({ ...asked, messages: answers, tools })
      assert.deepEqual(textIn(told), [`The tools said: of ${listing} | of ${reading}`])
    })

    it('ai with @ai-sdk/openai-compatible: text, streams and tools', { timeout: 30_000 }, async () => {
      const model = createOpenAICompatible({ name: 'sluis', baseURL: `${house.sluis.gateUrl}/v1`, apiKey: key })(
        'reporting',
      )
      const inputSchema = jsonSchema<{ path: string }>(parameters)
      const tools = { [listing]: aiTool({ inputSchema, execute: async ({ path }) => `nothing in ${path}` }) }
      const result = await generateText({
        model,
        prompt: 'What is there?',
        tools,
        stopWhen: isStepCount(3),
        maxRetries: 0,
      })
      assert.equal(result.text, 'The tools said: nothing in .')
      const streamed = streamText({ model, prompt: 'What is there?', tools, stopWhen: isStepCount(3), maxRetries: 0 })
      let text = ''
      for await (const piece of streamed.textStream) text += piece
      assert.equal(text, 'The tools said: nothing in .')
    })

    it('@langchain/openai: chat and responses, with tools, and embeddings', { timeout: 30_000 }, async () => {
      const configuration = { baseURL: `${house.sluis.gateUrl}/v1` }
      const list = langchainTool(async ({ path }) => path, { name: listing, schema: z.object({ path: z.string() }) })
      for (const useResponsesApi of [false, true]) {
        const model = new ChatOpenAI({ model: 'reporting', apiKey: key, configuration, useResponsesApi, maxRetries: 0 })
        assert.equal((await model.invoke([new HumanMessage('Hello.')])).text, 'You said: Hello.')
        let text = ''
        for await (const piece of await model.stream([new HumanMessage('Hello.')])) text += piece.text
        assert.equal(text, 'You said: Hello.')
        const called = await model.bindTools([list]).invoke([new HumanMessage('What is there?')])
        assert.deepEqual(
          called.tool_calls?.map(({ name, args }) => [name, args]),
          [[listing, { path: '.' }]],
        )
      }
      const embedding = new OpenAIEmbeddings({ model: 'reporting', apiKey: key, configuration, maxRetries: 0 })
      assert.deepEqual(await embedding.embedQuery('abc'), [3, 97, 98, 99])
    })

    it('openai: embeddings, in both encodings', { timeout: 30_000 }, async () => {
      const client = openai()
      const { data, usage } = await client.embeddings.create({ model: 'reporting', input: ['abc', 'de'] })
      assert.deepEqual(
        data.map(({ embedding }) => embedding),
        [
          [3, 97, 98, 99],
          [2, 100, 101, 0],
        ],
      )
      assert.equal(usage.prompt_tokens, 21)
      const plain = await client.embeddings.create({ model: 'reporting', input: 'abc', encoding_format: 'float' })
      assert.deepEqual(plain.data[0]?.embedding, [3, 97, 98, 99])
    })

    it('lists the models in the shape that the caller speaks', { timeout: 20_000 }, async () => {
      const ofOpenai = (await openai().models.list()).data.map(({ id }) => id)
      const ofAnthropic = (await anthropic().models.list()).data.map(({ id, type }) => [id, type])
      assert.deepEqual([ofOpenai, ofAnthropic], [['reporting'], [['reporting', 'model']]])
      assert.equal((await openai().models.retrieve('reporting')).id, 'reporting')
      await assert.rejects(anthropic().models.retrieve('gpt-unheard-of'), /not_found_error/)
    })

    it('tells what the provider’s API does not have, in the reply and in the log', { timeout: 20_000 }, async () => {
      const said = { messages: [{ role: 'user', content: 'Hello.' }] }
      const asked = [
        ['chat', 'chat/completions', { ...said, seed: 7, 'jan@example.org': 1 }, 'other, seed'],
        ['responses', 'responses', { input: 'Hello.', truncation: 'auto', made_up: 1 }, 'other, truncation'],
        ['messages', 'messages', { ...said, max_tokens: 99, top_k: 5, made_up: 1 }, 'other, top_k'],
      ] as const
      for (const [api, path, body, dropped] of asked) {
        for (const stream of [false, true]) {
          const response = await fetch(`${house.sluis.gateUrl}/v1/${path}`, {
            method: 'POST',
            headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
            body: JSON.stringify({ model: 'reporting', stream, ...body }),
          })
          assert.match(await response.text(), /Hello/)
          const isTranslated = !speaks.some((spoken) => spoken === api)
          assert.equal(response.headers.get('x-sluis-dropped'), isTranslated ? dropped : null)
          assert.deepEqual((await lastOutcome())?.data.dropped, isTranslated ? dropped.split(', ') : undefined)
        }
      }
    })

    it('never shows the provider the agent’s key, and gives it its own (P8)', () => {
      for (const { headers } of models.asked) {
        assert.doesNotMatch(JSON.stringify(headers), new RegExp(key))
        assert.ok(
          headers.authorization === 'Bearer sk-of-the-provider' || headers['x-api-key'] === 'sk-of-the-provider',
        )
      }
    })
  })
}
