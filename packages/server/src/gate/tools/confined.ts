// SPDX-License-Identifier: EUPL-1.2
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { z } from 'zod'
import type { StdioServer } from '../../organisation/index.ts'
import { BoundedStdio } from './stdio.ts'

/**
 * A published MCP server, run unchanged and confined. It gets no environment but what its entry sets (P8). It may read
 * one folder and its own code, may write in that folder only if its entry says so, and may start no program. Before
 * Node 25 the network can't be closed to it, as docs/reference/limits.md says.
 */
export function confinedTransport(settings: StdioServer, folder: string, maxBufferSize: number): StdioClientTransport {
  if (settings.writes) mkdirSync(folder, { recursive: true, mode: 0o700 })
  const filled = (value: string): string => value.replaceAll('{folder}', folder)
  const { entry, modules } = entryOf(settings.package)
  const node = [...confinement(folder, modules, settings.writes), entry, ...settings.arguments.map(filled)]
  const set = Object.entries(settings.environment).map(([name, value]) => [name, filled(value)] as const)
  const common = { cwd: folder, stderr: 'ignore', maxBufferSize } as const
  if (process.platform === 'win32') {
    return new BoundedStdio({ ...common, command: process.execPath, args: node, env: Object.fromEntries(set) })
  }
  // The transport adds variables of Sluis's own to the environment that it is given; `env -i` removes them.
  const given = set.map(([name, value]) => `${name}=${value}`)
  return new BoundedStdio({
    ...common,
    command: '/usr/bin/env',
    args: ['-i', ...given, process.execPath, ...node],
  })
}

/**
 * Takes away what Node's permission model does not cover: SQLite opens, writes and makes any file that its user may,
 * including the log and the credentials.
 */
export function confinement(folder: string, modules: string, writes: boolean): readonly string[] {
  return [
    '--permission',
    `--allow-fs-read=${folder}`,
    `--allow-fs-read=${modules}`,
    ...(writes ? [`--allow-fs-write=${folder}`] : []),
    '--no-experimental-sqlite',
    `--import=data:text/javascript,${encodeURIComponent(powerless)}`,
  ]
}

/**
 * The model does not cover signals and V8's flags either. A server that sends its parent SIGUSR1 opens the debugger of
 * Sluis and can run anything there; any other signal ends or halts it. Some of V8's flags write to a file by name.
 */
const powerless = `
import process from 'node:process'
import os from 'node:os'
import v8 from 'node:v8'
import { syncBuiltinESMExports } from 'node:module'
for (const name of ['kill', '_kill', '_debugProcess', '_debugEnd']) delete process[name]
delete os.setPriority
delete v8.setFlagsFromString
syncBuiltinESMExports()
`

const packageManifest = z.object({ bin: z.union([z.string(), z.record(z.string(), z.string())]) })

function entryOf(name: string): { readonly entry: string; readonly modules: string } {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`)
  const { bin } = packageManifest.parse(JSON.parse(readFileSync(manifest, 'utf8')))
  const [before = ''] = manifest.split(join('node_modules', name))
  const entry = join(dirname(manifest), typeof bin === 'string' ? bin : (Object.values(bin)[0] ?? ''))
  return { entry, modules: join(before, 'node_modules') }
}
