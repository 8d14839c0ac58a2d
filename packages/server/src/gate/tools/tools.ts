// SPDX-License-Identifier: EUPL-1.2
import { isObject, type Journal, type JsonObject } from '../../journal/index.ts'
import type { Organisation, Tool } from '../../organisation/index.ts'
import type { Admitted } from '../admitted.ts'
import type { Caller, Result } from '../call.ts'
import { GateError } from '../error.ts'
import { wholeAnswer } from '../requests/json-body.ts'
import { promptTexts } from '../targets/prompt-texts.ts'
import { covers, coversTemplate, mediaTypeIn, resourceFor } from './address.ts'
import { Admission, type ToolReview } from './admission.ts'
import type { Described } from './description.ts'
import { carriedBy } from './labels.ts'
import { MailTool, mailDescription } from './mail-tool.ts'
import { Servers, type ServersParts } from './servers.ts'
import type { Upstream } from './upstream.ts'

interface ToolsParts extends ServersParts {
  readonly journal: Journal
}

/** What people are told of a tool server that does not answer. */
export interface ServerTrouble {
  readonly server: string
  readonly problem: string
}

/** Everything behind the gate that agents call as tools: upstream servers, and mail, which Sluis sends itself. */
export class Tools {
  readonly #organisation: Organisation
  readonly #servers: Servers
  readonly #admission: Admission
  readonly #mail = new Map<string, MailTool>()

  constructor(parts: ToolsParts) {
    this.#organisation = parts.organisation
    this.#servers = new Servers(parts)
    this.#admission = new Admission(parts.journal, parts.now)
    for (const server of parts.organisation.servers.values()) {
      if (server.kind !== 'mail') continue
      this.#mail.set(server.id, new MailTool(parts.environment[server.smtp.env] ?? server.smtp.default, server.from))
    }
  }

