// SPDX-License-Identifier: EUPL-1.2
// The tool server that the conformance suite of MCP expects to test, over HTTP: its tools, prompts and resources, without
// the `test_` that the gate puts before the names of a server called `test`.
import type { GetPromptResult, ReadResourceResult } from '@modelcontextprotocol/client'
import { type CallToolResult, createMcpHandler, type McpHttpHandler, Server } from '@modelcontextprotocol/server'

/** One red pixel, and a tenth of a second of silence. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=='
const wav = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA='

const text = (value: string) => ({ type: 'text', text: value }) as const
const image = { type: 'image', data: png, mimeType: 'image/png' } as const
const audio = { type: 'audio', data: wav, mimeType: 'audio/wav' } as const
const embedded = (uri: string) =>
  ({ type: 'resource', resource: { uri, mimeType: 'text/plain', text: 'This is an embedded resource.' } }) as const

export const tools: Readonly<Record<string, CallToolResult>> = {
  simple_text: { content: [text('This is a simple text response for testing.')] },
  image_content: { content: [image] },
  audio_content: { content: [audio] },
  embedded_resource: { content: [embedded('test://embedded-resource')] },
  multiple_content_types: { content: [text('Multiple content types test:'), image, embedded('test://mixed')] },
  error_handling: { content: [text('This tool intentionally returns an error for testing')], isError: true },
  tool_with_progress: { content: [text('Done.')] },
  tool_with_logging: { content: [text('Done.')] },
}

const user = (content: ReturnType<typeof text> | typeof image | ReturnType<typeof embedded>) =>
  ({ role: 'user', content }) as const

const argument = (name: string) => ({ name, description: `The ${name}.`, required: true })

interface Prompt {
  readonly arguments: ReturnType<typeof argument>[]
  readonly give: (given: Readonly<Record<string, string>>) => GetPromptResult['messages']
}

export const prompts: Readonly<Record<string, Prompt>> = {
  simple_prompt: { arguments: [], give: () => [user(text('This is a simple prompt for testing.'))] },
  prompt_with_arguments: {
    arguments: [argument('arg1'), argument('arg2')],
    give: ({ arg1, arg2 }) => [user(text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`))],
  },
  prompt_with_embedded_resource: {
    arguments: [argument('resourceUri')],
    give: ({ resourceUri = '' }) => [user(embedded(resourceUri)), user(text('Please process the resource above.'))],
  },
  prompt_with_image: { arguments: [], give: () => [user(image), user(text('Please analyze the image above.'))] },
}

function read(uri: string): ReadResourceResult {
  const [, id] = /^test:\/\/template\/(\w+)\/data$/.exec(uri) ?? []
  if (uri === 'test://static-binary') return { contents: [{ uri, mimeType: 'image/png', blob: png }] }
  const said = id === undefined ? 'This is the content of the static text resource.' : JSON.stringify({ id })
  return { contents: [{ uri, mimeType: id === undefined ? 'text/plain' : 'application/json', text: said }] }
}

export const resources: Readonly<Record<string, string>> = {
  text: 'test://static-text',
  binary: 'test://static-binary',
  template: 'test://template/*',
}

export function conformanceFixture(): McpHttpHandler {
  return createMcpHandler(() => {
    const capabilities = { tools: {}, prompts: {}, resources: {} }
    const server = new Server({ name: 'conformance-fixture', version: '1.0.0' }, { capabilities })
    server.setRequestHandler('tools/list', () => ({
      tools: Object.keys(tools).map((name) => ({
        name,
        description: `Tests ${name}.`,
        inputSchema: { type: 'object' },
      })),
    }))
    server.setRequestHandler('tools/call', ({ params }) => tools[params.name] ?? { content: [] })
    server.setRequestHandler('prompts/list', () => ({
      prompts: Object.entries(prompts).map(([name, prompt]) => ({
        name,
        description: `Tests ${name}.`,
        arguments: prompt.arguments,
      })),
    }))
    server.setRequestHandler('prompts/get', ({ params }) => ({
      messages: prompts[params.name]?.give(params.arguments ?? {}) ?? [],
    }))
    server.setRequestHandler('resources/list', () => ({
      resources: [
        { uri: 'test://static-text', name: 'text', mimeType: 'text/plain' },
        { uri: 'test://static-binary', name: 'binary', mimeType: 'image/png' },
      ],
    }))
    server.setRequestHandler('resources/templates/list', () => ({
      resourceTemplates: [{ uriTemplate: 'test://template/{id}/data', name: 'template' }],
    }))
    server.setRequestHandler('resources/read', ({ params }) => read(params.uri))
    return server
  })
}
