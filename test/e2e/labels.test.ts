// SPDX-License-Identifier: EUPL-1.2
// Agents as their SDKs run them: each asks a model, calls the tool that it proposed by MCP, and gives the answer back
// in its own shape. The gate recognises all of it.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createMCPClient } from '@ai-sdk/mcp'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import Anthropic from '@anthropic-ai/sdk'
import { HumanMessage, ToolMessage } from '@langchain/core/messages'
import { tool as langchainTool } from '@langchain/core/tools'
import { ChatOpenAI } from '@langchain/openai'
import {
  Agent,
  MCPServerStreamableHttp,
  OpenAIChatCompletionsModel,
  OpenAIProvider,
  OpenAIResponsesModel,
  Runner,
} from '@openai/agents'
import { generateText, isStepCount, streamText } from 'ai'
import OpenAI from 'openai'
import { z } from 'zod'
import type { Entry } from '../../packages/server/src/journal/index.ts'
import { addSpeaks } from './changed-organisation.ts'
import { type House, openHouse, until } from './harness.ts'
import { type ModelApis, startModelApis } from './model-apis.ts'
import { connectAgent } from './outside-agent.ts'

const listing = 'books_list_directory'

describe('the labels of an agent’s calls', () => {
  let house: House
  let models: ModelApis
  const entries: Entry[] = []
  before(async () => {
    models = await startModelApis()
    house = await openHouse({
      prepare: (folder) => addSpeaks(folder, ['chat', 'responses', 'messages']),
      environment: { SLUIS_MODEL_URL: models.url, SLUIS_MODEL_KEY: 'sk-of-the-provider' },
    })
    house.sluis.journal.onEntry(({ entry }) => entries.push(entry))
  })
  after(async () => {
    await house?.[Symbol.asyncDispose]()
    await models?.[Symbol.asyncDispose]()
  })

  const newRun = async () => {
    const made = await fetch(`${house.sluis.gateUrl}/v1/runs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${house.agentKey}` },
    })
    return z.object({ run: z.string(), key: z.string() }).parse(await made.json())
  }

  /** What the gate saw of a run: each call's kind, and whether all of it was recognised. */
  const seen = async (run: string): Promise<readonly string[]> => {
    const isOf = ({ data }: Entry) => data.run === run
    await until('every call has its outcome', () => {
      const count = (kind: string) => entries.filter((entry) => isOf(entry) && entry.kind === kind).length
      return count('call.allowed') === count('call.ended')
    })
    return entries
      .filter((entry) => isOf(entry) && entry.kind === 'call.allowed')
      .map(({ data }) => `${data.action} ${data.narrowed === true ? 'recognised' : 'not recognised'}`)
  }
  const recognised = ['callModel not recognised', 'callTool recognised', 'callModel recognised']

  for (const shape of ['responses', 'chat'] as const) {
    for (const stream of [false, true]) {
      it(`@openai/agents over ${shape}${stream ? ', streamed' : ''}`, { timeout: 60_000 }, async () => {
        const { run, key } = await newRun()
        const client = new OpenAI({ apiKey: key, baseURL: `${house.sluis.gateUrl}/v1`, maxRetries: 0 })
        const Model = shape === 'chat' ? OpenAIChatCompletionsModel : OpenAIResponsesModel
        const requestInit = { headers: { authorization: `Bearer ${key}` } }
        const server = new MCPServerStreamableHttp({ url: `${house.sluis.gateUrl}/mcp`, requestInit })
        await server.connect()
        const model = new Model(client, 'reporting')
        const modelProvider = new OpenAIProvider({ openAIClient: client })
        const agent = new Agent({ name: 'Reporter', instructions: 'Look first.', model, mcpServers: [server] })
        const runner = new Runner({ modelProvider, tracingDisabled: true })
        if (stream) await (await runner.run(agent, 'What is there?', { stream: true })).completed
        else await runner.run(agent, 'What is there?')
        await server.close()
        assert.deepEqual(await seen(run), recognised)
      })
    }
  }

  for (const stream of [false, true]) {
    it(`ai with @ai-sdk/mcp${stream ? ', streamed' : ''}`, { timeout: 60_000 }, async () => {
      const { run, key } = await newRun()
      const headers = { authorization: `Bearer ${key}` }
      const client = await createMCPClient({ transport: { type: 'http', url: `${house.sluis.gateUrl}/mcp`, headers } })
      const { [listing]: list } = await client.tools()
      const provider = createOpenAICompatible({ name: 'sluis', baseURL: `${house.sluis.gateUrl}/v1`, apiKey: key })
      const tools = list === undefined ? {} : { [listing]: list }
      const asked = { model: provider('reporting'), prompt: 'What is there?', tools, stopWhen: isStepCount(3) }
      if (stream) await streamText(asked).text
      else await generateText(asked)
      await client.close()
      assert.deepEqual(await seen(run), recognised)
    })
  }

  for (const useResponsesApi of [false, true]) {
    it(`@langchain/openai over ${useResponsesApi ? 'responses' : 'chat'}`, { timeout: 60_000 }, async () => {
      const { run, key } = await newRun()
      await using agent = await connectAgent(house.sluis.gateUrl, key)
      const configuration = { baseURL: `${house.sluis.gateUrl}/v1` }
      const settings = { model: 'reporting', apiKey: key, configuration, useResponsesApi, maxRetries: 0 }
      const list = langchainTool(async ({ path }) => path, { name: listing, schema: z.object({ path: z.string() }) })
      const model = new ChatOpenAI(settings).bindTools([list])
      const question = new HumanMessage('What is there?')
      const called = await model.invoke([question])
      const [call] = called.tool_calls ?? []
      const { text } = await agent.call(listing, call?.args ?? {})
      await model.invoke([question, called, new ToolMessage({ content: text, tool_call_id: call?.id ?? '' })])
      assert.deepEqual(await seen(run), recognised)
    })
  }

  it('@anthropic-ai/sdk', { timeout: 60_000 }, async () => {
    const { run, key } = await newRun()
    await using agent = await connectAgent(house.sluis.gateUrl, key)
    const client = new Anthropic({ apiKey: key, baseURL: house.sluis.gateUrl, maxRetries: 0 })
    const input_schema = { type: 'object' as const, properties: { path: { type: 'string' } } }
    const asked = { model: 'reporting', max_tokens: 100, tools: [{ name: listing, input_schema }] }
    const question = { role: 'user' as const, content: 'What is there?' }
    const { content } = await client.messages.create({ ...asked, messages: [question] })
    const call = content.find((block) => block.type === 'tool_use')
    const { text } = await agent.call(listing, z.record(z.string(), z.unknown()).parse(call?.input))
    const result = {
      type: 'tool_result' as const,
      tool_use_id: call?.id ?? '',
      content: [{ type: 'text' as const, text }],
    }
    const turns = [question, { role: 'assistant' as const, content }, { role: 'user' as const, content: [result] }]
    await client.messages.create({ ...asked, messages: turns })
    assert.deepEqual(await seen(run), recognised)
  })

  it('a denial that an agent tells its model is the gate’s own text, and no stranger’s', {
    timeout: 60_000,
  }, async () => {
    const { run, key } = await newRun()
    await using agent = await connectAgent(house.sluis.gateUrl, key)
    const client = new OpenAI({ apiKey: key, baseURL: `${house.sluis.gateUrl}/v1`, maxRetries: 0 })
    const denied = await agent.call('mail_send', {
      to: ['x@elsewhere.example'],
      subject: 'a',
      text: 'b',
      attachments: [{ document: 'crm.csv' }],
    })
    assert.equal(denied.isError, true)
    const told = (content: string) => ({ role: 'tool' as const, tool_call_id: '', content })
    await client.chat.completions.create({ model: 'reporting', messages: [told(`Error: ${denied.text}`)] })
    assert.deepEqual(
      (await house.sluis.runs.labels(run)).filter((label) => label === 'untrusted'),
      [],
    )
    await client.chat.completions.create({ model: 'reporting', messages: [told('denied by my own word')] })
    assert.ok((await house.sluis.runs.labels(run)).includes('untrusted'))
  })
})
