// SPDX-License-Identifier: EUPL-1.2
import {
  type CallToolResult,
  Client,
  type GetPromptResult,
  ProtocolError,
  type ReadResourceResult,
  SdkHttpError,
  type Transport,
} from '@modelcontextprotocol/client'
import type { JsonObject } from '../../journal/index.ts'
import type { Cut } from '../cut.ts'
import { GateError } from '../error.ts'
import { implementation } from '../implementation.ts'
import { Backoff } from './backoff.ts'
import { type Described, describePrompt, describeTool } from './description.ts'
import { KeptList } from './kept-list.ts'
import { sendFor, Unsent } from './sent-for.ts'

const callTimeoutMs = 60_000
const connectTimeoutMs = 20_000

/**
 * For a whole list: with a start before it, well within what agents wait. So a silent server costs them only its own
 * tools.
 */
const listTimeoutMs = 15_000

interface UpstreamSettings {
  readonly id: string
  /** A new connection, not yet opened. */
  readonly transport: () => Transport
  readonly now: () => number
}

/** What ends the sending of a call, and the waiting for it. */
type Until = Pick<Cut, 'signal' | 'requireOngoing' | 'ending'>

/** What a server offers by name, as it describes it. */
export interface Listing {
  readonly tools: ReadonlyMap<string, Described>
  readonly prompts: ReadonlyMap<string, Described>
}

/**
 * One connection to an upstream tool server: opened when it is first needed and again after it was lost, less and less
 * often while that fails. Whatever the server asks of its client (a model, a person, roots) is refused, because it
 * would bypass the gate.
 */
export class Upstream {
  readonly #settings: UpstreamSettings
  readonly #backoff: Backoff
  #client: Promise<Client> | undefined
  readonly #listing: KeptList<Listing>
  readonly #resources: KeptList<Awaited<ReturnType<typeof resourcesOf>>>
  /** The client that `#client` resolved to: the one to forget must be the one in use, not its successor. */
  #current: Client | undefined

  constructor(settings: UpstreamSettings) {
    this.#settings = settings
    this.#backoff = new Backoff(settings.now)
    this.#listing = new KeptList((client) => this.#list(client), settings.now)
    this.#resources = new KeptList(resourcesOf, settings.now)
  }

  /** What the server offers, read at most a minute ago. Throws `upstream-failed`. */
  async listing(): Promise<Listing> {
    return await this.#listing.from(await this.#connected())
  }

  async callTool(name: string, args: JsonObject, cut: Until): Promise<CallToolResult> {
    return await this.#ask(cut, (client) => client.callTool({ name, arguments: { ...args } }, options(cut)))
  }

  async readResource(uri: string, cut: Until): Promise<ReadResourceResult> {
    return await this.#ask(cut, (client) => client.readResource({ uri }, { ...options(cut), cacheMode: 'bypass' }))
  }

  async getPrompt(name: string, args: Readonly<Record<string, string>>, cut: Until): Promise<GetPromptResult> {
    return await this.#ask(cut, (client) => client.getPrompt({ name, arguments: { ...args } }, options(cut)))
  }

  /** The addresses that the server lists, and the templates of those that it doesn't; at most a minute old. */
  async resources() {
    return await this.#resources.from(await this.#connected())
  }

  async close(): Promise<void> {
    const client = await this.#client?.catch(() => undefined)
    if (client !== undefined) await this.#drop(client)
  }

  async #list(client: Client): Promise<Listing> {
    const { tools: hasTools, prompts: hasPrompts } = client.getServerCapabilities() ?? {}
    try {
      const { tools, prompts } = await inTime(async (signal) => {
        const asked = { signal, cacheMode: 'refresh' } as const
        const { tools } = hasTools === undefined ? { tools: [] } : await client.listTools(undefined, asked)
        const { prompts } = hasPrompts === undefined ? { prompts: [] } : await client.listPrompts(undefined, asked)
        return { tools, prompts }
      })
      return {
        tools: new Map(tools.map((tool) => [tool.name, describeTool(tool)])),
        prompts: new Map(prompts.map((prompt) => [prompt.name, describePrompt(prompt)])),
      }
    } catch (cause) {
      // A client that ended meanwhile has already been counted.
      if (this.#current === client) this.#backoff.ended()
      await this.#drop(client)
      throw new GateError(
        'upstream-failed',
        `the tool server ${this.#settings.id} does not say what it offers`,
        {},
        { cause },
      )
    }
  }

