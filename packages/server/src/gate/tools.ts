// SPDX-License-Identifier: EUPL-1.2
import { resolve } from 'node:path'
import type { CallToolResult, Tool as McpTool } from '@modelcontextprotocol/client'
import { z } from 'zod'
import { inspectJson } from '../boundary/index.ts'
import { Books, ConnectorError, MailConnector, mailInput, prepareMail, readMailArguments } from '../connectors/index.ts'
import type { JsonObject, JsonValue } from '../journal/index.ts'
import { type Organisation, overlaps, type Tool } from '../organisation/index.ts'
import type { Result } from './call.ts'
import { GateError } from './error.ts'
import { wholeAnswer } from './json-body.ts'
import type { Admitted } from './path.ts'
import { ToolServer } from './tool-server.ts'

/** Everything behind the gate that agents call as tools: upstream servers, and mail, which Sluis sends itself. */
export class Tools {
  readonly #organisation: Organisation
  readonly #servers = new Map<string, ToolServer>()
  readonly #mail = new Map<string, MailConnector>()

  constructor(organisation: Organisation, environment: Readonly<Record<string, string | undefined>>) {
    this.#organisation = organisation
    for (const server of organisation.servers.values()) {
      if (server.kind === 'mcp-stdio') this.#servers.set(server.id, new ToolServer(server, organisation.folder))
      else {
        const url = environment[server.smtp.env] ?? server.smtp.default
        if (url !== undefined) this.#mail.set(server.id, new MailConnector(url))
      }
    }
  }

  /** What an agent of this system may see: the tools that its system names, as their servers describe them. */
  async describe(system: string): Promise<readonly McpTool[]> {
    const names = this.#organisation.systems.get(system)?.tools ?? []
    const listed = await Promise.all(names.map((name) => this.#described(this.#organisation.tools.get(name))))
    return listed.filter((tool) => tool !== undefined)
  }

  /** Carries out a tool call that was let through. */
  async call(tool: Tool, admitted: Admitted): Promise<Result & { readonly value: JsonObject }> {
    const server = this.#organisation.servers.get(tool.server)
    if (server?.kind === 'mail') return { value: await this.#send(tool.server, server.from, admitted) }
    const upstream = this.#servers.get(tool.server)
    if (upstream === undefined) throw new GateError('upstream-failed', `no tool server ${tool.server}`)
    const { body } = admitted.considered
    const answer = asJson(await upstream.call(tool.upstreamName, body, admitted.signal))
    const size = JSON.stringify(answer).length
    if (size > tool.maxResultBytes) {
      throw new GateError('upstream-timeout', `a result of ${size} bytes; ${tool.name} may give ${tool.maxResultBytes}`)
    }
    return { value: answer, labels: await this.#labelsOf(tool, body, answer) }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#servers.values()].map((server) => server.close()))
  }

  async #described(tool: Tool | undefined): Promise<McpTool | undefined> {
    if (tool === undefined) return undefined
    const server = this.#organisation.servers.get(tool.server)
    if (server?.kind === 'mail') return mailTool(tool.name)
    const upstream = await this.#servers.get(tool.server)?.tools()
    const described = upstream?.find(({ name }) => name === tool.upstreamName)
    return described === undefined ? undefined : { ...described, name: tool.name }
  }

  /** Sends the bytes that were checked, under the Message-ID that the intent recorded (P2, P5). */
  async #send(id: string, from: string, { considered, messageId, signal }: Admitted): Promise<JsonObject> {
    const connector = this.#mail.get(id)
    if (connector === undefined || messageId === undefined) {
      throw new ConnectorError('mail-setting-invalid', `no address is set for the mail server ${id}`)
    }
    const prepared = await prepareMail(readMailArguments(considered.body), {
      from,
      messageId,
      date: new Date(),
      attachments: considered.attachments,
    })
    const { accepted, rejected } = await connector.send(prepared, signal).catch((cause: unknown) => {
      throw mailError(cause, messageId)
    })
    const sent = { messageId, accepted: [...accepted], rejected: [...rejected] }
    return { content: [{ type: 'text', text: `Sent as ${messageId}.` }], structuredContent: sent }
  }

  /** What the tool's entry says, what its text carries, and whose document it is. */
  async #labelsOf(tool: Tool, args: JsonObject, answer: JsonValue): Promise<readonly string[]> {
    const found = inspectJson(answer).map(({ kind }) => kind)
    const labels = [...tool.labels]
    if (found.includes('secret')) labels.push('secret')
    if (found.some((kind) => kind !== 'secret')) labels.push('personal')
    for (const books of this.#booksBehind(tool)) {
      for (const path of pathsIn(args)) labels.push(...(await books.labelsOf(path)))
    }
    return [...new Set(labels)].sort()
  }

  /** The sources whose files this tool's server can read. */
  #booksBehind(tool: Tool): readonly Books[] {
    const server = this.#organisation.servers.get(tool.server)
    if (server?.kind !== 'mcp-stdio') return []
    const { folder } = this.#organisation
    return [...this.#organisation.sources.values()]
      .filter((source) => overlaps(resolve(folder, source.folder), resolve(folder, server.folder)))
      .map((source) => new Books(source, folder))
  }
}

/** Certainly not sent, or for a person to settle by its Message-ID (P2). */
function mailError(cause: unknown, messageId: string): GateError {
  const message = cause instanceof ConnectorError ? cause.message : 'the mail could not be handed over'
  const isSure = cause instanceof ConnectorError && cause.code === 'mail-not-sent'
  return new GateError(isSure ? 'upstream-failed' : 'outcome-unknown', message, { messageId }, { cause })
}

const mailSchema: McpTool['inputSchema'] = JSON.parse(JSON.stringify(z.toJSONSchema(mailInput, { io: 'input' })))

function mailTool(name: string): McpTool {
  return {
    name,
    description: 'Sends a mail. Documents are attached by their path in the books, such as invoices/2026-0101.xml.',
    inputSchema: mailSchema,
  }
}

const maxPaths = 32

/** Texts that may be paths, each once. More than any tool takes are not looked up one by one: they may be any (P10). */
function pathsIn(args: JsonObject): readonly string[] {
  const texts = [...new Set(textsIn(args))]
  return texts.length > maxPaths ? ['\0'] : texts
}

function textsIn(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}

function asJson(result: CallToolResult): JsonObject {
  // What came over a JSON-RPC wire is JSON, and a result of a tool is an object.
  return wholeAnswer(JSON.parse(JSON.stringify(result))) as JsonObject
}
