// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import OpenAI from 'openai'
import { z } from 'zod'
import { modelId, modelName } from './scripted-model/completion.ts'
import { task } from './scripted-model/fixtures.ts'
import { modelPermissions, type StandIn, startScriptedModel } from './spawn.ts'

const refusal = z.object({ error: z.object({ code: z.string(), message: z.string() }) })
const tools = ['list_directory', 'read_text_file', 'send'].map((name) => ({
  type: 'function' as const,
  function: { name: `x_${name}`, parameters: { type: 'object', properties: {} } },
}))

describe('the scripted model, over HTTP', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-model-'))
  const transcript = join(folder, 'transcript.jsonl')
  let server: StandIn
  let client: OpenAI
  before(async () => {
    server = await startScriptedModel({ transcript })
    client = new OpenAI({ baseURL: server.url, apiKey: 'none', maxRetries: 0 })
  })
  after(async () => {
    await server.stop()
    rmSync(folder, { recursive: true })
  })
  const say = (content: string) => ({ model: modelId, messages: [{ role: 'user' as const, content }] })

  it('says wherever it shows that it is not an AI', async () => {
    const { data } = await client.models.list()
    assert.deepEqual(
      data.map(({ id, owned_by }) => [id, owned_by]),
      [[modelId, modelName]],
    )
    const answer = await client.chat.completions.create(say('hello'))
    assert.deepEqual([answer.model, answer.system_fingerprint], [modelId, modelName])
    assert.match(answer.choices[0]?.message.content ?? '', /not an AI/)
    assert.ok((answer.usage?.total_tokens ?? 0) > 0)
  })

  it('calls tools, as JSON and in pieces', async () => {
    const request = { ...say(task), tools }
    const whole = await client.chat.completions.create(request)
    const [call] = whole.choices[0]?.message.tool_calls ?? []
    assert.deepEqual(call?.type === 'function' && call.function, {
      name: 'x_list_directory',
      arguments: '{"path":"invoices"}',
    })
    assert.equal(whole.choices[0]?.finish_reason, 'tool_calls')
    const stream = client.chat.completions.stream({ ...request, stream_options: { include_usage: true } })
    const final = await stream.finalChatCompletion()
    assert.deepEqual(
      final.choices[0]?.message.tool_calls?.map((made) => made.type === 'function' && made.function.arguments),
      ['{"path":"invoices"}'],
    )
    assert.deepEqual(final.usage?.total_tokens, whole.usage?.total_tokens)
    const none = await client.chat.completions.create({ ...request, tool_choice: 'none' })
    assert.equal(none.choices[0]?.message.tool_calls, undefined)
  })

  it('counts slowly, and goes on serving when a client leaves halfway', async () => {
    const stream = await client.chat.completions.create({ ...say('count slowly to 5'), stream: true })
    const started = performance.now()
    let text = ''
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
    assert.equal(text, '1 2 3 4 5')
    assert.ok(performance.now() - started >= 80)
    const left = await client.chat.completions.create({ ...say('count slowly to 1000'), stream: true })
    for await (const _chunk of left) break
    assert.match((await client.chat.completions.create(say('hello'))).model, /not-an-ai/)
  })

  it('refuses what it can not read in the shape of the API', async () => {
    const post = (body: string) =>
      fetch(`${server.url}/chat/completions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    for (const [body, status, code] of [
      ['{', 400, 'invalid_json'],
      ['[]', 400, 'invalid_request'],
      [JSON.stringify({ model: modelId, messages: [{ role: 'king', content: '' }] }), 400, 'invalid_request'],
      [JSON.stringify({ ...say('x'), model: 'gpt' }), 404, 'model_not_found'],
      ['x'.repeat(33 * 1024 * 1024), 413, 'request_too_large'],
    ] as const) {
      const response = await post(body)
      const { error } = refusal.parse(await response.json())
      assert.deepEqual([response.status, error.code], [status, code])
    }
    assert.equal((await fetch(`${server.url}/responses`, { method: 'POST' })).status, 404)
  })

  it('keeps a transcript of what it received', () => {
    const lines = readFileSync(transcript, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.equal(lines[0].messages[0].content, 'hello')
    assert.equal(lines[1].tools.length, 3)
  })

  it('can not read the books, nor anything but its own code', () => {
    const read = (path: string) => {
      const script = `require('node:fs').readFileSync(${JSON.stringify(join(import.meta.dirname, path))})`
      return spawnSync(process.execPath, [...modelPermissions(), '-e', script], { encoding: 'utf8' })
    }
    assert.equal(read('scripted-model.ts').status, 0)
    assert.match(read('../books/crm.csv').stderr, /ERR_ACCESS_DENIED/)
  })

  it('ends with the process that started it, also when that is killed', async (test) => {
    const script = join(folder, 'parent.ts')
    writeFileSync(
      script,
      `import { startScriptedModel } from ${JSON.stringify(join(import.meta.dirname, 'spawn.ts'))}
       const { pid } = await startScriptedModel()
       process.send?.(pid)
       if (process.argv[2] === 'stay') setInterval(() => {}, 1000)`,
    )
    for (const plan of ['leave', 'stay']) {
      const parent = fork(script, [plan], { execArgv: [] })
      test.after(() => parent.kill('SIGKILL'))
      const [pid] = await once(parent, 'message')
      if (plan === 'stay') {
        assert.ok(isAlive(pid))
        parent.kill('SIGKILL')
      }
      await once(parent, 'exit', { signal: AbortSignal.timeout(10_000) })
      for (let tries = 0; isAlive(pid) && tries < 100; tries++) await wait(50)
      assert.ok(!isAlive(pid), plan)
    }
  })
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