  /** Throws `upstream-failed` if it was certainly not done, `upstream-timeout` if nobody knows. */
  async #ask<T>(cut: Until, request: (client: Client) => Promise<T>): Promise<T> {
    const client = await this.#connected()
    // A start takes a while.
    cut.requireOngoing()
    try {
      return await sendFor(cut, () => request(client))
    } catch (cause) {
      const { id } = this.#settings
      if (isUnsent(cause)) cut.requireOngoing()
      if (isRefusal(cause)) throw new GateError('upstream-failed', `${id} refused the call`, {}, { cause })
      // Over HTTP a session ends without notice (404), and the next call opens another. A process ends by closing.
      if (cause instanceof SdkHttpError || isUnreached(cause)) this.#forget(client)
      if (isUnreached(cause)) throw new GateError('upstream-failed', `${id} can't be reached`, {}, { cause })
      throw new GateError('upstream-timeout', `${id} gave no answer`, {}, { cause })
    }
  }

  #connected(): Promise<Client> {
    if (this.#client === undefined) {
      const waitMs = this.#backoff.waitMs()
      if (waitMs > 0) {
        const seconds = Math.ceil(waitMs / 1000)
        const message = `the tool server ${this.#settings.id} does not start; it is tried again in ${seconds} s`
        return Promise.reject(new GateError('upstream-failed', message))
      }
      const starting = this.#start()
      this.#client = starting
      // A failed start is not kept: the next call tries again.
      starting.catch(() => {
        if (this.#client === starting) this.#client = undefined
      })
    }
    return this.#client
  }

  async #start(): Promise<Client> {
    const client = new Client(implementation, {
      versionNegotiation: { mode: 'auto' },
      inputRequired: { autoFulfill: false },
      // The schemas are a stranger's, who could abuse compiling them and running their patterns here: no schema is
      // checked, and `data` is passed on with the type that the caller expects.
      jsonSchemaValidator: {
        getValidator: () => (data) => ({ valid: true, data: data as never, errorMessage: undefined }),
      },
    })
    client.setNotificationHandler('notifications/tools/list_changed', this.#listing.changed)
    client.setNotificationHandler('notifications/prompts/list_changed', this.#listing.changed)
    client.setNotificationHandler('notifications/resources/list_changed', this.#resources.changed)
    client.onclose = () => {
      // A client that never opened, or is no longer in use, has already been counted.
      if (this.#current !== client) return
      this.#forget(client)
      this.#backoff.ended()
    }
    try {
      await client.connect(this.#settings.transport(), { timeout: connectTimeoutMs })
      this.#backoff.started()
      this.#current = client
      return client
    } catch (cause) {
      this.#backoff.ended()
      client.onclose = () => undefined
      await client.close().catch(() => undefined)
      throw new GateError('upstream-failed', `the tool server ${this.#settings.id} does not start`, {}, { cause })
    }
  }

  #forget(client: Client): void {
    if (this.#current !== client) return
    this.#current = undefined
    this.#client = undefined
  }

  async #drop(client: Client): Promise<void> {
    this.#forget(client)
    client.onclose = () => undefined
    await client.close().catch(() => undefined)
  }
}

async function resourcesOf(client: Client) {
  if (client.getServerCapabilities()?.resources === undefined) return { resources: [], resourceTemplates: [] }
  return await inTime(async (signal) => {
    const asked = { signal, cacheMode: 'refresh' } as const
    const [{ resources }, { resourceTemplates }] = await Promise.all([
      client.listResources(undefined, asked),
      client.listResourceTemplates(undefined, asked).catch(() => ({ resourceTemplates: [] })),
    ])
    return { resources, resourceTemplates }
  })
}

/** All pages of a list together. */
async function inTime<T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(), listTimeoutMs)
  try {
    return await ask(over.signal)
  } finally {
    clearTimeout(timer)
  }
}

function options({ signal }: Until) {
  return { signal, timeout: callTimeoutMs }
}

/**
 * JSON-RPC's own errors come before anything is carried out (JSON-RPC 2.0 §5.1); a server's other errors may come
 * later.
 */
const refusals: ReadonlySet<number> = new Set([-32_700, -32_600, -32_601, -32_602])

function isRefusal(cause: unknown): boolean {
  return cause instanceof ProtocolError && refusals.has(cause.code)
}

const unreached: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

/** Nothing was sent: there was no connection to send it on. */
function isUnreached(cause: unknown): boolean {
  return chainOf(cause).some((error) => 'code' in error && unreached.has(error.code))
}

function isUnsent(cause: unknown): boolean {
  return chainOf(cause).some((error) => error instanceof Unsent)
}

/** An error, and what caused it. */
function chainOf(cause: unknown): readonly Error[] {
  const chain: Error[] = []
  for (let error = cause; error instanceof Error && chain.length < 5; error = error.cause) chain.push(error)
  return chain
}