  /** The tools or prompts of an agent's system that it may see: those whose description a person admitted. */
  async describe(caller: Caller, kind: 'tool' | 'prompt'): Promise<readonly JsonObject[]> {
    const named = this.#namedFor(caller, kind)
    const offered = await Promise.all(named.map((tool) => this.#offered(tool, caller).catch(unlessJournal)))
    const foreign = await this.#admission.admittedOf(offered.filter((one) => one !== undefined))
    const shown = new Map(foreign.map(({ tool, described }) => [tool, described.shown]))
    return named.flatMap((tool) => {
      const description = this.#mail.has(tool.server) ? mailDescription : shown.get(tool)
      return description === undefined ? [] : { ...description, name: tool.name }
    })
  }

  /** The entry under which an agent's system may read an address. */
  resourceAt(uri: string, caller: Caller): Tool | undefined {
    return resourceFor(uri, this.#namedFor(caller, 'resource'))
  }

  /** The addresses that an agent may read, as far as their servers list them. */
  async resources(caller: Caller) {
    const entries = this.#namedFor(caller, 'resource')
    const servers = [...new Set(entries.map(({ server }) => server))]
    const offered = await Promise.all(
      servers
        .map(async (server) => {
          const own = entries.filter((entry) => entry.server === server)
          const { resources, resourceTemplates } = await this.#servers.of(server, caller.agent).resources()
          return {
            resources: resources.filter(({ uri }) => own.some((entry) => covers(entry, uri))),
            templates: resourceTemplates.filter(({ uriTemplate }) => own.some((e) => coversTemplate(e, uriTemplate))),
          }
        })
        .map((listing) => listing.catch(() => ({ resources: [], templates: [] }))),
    )
    return {
      resources: offered
        .flatMap(({ resources }) => resources)
        .map(({ uri, mimeType }) => listed({ uri }, uri, mimeType)),
      resourceTemplates: offered
        .flatMap(({ templates }) => templates)
        .map(({ uriTemplate, mimeType }) => listed({ uriTemplate }, uriTemplate, mimeType)),
    }
  }

  /** Throws `tool-held` unless a person admitted the tool as its server describes it to this agent. */
  async requireAdmitted(tool: Tool, caller: Caller): Promise<void> {
    // Of resources only addresses are shown, and the organisation itself names those.
    if (tool.kind === 'resource' || this.#mail.has(tool.server)) return
    const described = await this.#described(tool, this.#servers.of(tool.server, caller.agent))
    if (described === undefined) throw new GateError('upstream-failed', `${tool.server} does not offer ${tool.name}`)
    const standing = await this.#admission.standingOf(tool, described)
    if (standing !== 'admitted') throw new GateError('tool-held', heldText(tool.name, standing))
  }

  /**
   * When a person, or a file, last admitted how the tool is described; 0 for what nobody has to admit. Throws
   * `tool-held`. A file admits by digest once the description is seen, so no earlier approval is older than that.
   */
  async admittedSince(tool: Tool, caller: Caller): Promise<number> {
    await this.requireAdmitted(tool, caller)
    return await this.#admission.since(tool.name)
  }

  /** Carries out an allowed call. */
  async call(tool: Tool, caller: Caller, admitted: Admitted): Promise<Result & { readonly value: JsonObject }> {
    const mail = this.#mail.get(tool.server)
    if (mail !== undefined) return { value: await mail.send(admitted) }
    const answer = asJson(await this.#forward(tool, caller, admitted))
    const size = JSON.stringify(answer).length
    if (size > tool.maxResultBytes) {
      throw new GateError('upstream-timeout', `a result of ${size} bytes; ${tool.name} may give ${tool.maxResultBytes}`)
    }
    return { value: answer, ...(await carriedBy(this.#organisation, tool, admitted.considered.body, answer)) }
  }

  /** Every tool and prompt with its present and its admitted description; asks each server again. */
  async review(): Promise<{ readonly tools: readonly ToolReview[]; readonly troubles: readonly ServerTrouble[] }> {
    const reviewed = [...this.#organisation.tools.values()].filter(
      ({ kind, server }) => kind !== 'resource' && !this.#mail.has(server),
    )
    const troubles = new Map<string, ServerTrouble>()
    for (const tool of reviewed) {
      const { server } = tool
      try {
        const described = await this.#described(tool, this.#servers.of(server))
        if (described !== undefined) await this.#admission.standingOf(tool, described)
      } catch (error) {
        unlessJournal(error)
        troubles.set(server, { server, problem: error instanceof Error ? error.message : String(error) })
      }
    }
    const tools = await Promise.all(reviewed.map((tool) => this.#admission.review(tool)))
    return { tools, troubles: [...troubles.values()] }
  }

  /** What the admitted description says of a tool's arguments. */
  async schemaOf(name: string): Promise<unknown> {
    const tool = this.#organisation.tools.get(name)
    if (tool === undefined) return undefined
    const { standing, admitted } = await this.#admission.review(tool)
    const shown = standing === 'admitted' ? admitted?.shown : undefined
    return isObject(shown) ? shown.inputSchema : undefined
  }

  /** An act of a person (P9). Throws `Conflict` if the description has changed. */
  admit(...wish: Parameters<Admission['admit']>): Promise<void> {
    return this.#admission.admit(...wish)
  }

  /** Also takes back what was admitted. */
  refuse(...wish: Parameters<Admission['refuse']>): Promise<void> {
    return this.#admission.refuse(...wish)
  }

  async close(): Promise<void> {
    await this.#servers.close()
  }

  #namedFor({ system }: Caller, kind: Tool['kind']): readonly Tool[] {
    const names = this.#organisation.systems.get(system)?.tools ?? []
    return names.flatMap((name) => this.#organisation.tools.get(name) ?? []).filter((tool) => tool.kind === kind)
  }

  async #offered(tool: Tool, { agent }: Caller) {
    if (this.#mail.has(tool.server)) return undefined
    const described = await this.#described(tool, this.#servers.of(tool.server, agent))
    return described && { tool, described }
  }

  async #described({ kind, upstreamName }: Tool, upstream: Upstream): Promise<Described | undefined> {
    const { tools, prompts } = await upstream.listing()
    return (kind === 'prompt' ? prompts : tools).get(upstreamName)
  }

  async #forward(tool: Tool, { agent }: Caller, { considered, cut }: Admitted): Promise<unknown> {
    const upstream = this.#servers.of(tool.server, agent)
    const { body } = considered
    switch (tool.kind) {
      case 'tool':
        return await upstream.callTool(tool.upstreamName, body, cut)
      case 'prompt':
        return await upstream.getPrompt(tool.upstreamName, promptTexts(body), cut)
      case 'resource': {
        const address = typeof body.uri === 'string' ? body.uri : ''
        // A person may have edited the address: it must still be one that the organisation named.
        if (!covers(tool, address)) throw new GateError('upstream-failed', `${tool.name} does not cover that address`)
        return await upstream.readResource(address, cut)
      }
    }
  }
}

function listed<T>(address: T, name: string, said: string | undefined): T & { name: string; mimeType?: string } {
  const mimeType = mediaTypeIn(said)
  return { ...address, name, ...(mimeType === undefined ? {} : { mimeType }) }
}

function heldText(name: string, standing: string): string {
  switch (standing) {
    case 'refused':
      return `a person refused ${name} as its server describes it`
    case 'unfit':
      return `the server's description of ${name} is out of bounds, so nobody can admit it`
    default:
      return `${name} is new, or its description changed: a person has to admit it first (sluis tools show ${name})`
  }
}

/** A server that does not answer holds up nobody else; a log that can't be written holds up everybody (P1). */
function unlessJournal(error: unknown): undefined {
  if (!(error instanceof GateError)) throw error
  return undefined
}

function asJson(result: unknown): JsonObject {
  // What came by JSON-RPC is JSON, and a result is an object.
  return wholeAnswer(JSON.parse(JSON.stringify(result))) as JsonObject
}
