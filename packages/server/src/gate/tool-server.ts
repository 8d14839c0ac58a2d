// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { type CallToolResult, Client, type Tool } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { z } from 'zod'
import type { JsonObject } from '../journal/index.ts'
import type { ToolServer as Settings } from '../organisation/index.ts'
import { GateError } from './error.ts'

type StdioSettings = Extract<Settings, { kind: 'mcp-stdio' }>

const callTimeoutMs = 60_000
const connectTimeoutMs = 20_000

/**
 * An upstream tool server: a published MCP server, run unchanged and confined. It starts when it is first needed and
 * again after it died; it gets an empty environment (P8), may read one folder and its own code, and may write nothing
 * and start nothing (Node's permission model; the network it can't be kept from, which docs/reference/limits.md says).
 */
export class ToolServer {
  readonly #settings: StdioSettings
  readonly #organisationFolder: string
  #client: Promise<Client> | undefined

  constructor(settings: StdioSettings, organisationFolder: string) {
    this.#settings = settings
    this.#organisationFolder = organisationFolder
  }

  /** The tools as the server describes them: texts of a stranger. */
  async tools(): Promise<readonly Tool[]> {
    const client = await this.#connected()
    const { tools } = await client.listTools(undefined, { timeout: callTimeoutMs })
    return tools
  }

  /** Throws `upstream-failed` when it certainly was not asked, `upstream-timeout` when nobody knows. */
  async call(name: string, args: JsonObject, signal: AbortSignal): Promise<CallToolResult> {
    const client = await this.#connected()
    try {
      return await client.callTool({ name, arguments: { ...args } }, { signal, timeout: callTimeoutMs })
    } catch (cause) {
      throw new GateError('upstream-timeout', `${this.#settings.id} gave no answer`, {}, { cause })
    }
  }

  async close(): Promise<void> {
    const client = await this.#client?.catch(() => undefined)
    this.#client = undefined
    await client?.close()
  }

  #connected(): Promise<Client> {
    if (this.#client === undefined) {
      const starting = this.#start()
      this.#client = starting
      // A start that failed is not kept: the next call tries again.
      starting.catch(() => {
        if (this.#client === starting) this.#client = undefined
      })
    }
    return this.#client
  }

  async #start(): Promise<Client> {
    const { id, folder } = this.#settings
    const { command, args, cwd } = this.#command(resolve(this.#organisationFolder, folder))
    const client = new Client({ name: 'sluis', version: '0.1.0' }, { versionNegotiation: { mode: 'auto' } })
    client.onclose = () => {
      this.#client = undefined
    }
    try {
      const transport = new StdioClientTransport({ command, args, cwd, stderr: 'ignore' })
      await client.connect(transport, { timeout: connectTimeoutMs })
      return client
    } catch (cause) {
      await client.close().catch(() => undefined)
      throw new GateError('upstream-failed', `the tool server ${id} does not start`, {}, { cause })
    }
  }

  #command(folder: string): { command: string; args: string[]; cwd: string } {
    const require = createRequire(import.meta.url)
    const manifest = require.resolve(`${this.#settings.package}/package.json`)
    const { bin } = packageManifest.parse(JSON.parse(readFileSync(manifest, 'utf8')))
    const entry = join(dirname(manifest), typeof bin === 'string' ? bin : (Object.values(bin)[0] ?? ''))
    const [modules = ''] = manifest.split(join('node_modules', this.#settings.package))
    const confined = [
      '--permission',
      `--allow-fs-read=${folder}`,
      `--allow-fs-read=${join(modules, 'node_modules')}`,
      entry,
      folder,
    ]
    // The transport adds variables of ours to whatever environment it is given; `env -i` takes them away again.
    return process.platform === 'win32'
      ? { command: process.execPath, args: confined, cwd: folder }
      : { command: '/usr/bin/env', args: ['-i', process.execPath, ...confined], cwd: folder }
  }
}

const packageManifest = z.object({ bin: z.union([z.string(), z.record(z.string(), z.string())]) })
