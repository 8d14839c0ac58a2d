// SPDX-License-Identifier: EUPL-1.2
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { z } from 'zod'
import type { StdioServer } from '../../organisation/index.ts'

/**
 * A published MCP server, run unchanged and confined by Node's permission model: it gets no environment but what its
 * entry sets (P8), may read one folder and its own code, may write in that folder only where its entry says so, and may
 * start nothing. The network it can't be kept from before Node 25, which docs/reference/limits.md says.
 */
export function confinedTransport(settings: StdioServer, folder: string, maxBufferSize: number): StdioClientTransport {
  if (settings.writes) mkdirSync(folder, { recursive: true, mode: 0o700 })
  const filled = (value: string): string => value.replaceAll('{folder}', folder)
  const { entry, modules } = entryOf(settings.package)
  const node = [
    '--permission',
    `--allow-fs-read=${folder}`,
    `--allow-fs-read=${modules}`,
    ...(settings.writes ? [`--allow-fs-write=${folder}`] : []),
    entry,
    ...settings.arguments.map(filled),
  ]
  const set = Object.entries(settings.environment).map(([name, value]) => [name, filled(value)] as const)
  const common = { cwd: folder, stderr: 'ignore', maxBufferSize } as const
  if (process.platform === 'win32') {
    return new StdioClientTransport({ ...common, command: process.execPath, args: node, env: Object.fromEntries(set) })
  }
  // The transport adds variables of ours to whatever environment it is given; `env -i` takes them away again.
  const given = set.map(([name, value]) => `${name}=${value}`)
  return new StdioClientTransport({
    ...common,
    command: '/usr/bin/env',
    args: ['-i', ...given, process.execPath, ...node],
  })
}

const packageManifest = z.object({ bin: z.union([z.string(), z.record(z.string(), z.string())]) })

function entryOf(name: string): { readonly entry: string; readonly modules: string } {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`)
  const { bin } = packageManifest.parse(JSON.parse(readFileSync(manifest, 'utf8')))
  const [before = ''] = manifest.split(join('node_modules', name))
  const entry = join(dirname(manifest), typeof bin === 'string' ? bin : (Object.values(bin)[0] ?? ''))
  return { entry, modules: join(before, 'node_modules') }
}
