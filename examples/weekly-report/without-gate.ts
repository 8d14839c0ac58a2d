// SPDX-License-Identifier: EUPL-1.2
// The control: the agent of the weekly report as it would run without Sluis, its tools in its own hands. Same task,
// same model, same tool names; nothing looks at what it does. It mails to whatever server it is given: give it the
// stand-in that delivers nothing.
import { readFile, realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createMCPClient, type MCPClient } from '@ai-sdk/mcp'
import { StdioMCPTransport } from '@ai-sdk/mcp/mcp-stdio'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { generateText, isStepCount, type ToolSet, tool } from 'ai'
import { createTransport } from 'nodemailer'
import { z } from 'zod'
import { loadOrganisation, type Organisation } from '../../packages/server/src/organisation/index.ts'

interface ControlOptions {
  /** An OpenAI-compatible endpoint, up to and with `/v1`. */
  readonly modelUrl: string
  readonly modelKey?: string | undefined
  readonly model: string
  readonly smtpUrl: string
  readonly booksFolder: string
  readonly signal?: AbortSignal
}

interface SentMail {
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly bcc: readonly string[]
  readonly subject: string
  readonly documents: readonly string[]
  readonly messageId: string
}

export interface ControlRun {
  /** What the agent said at the end. */
  readonly text: string
  /** How often the model was asked. */
  readonly steps: number
  /** In the order in which they left. */
  readonly mails: readonly SentMail[]
}

const here = dirname(fileURLToPath(import.meta.url))
const taskId = 'weekly-report'

const addresses = z.array(z.email().max(254)).max(100)
const mailArguments = z.strictObject({
  to: addresses.min(1),
  cc: addresses.default([]),
  bcc: addresses.default([]),
  subject: z.string().max(1_000),
  text: z.string().max(200_000),
  attachments: z
    .array(z.strictObject({ document: z.string().max(1_000).describe('A path in the books folder') }))
    .max(100)
    .default([]),
})

/**
 * Runs the task of the weekly report straight at its tools. Rejects when the organisation can't be read, or the model or
 * the file server can't be reached; a mail that fails is told to the model, as any failing tool is.
 */
export async function runWithoutGate(options: ControlOptions): Promise<ControlRun> {
  const { modelUrl, modelKey, model, booksFolder, signal } = options
  const organisation = loadOrganisation(join(here, 'organisation'))
  const task = organisation.tasks.get(taskId)
  if (task === undefined) throw new Error(`organisation/tasks: no task is called ${taskId}`)
  const provider = createOpenAICompatible({
    name: 'model',
    baseURL: modelUrl,
    ...(modelKey === undefined ? {} : { apiKey: modelKey }),
  })
  const mails: SentMail[] = []
  const files = await connectToBooks(booksFolder, signal)
  try {
    const { text, steps } = await generateText({
      model: provider(model),
      prompt: `${task.prompt}\n\nToday is ${new Intl.DateTimeFormat('sv-SE', { timeZone: organisation.settings.timezone, dateStyle: 'short' }).format()}.`,
      tools: await toolsOf(organisation, task.tools, files, (mail) => mails.push(mail), options),
      // One after another, so that the mails leave in the order in which the model proposed them.
      toolCallConcurrency: 1,
      stopWhen: isStepCount(task.maxSteps),
      ...(signal === undefined ? {} : { abortSignal: signal }),
    })
    return { text, steps: steps.length, mails }
  } finally {
    await files.close()
  }
}

/** The published file server as a child process of this one, reading the books folder. */
function connectToBooks(booksFolder: string, signal: AbortSignal | undefined): Promise<MCPClient> {
  const server = fileURLToPath(import.meta.resolve('@modelcontextprotocol/server-filesystem/dist/index.js'))
  const transport = new StdioMCPTransport({
    command: process.execPath,
    args: [server, resolve(booksFolder)],
    stderr: 'ignore',
  })
  return createMCPClient({ transport, ...(signal === undefined ? {} : { initializationOptions: { signal } }) })
}

/** The task's tools under the names that agents see behind the gate. */
async function toolsOf(
  { tools, servers }: Organisation,
  names: readonly string[],
  files: MCPClient,
  onSent: (mail: SentMail) => void,
  options: ControlOptions,
): Promise<ToolSet> {
  const offered: ToolSet = await files.tools()
  const set: ToolSet = {}
  for (const name of names) {
    const facts = tools.get(name)
    const server = servers.get(facts?.server ?? '')
    if (server?.kind === 'mail') set[name] = mailTool(server.from, onSent, options)
    const own = offered[facts?.upstreamName ?? '']
    if (server?.kind === 'mcp-stdio' && own !== undefined) set[name] = own
  }
  return set
}

function mailTool(from: string, onSent: (mail: SentMail) => void, { smtpUrl, booksFolder }: ControlOptions) {
  const transport = createTransport(smtpUrl, { disableFileAccess: true, disableUrlAccess: true })
  return tool({
    description: 'Sends a mail, with documents of the books attached.',
    inputSchema: mailArguments,
    async execute({ to, cc, bcc, subject, text, attachments }) {
      const documents = attachments.map(({ document }) => document)
      const content = await Promise.all(documents.map((document) => readDocument(booksFolder, document)))
      const { messageId } = await transport.sendMail({ from, to, cc, bcc, subject, text, attachments: content })
      onSent({ to, cc, bcc, subject, documents, messageId })
      return `Sent. Message-ID ${messageId}`
    },
  })
}

/** Not even the control may read beyond the books: it runs on a visitor's machine. */
async function readDocument(booksFolder: string, document: string) {
  const root = (await realpath(booksFolder)) + sep
  const path = await realpath(resolve(root, document))
  if (!path.startsWith(root)) throw new Error(`${document} is not in the books folder`)
  return { filename: basename(path), content: await readFile(path) }
}
