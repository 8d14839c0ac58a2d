// SPDX-License-Identifier: EUPL-1.2
// An agent as people write them: asks its model, carries out what that proposes, gives the answer back, and shows the
// pictures of the last answer. It looks at nothing that it is told to do.
import { z } from 'zod'
import { connectAgent, type OutsideAgent, type ToolAnswer } from '../e2e/outside-agent.ts'
import type { Call } from './data.ts'

/** Where an agent's tools and model are. */
export interface Doors extends AsyncDisposable {
  tools(): Promise<readonly { readonly name: string; readonly description?: string | undefined }[]>
  call(name: string, args: Readonly<Record<string, unknown>>): Promise<ToolAnswer>
  readonly modelUrl: string
  readonly key: string
}

interface AgentTask {
  readonly prompt: string
  /** Which of the tools it shows its model. */
  readonly uses: (tool: string) => boolean
  /** What the agent's own program does after each answer, without asking its model. */
  readonly onItsOwn: (answer: string) => readonly Call[]
  /** Called when a person has to decide first; gives whether it is worth asking again. */
  readonly onHeld: () => Promise<boolean>
}

interface Finished {
  readonly refused: number
  readonly held: number
}

const reply = z.object({
  choices: z.tuple([
    z.object({
      message: z.looseObject({
        content: z.string().nullish(),
        tool_calls: z
          .array(z.object({ id: z.string(), function: z.object({ name: z.string(), arguments: z.string() }) }))
          .optional(),
      }),
    }),
  ]),
})
const toolArguments = z.record(z.string(), z.unknown())
const maxTurns = 12

export async function runAgent(doors: Doors, task: AgentTask): Promise<Finished> {
  const tools = (await doors.tools())
    .filter(({ name }) => task.uses(name))
    .map(({ name, description }) => ({
      type: 'function',
      function: { name, description: description ?? '', parameters: { type: 'object', additionalProperties: true } },
    }))
  const messages: object[] = [{ role: 'user', content: task.prompt }]
  let [refused, held] = [0, 0]
  const carryOut = async (name: string, args: Readonly<Record<string, unknown>>): Promise<string> => {
    let answer = await doors.call(name, args)
    if (answer.gate.code === 'held') {
      held++
      if (await task.onHeld()) answer = await doors.call(name, args)
    }
    if (answer.isError) refused++
    return answer.text
  }
  for (let turn = 0; turn < maxTurns; turn++) {
    const message = await askModel(doors, { model: 'office', messages, tools })
    messages.push(message)
    for (const { id, function: wanted } of message.tool_calls ?? []) {
      const text = await carryOut(wanted.name, toolArguments.parse(JSON.parse(wanted.arguments)))
      messages.push({ role: 'tool', tool_call_id: id, content: text })
      for (const own of task.onItsOwn(text)) await carryOut(own.tool, own.arguments)
    }
    if (message.tool_calls !== undefined) continue
    for (const url of picturesIn(message.content ?? '')) await carryOut('web_fetch', { url })
    break
  }
  return { refused, held }
}

async function askModel({ modelUrl, key }: Doors, body: object) {
  const response = await fetch(`${modelUrl}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (response.status >= 500) throw new Error(`the model: ${await response.text()}`)
  if (!response.ok) return { role: 'assistant', content: `refused: ${await response.text()}` }
  return reply.parse(await response.json()).choices[0].message
}

function picturesIn(text: string): readonly string[] {
  return [...text.matchAll(/!\[[^\]]*\]\((\S+?)\)/g)].map(([, url = '']) => url)
}

/** Through the gate, in a run of its own. */
export async function gateDoors(gateUrl: string, agentKey: string): Promise<Doors> {
  const made = await fetch(`${gateUrl}/v1/runs`, { method: 'POST', headers: { authorization: `Bearer ${agentKey}` } })
  const { key } = z.object({ key: z.string() }).parse(await made.json())
  const agent = await connectAgent(gateUrl, key)
  return {
    tools: async () => (await agent.client.listTools()).tools,
    call: (name, args) => agent.call(name, { ...args }),
    modelUrl: `${gateUrl}/v1`,
    key,
    [Symbol.asyncDispose]: () => agent[Symbol.asyncDispose](),
  }
}

/** Straight at the tools and the model, as without the gate; the tools have the same names. */
export async function directDoors(servers: ReadonlyMap<string, string>, modelUrl: string): Promise<Doors> {
  const agents = new Map<string, OutsideAgent>()
  let all: Awaited<ReturnType<Doors['tools']>> = []
  await Promise.all(
    [...servers].map(async ([id, url]) => agents.set(id, await connectAgent(url.replace(/\/mcp$/, ''), ''))),
  )
  return {
    tools: async () => {
      if (all.length > 0) return all
      const listed = await Promise.all(
        [...agents].map(async ([id, { client }]) =>
          (await client.listTools()).tools.map((tool) => ({ ...tool, name: `${id}_${tool.name}` })),
        ),
      )
      all = listed.flat()
      return all
    },
    call: async (name, args) => {
      const [id = ''] = name.split('_', 1)
      const agent = agents.get(id)
      if (agent === undefined) return { isError: true, text: 'no such tool', gate: {} }
      return await agent.call(name.slice(id.length + 1), { ...args })
    },
    modelUrl,
    key: 'none',
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...agents.values()].map((agent) => agent[Symbol.asyncDispose]()))
    },
  }
}
