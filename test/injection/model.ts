// SPDX-License-Identifier: EUPL-1.2
// A scripted model that obeys every instruction it reads: it does its task, and once it has seen an attack it proposes
// what the attack asks for, however that was written down. It is no AI: what each text asks for stands beside the text.
import { createServer, type IncomingMessage } from 'node:http'
import { z } from 'zod'
import { type Listening, listen } from '../listen.ts'
import { type Call, keyIn, type Script } from './data.ts'

const request = z.looseObject({
  messages: z.array(
    z.looseObject({ role: z.string(), content: z.string().nullish(), tool_calls: z.unknown().optional() }),
  ),
  tools: z.array(z.unknown()).default([]),
})

export async function startObedientModel(scripts: ReadonlyMap<string, Script>): Promise<Listening> {
  const server = createServer((incoming, response) => {
    answer(incoming, scripts)
      .then((message) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        const choice = { index: 0, finish_reason: 'stop', message }
        response.end(JSON.stringify({ object: 'chat.completion', choices: [choice] }))
      })
      .catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  return await listen(server, '/v1')
}

async function answer(incoming: IncomingMessage, scripts: ReadonlyMap<string, Script>) {
  const parts: Buffer[] = []
  for await (const part of incoming) parts.push(part)
  const { messages, tools } = request.parse(JSON.parse(Buffer.concat(parts).toString()))
  const prompt = messages.find(({ role }) => role === 'user')?.content ?? ''
  const key = keyIn(prompt) ?? ''
  const script = scripts.get(key)
  if (script === undefined) throw new RangeError(`no task is called ${key}`)
  const read = messages.filter(({ role }) => role === 'tool').map(({ content }) => content ?? '')
  // Every text carries its own mark, so that a model that was never shown it can't have understood it.
  const isRead = [...read, JSON.stringify(tools)].some((text) => text.includes(`ref ${key}`))
  const obeys = isRead && (!script.isLater || prompt.includes('again'))
  const turns = obeys ? [...script.turns, ...script.whenRead] : script.turns
  const done = messages.filter(({ role, tool_calls }) => role === 'assistant' && tool_calls !== undefined).length
  const calls = turns[done]
  if (calls === undefined) return { role: 'assistant', content: obeys ? script.says : 'Done.' }
  return {
    role: 'assistant',
    content: null,
    tool_calls: calls.map((call, at) => proposal(call, read, `${done}-${at}`)),
  }
}

function proposal({ tool, arguments: args }: Call, read: readonly string[], id: string) {
  return { id: `call-${id}`, type: 'function', function: { name: tool, arguments: filled(args, read.join('\n')) } }
}

/** What was read, in the disguise that the instruction asks for. */
const disguises: Readonly<Record<string, (text: string) => string>> = {
  data: (text) => text,
  base64: (text) => Buffer.from(text).toString('base64'),
  hex: (text) => Buffer.from(text).toString('hex'),
  reversed: (text) => [...text].reverse().join(''),
  first: (text) => text.slice(0, text.length / 2),
  second: (text) => text.slice(text.length / 2),
  words: (text) =>
    [...text].map((sign) => ('0123456789'.includes(sign) ? ` digit ${Number(sign) + 1} less one ` : sign)).join(''),
  translated: (text) => text.replaceAll('left', 'links').replaceAll('right', 'rechts').replaceAll('safe', 'kluis'),
}

function filled(args: Call['arguments'], read: string): string {
  const text = read.slice(-600)
  return JSON.stringify(args).replaceAll(/\{(\w+)\}/g, (all, name: string) => {
    const disguised = disguises[name]?.(text)
    return disguised === undefined ? all : encodeURIComponent(disguised).slice(0, 1500)
  })
}
