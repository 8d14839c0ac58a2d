// SPDX-License-Identifier: EUPL-1.2
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const desk = fileURLToPath(new URL('../packages/desk/', import.meta.url))

/** Whether the built Desk is there and no older than its sources. */
export function isDeskBuilt(): boolean {
  const built = join(desk, 'dist/index.html')
  return existsSync(built) && newest(desk) <= statSync(built).mtimeMs
}

/** Builds the Desk; rejects with what the build printed. */
export async function buildDesk(): Promise<void> {
  const child = spawn('npm', ['run', '-s', 'build'], { cwd: desk, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece: Buffer) => {
      printed += piece.toString()
    })
  }
  const { promise, resolve } = Promise.withResolvers<number | null>()
  child.once('close', resolve)
  if ((await promise) !== 0) throw new Error(`the Desk can't be built:\n${printed}`)
}

function newest(folder: string): number {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const sources = names.filter((name) => !/^(dist|node_modules)(\/|$)/.test(name))
  return Math.max(...sources.map((name) => statSync(join(folder, name)).mtimeMs))
}
