// SPDX-License-Identifier: EUPL-1.2
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { drive } from './callers.ts'
import { entryBytes, openJournal } from './stores.ts'

const strace = '/usr/bin/strace'
const single = fileURLToPath(new URL('./single-commits.ts', import.meta.url))

/** Bytes on the disk for each byte of entries, after so many commits of one entry each. */
export async function measureBytes(folder: string, commits: number): Promise<number> {
  const place = inMemory(4 * commits * entryBytes) ?? folder
  try {
    const journal = await openJournal(join(place, 'bytes'))
    await drive(1, commits, () => journal.append())
    // Closing would empty the write-ahead log: what lies there while it runs is counted.
    const bytes = readdirSync(place, { recursive: true, withFileTypes: true })
      .filter((item) => item.isFile())
      .reduce((sum, item) => sum + statSync(join(item.parentPath, item.name)).size, 0)
    await journal.close()
    return bytes / (commits * entryBytes)
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

/** A folder in a file system in memory, if it has room: files are as long there, and a sync costs nothing. */
function inMemory(needed: number): string | undefined {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize > needed ? mkdtempSync('/dev/shm/sluis-bench-log-') : undefined
  } catch {
    return undefined
  }
}

/** How often a process told the disk to keep what it has, for each commit of one entry; undefined without strace. */
export function measureSyncs(folder: string): number | undefined {
  if (!existsSync(strace)) return undefined
  const few = countSyncs(join(folder, 'few'), 100)
  const commits = 1000
  // The difference leaves out what opening and closing cost.
  const many = countSyncs(join(folder, 'many'), 100 + commits)
  return few === undefined || many === undefined ? undefined : (many - few) / commits
}

function countSyncs(folder: string, commits: number): number | undefined {
  mkdirSync(folder, { recursive: true })
  const trace = join(folder, 'trace')
  const calls = 'trace=fsync,fdatasync,sync_file_range,syncfs,msync'
  const args = ['-f', '-qq', '-e', calls, '-o', trace, process.execPath, single, join(folder, 'data'), String(commits)]
  // Where a process may not be traced (some containers) strace itself fails, and nothing was counted.
  const { status } = spawnSync(strace, args, { stdio: 'ignore' })
  if (status !== 0) return undefined
  return readFileSync(trace, 'utf8').match(/ (fsync|fdatasync|sync_file_range|syncfs|msync)\(/g)?.length ?? 0
}
